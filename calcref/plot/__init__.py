"""Figures: every number computed, drawn as inline SVG that follows the page's colors."""

from calcref.plot.area_function import area_function
from calcref.plot.attention_masks import attention_masks
from calcref.plot.composition import composition
from calcref.plot.corner import penalty_corner
from calcref.plot.density import density_and_distribution
from calcref.plot.descent import descent_on_contours, descent_runs
from calcref.plot.descent_direction import descent_direction
from calcref.plot.difference_errors import difference_errors
from calcref.plot.gradient_decay import gradient_decay
from calcref.plot.graph import graph
from calcref.plot.graph_data import computational_graph
from calcref.plot.jacobian_pattern import jacobian_patterns
from calcref.plot.losses import losses_and_gradients
from calcref.plot.mean import mean_of_curves
from calcref.plot.powers import power_functions
from calcref.plot.quotients import quotient
from calcref.plot.rectangle import product_rectangle
from calcref.plot.riemann import riemann_bars, riemann_rules
from calcref.plot.roc import roc
from calcref.plot.secant import secant_to_tangent
from calcref.plot.slopes import functions_and_slopes
from calcref.plot.stiffening import stiffening_spline
from calcref.plot.tape_graph import tape_graph
from calcref.plot.training import training_curves
from calcref.plot.zoom import tangent_zoom

__all__ = [
    "area_function",
    "attention_masks",
    "composition",
    "computational_graph",
    "density_and_distribution",
    "descent_direction",
    "descent_on_contours",
    "descent_runs",
    "difference_errors",
    "functions_and_slopes",
    "gradient_decay",
    "graph",
    "jacobian_patterns",
    "losses_and_gradients",
    "mean_of_curves",
    "penalty_corner",
    "power_functions",
    "product_rectangle",
    "quotient",
    "riemann_bars",
    "riemann_rules",
    "roc",
    "secant_to_tangent",
    "stiffening_spline",
    "tangent_zoom",
    "tape_graph",
    "training_curves",
]
