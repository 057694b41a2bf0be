"""Derivatives of plain NumPy functions by finite differences: an oracle that shares nothing with any rule.

| method    | quotient                    | step h             | error at best |
|-----------|-----------------------------|--------------------|---------------|
| "forward" | (f(x + h) - f(x)) / h       | eps^(1/2) max(1, abs(x)) | eps^(1/2) |
| "central" | (f(x + h) - f(x - h)) / 2h  | eps^(1/3) max(1, abs(x)) | eps^(2/3) |
| "complex" | Im f(x + ih) / h            | 1e-30 max(1, abs(x))     | eps       |

eps is 2.2e-16: everything is computed in float64. The steps balance the error of the quotient against rounding for a
function whose values and derivatives are of order one; elsewhere pass `step`. The complex step is exact to rounding,
but only for a function that is analytic and says so in complex arithmetic: abs, norm, comparison and `.real` are not.

Source: Press et al., Numerical Recipes, 3rd ed., section 5.7; Squire and Trapp, SIAM Review 40 (1998) 110, for the
complex step.
"""

from calcref.differences.fornberg import weights
from calcref.differences.quotients import Function, Method, directional, gradient, jacobian
from calcref.differences.richardson_extrapolation import Extrapolated, richardson
from calcref.differences.stencil import Stencil, derivative
from calcref.differences.stencils import central_difference, forward_difference, second_difference

CONCEPTS = (
    forward_difference,  # the slope of a chord that begins here
    central_difference,  # of one with its middle here: one order better
    second_difference,  # how far the middle of a chord is off the curve
    richardson,  # wide and narrow chords against each other
)

__all__ = [
    "CONCEPTS",
    "Extrapolated",
    "Function",
    "Method",
    "Stencil",
    "central_difference",
    "derivative",
    "directional",
    "forward_difference",
    "gradient",
    "jacobian",
    "richardson",
    "second_difference",
    "weights",
]
