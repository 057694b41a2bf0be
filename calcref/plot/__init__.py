"""Figures: every number computed, drawn as inline SVG that follows the page's colors."""

from calcref.plot.figures.autodiff.difference_errors import difference_errors
from calcref.plot.figures.autodiff.gradient_decay import gradient_decay
from calcref.plot.figures.autodiff.jacobian_pattern import jacobian_patterns
from calcref.plot.figures.derivatives.composition import composition
from calcref.plot.figures.derivatives.depth import depth_and_gradient
from calcref.plot.figures.derivatives.polynomials import taylor_fits
from calcref.plot.figures.derivatives.powers import power_functions
from calcref.plot.figures.derivatives.quotients import quotient
from calcref.plot.figures.derivatives.rectangle import product_rectangle
from calcref.plot.figures.derivatives.secant import secant_to_tangent
from calcref.plot.figures.derivatives.slopes import functions_and_slopes
from calcref.plot.figures.derivatives.squeezed import squeezed
from calcref.plot.figures.derivatives.tangent import tangent_and_slope
from calcref.plot.figures.derivatives.zoom import tangent_zoom
from calcref.plot.figures.derivatives.zoom_by_hand import zoom_by_hand
from calcref.plot.figures.integrals.area_function import area_function
from calcref.plot.figures.integrals.riemann import riemann_bars, riemann_rules
from calcref.plot.figures.integrals.terms import sum_of_terms
from calcref.plot.figures.layers.attention_masks import attention_masks
from calcref.plot.figures.losses.losses import losses_and_gradients
from calcref.plot.figures.losses.mean import mean_of_curves
from calcref.plot.figures.losses.outlier import outlier_and_losses
from calcref.plot.figures.matrix.crossing import crossing_eigenvalues
from calcref.plot.figures.metrics.calibration import calibration
from calcref.plot.figures.metrics.distribution_gap import distribution_gap
from calcref.plot.figures.metrics.roc import roc
from calcref.plot.figures.multivariable.constraint import constraint_on_contours
from calcref.plot.figures.multivariable.directions import slopes_around
from calcref.plot.figures.multivariable.fields import arrow_fields
from calcref.plot.figures.multivariable.levels import level_places
from calcref.plot.figures.multivariable.sections import partial_slopes
from calcref.plot.figures.multivariable.warped_grid import warped_grid
from calcref.plot.figures.optimization.chord_and_tangent import chord_and_tangent
from calcref.plot.figures.optimization.descent import descent_on_contours, descent_runs
from calcref.plot.figures.optimization.descent_by_hand import descent_by_hand
from calcref.plot.figures.optimization.descent_direction import descent_direction
from calcref.plot.figures.optimization.race import race
from calcref.plot.figures.optimization.training import training_curves
from calcref.plot.figures.probability.density import density_and_distribution
from calcref.plot.figures.probability.density_by_hand import density_by_hand
from calcref.plot.figures.probability.two_bells import two_bells
from calcref.plot.figures.regularizers.corner import penalty_corner
from calcref.plot.figures.regularizers.lasso_path import lasso_path
from calcref.plot.figures.regularizers.stiffening import stiffening_spline
from calcref.plot.graphs.graph import graph
from calcref.plot.graphs.graph_data import computational_graph
from calcref.plot.graphs.tape_graph import tape_graph

__all__ = [
    "area_function",
    "arrow_fields",
    "attention_masks",
    "calibration",
    "chord_and_tangent",
    "composition",
    "computational_graph",
    "constraint_on_contours",
    "crossing_eigenvalues",
    "density_and_distribution",
    "density_by_hand",
    "depth_and_gradient",
    "descent_by_hand",
    "descent_direction",
    "descent_on_contours",
    "descent_runs",
    "difference_errors",
    "distribution_gap",
    "functions_and_slopes",
    "gradient_decay",
    "graph",
    "jacobian_patterns",
    "lasso_path",
    "level_places",
    "losses_and_gradients",
    "mean_of_curves",
    "outlier_and_losses",
    "partial_slopes",
    "penalty_corner",
    "power_functions",
    "product_rectangle",
    "quotient",
    "race",
    "riemann_bars",
    "riemann_rules",
    "roc",
    "secant_to_tangent",
    "slopes_around",
    "squeezed",
    "stiffening_spline",
    "sum_of_terms",
    "tangent_and_slope",
    "tangent_zoom",
    "tape_graph",
    "taylor_fits",
    "training_curves",
    "two_bells",
    "warped_grid",
    "zoom_by_hand",
]
