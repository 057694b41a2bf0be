"""How large an expression can be over an interval, by interval arithmetic."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise, product

import sympy as sp

from calcref.verify.enclose import RangeEvaluator, enclosing
from calcref.verify.ranges import Range

PIECES = 128  # the interval is cut into so many: a range is tighter over a short one
BOXES = 600  # about so many pieces has a box of several variables


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


def largest_over_box(expr: sp.Expr, box: Mapping[sp.Symbol, tuple[float, float]]) -> float | None:
    """A bound for the size of `expr` over an interval of each variable; None where it breaks, or none was found.

    >>> x, y = sp.symbols("x y", real=True)
    >>> 1 <= largest_over_box(x * y, {x: (-1, 1), y: (0, 1)}) < 1.1
    True
    """
    count = max(2, round(BOXES ** (1 / len(box))))
    cuts = [[low + (high - low) * k / count for k in range(count)] + [high] for low, high in box.values()]
    most = 0.0
    for piece in product(*(list(pairwise(ends)) for ends in cuts)):
        found = RangeEvaluator({var: Range(*ends) for var, ends in zip(box, piece, strict=True)})(expr)
        if found.empty or not found.smooth or not math.isfinite(found.high - found.low):
            return None
        most = max(most, abs(found.low), abs(found.high))
    return most
