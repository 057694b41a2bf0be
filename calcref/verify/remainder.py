"""How large an expression can be over an interval, by interval arithmetic."""

from __future__ import annotations

import math
from itertools import pairwise

import sympy as sp

from calcref.verify.enclose import enclosing

PIECES = 128  # the interval is cut into so many: a range is tighter over a short one


def largest(expr: sp.Expr, var: sp.Symbol, low: float, high: float) -> float | None:
    """A bound for the size of `expr` over an interval of `var`; None where it breaks there, or none was found.

    >>> x = sp.Symbol("x", real=True)
    >>> 1 <= largest(sp.cos(x), x, -1, 1) < 1.01, largest(1 / x, x, -1, 1)
    (True, None)
    """
    over = enclosing({}, expr, var)
    ends = [low + (high - low) * k / PIECES for k in range(PIECES)] + [high]
    most = 0.0
    for start, end in pairwise(ends):
        found = over(start, end)
        if found.empty or not found.smooth or not math.isfinite(found.high - found.low):
            return None
        most = max(most, abs(found.low), abs(found.high))
    return most
