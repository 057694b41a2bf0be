"""Figures: every number computed, drawn as inline SVG that follows the page's colours."""

from calcref.plot.composition import composition
from calcref.plot.descent_direction import descent_direction
from calcref.plot.powers import power_functions
from calcref.plot.quotients import quotient
from calcref.plot.rectangle import product_rectangle
from calcref.plot.secant import secant_to_tangent
from calcref.plot.zoom import tangent_zoom

__all__ = [
    "composition",
    "descent_direction",
    "power_functions",
    "product_rectangle",
    "quotient",
    "secant_to_tangent",
    "tangent_zoom",
]
