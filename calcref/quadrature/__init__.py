"""Integrals as sums: Riemann sums, the trapezoid rule, Simpson's rule, and their orders as measured."""

from calcref.quadrature.composite import Composite, Integral, refine
from calcref.quadrature.order import MeasuredOrder, measured_order
from calcref.quadrature.riemann import left, midpoint, right
from calcref.quadrature.simpsons_rule import simpson
from calcref.quadrature.trapezoid_rule import trapezoid

RULES = (
    left,  # the height at the start of each panel
    right,  # the height at its end
    midpoint,  # the height in its middle: one order better for the same work
    trapezoid,  # a line through both ends
    simpson,  # a parabola through both ends and the middle
)

__all__ = [
    "RULES",
    "Composite",
    "Integral",
    "MeasuredOrder",
    "left",
    "measured_order",
    "midpoint",
    "refine",
    "right",
    "simpson",
    "trapezoid",
]
