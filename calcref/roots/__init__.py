"""Where a function of one variable is zero: methods, and the traces of their runs."""

from calcref.roots.bisection import Bisection
from calcref.roots.brent import Brent
from calcref.roots.newton import Newton
from calcref.roots.search import find_root
from calcref.roots.secant import Secant

METHODS = (
    Bisection,  # half of the interval at every step, whatever the function
    Newton,  # along the tangent
    Secant,  # along the line through the last two places
    Brent,  # as fast as these, and as safe as the first
)

__all__ = ["METHODS", "Bisection", "Brent", "Newton", "Secant", "find_root"]
