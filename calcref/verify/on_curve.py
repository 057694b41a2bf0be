"""Points on the curve that an equation in two letters draws."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import mpmath as mp
import sympy as sp

from calcref.core.implicit import ImplicitSlope
from calcref.verify.precise import PreciseEvaluator

ACROSS = (0.13, -0.13, 0.47, -0.47, 0.91, -0.91, 1.3, -1.3, 2.1, -2.1, 2.7, -2.7, 4.3, -4.3)
HEIGHTS = tuple(k / 4 for k in range(-41, 42, 2))  # between neighbors of these the other letter is looked for
HALVINGS = 170  # of an interval of length 1/2, down to 50 digits
ENOUGH = 8


def on_curve(question: ImplicitSlope) -> Iterator[dict[sp.Symbol, Any]]:
    """Points on the curve of `question` with as many digits as mpmath is set to; few or none where it lies far away.

    >>> from calcref.core.expr import raw
    >>> x, y = sp.symbols("x y", real=True)
    >>> point = next(on_curve(raw(ImplicitSlope, x**2 + y**2, x, y, sp.Integer(25), sp.Integer(1))))
    >>> round(float(point[x] ** 2 + point[y] ** 2), 12)
    25.0
    """
    found = 0
    for place in map(mp.mpf, ACROSS):
        heights = [(height, _above(question, place, height)) for height in map(mp.mpf, HEIGHTS)]
        for (low, one), (high, other) in pairwise(heights):
            if found >= ENOUGH or not one * other < 0:  # NaN: the equation has no value there
                continue
            height = _crossing(question, place, low, high, one)
            if abs(_above(question, place, height)) < mp.sqrt(mp.eps):  # else it jumps
                found += 1
                yield {question.var: place, question.y: height}


def _above(question: ImplicitSlope, place: Any, height: Any) -> Any:
    """The left side of the equation minus the right one; NaN where there is none."""
    there = PreciseEvaluator({question.var: place, question.y: height})
    left, right = there(question.expr), there(question.right)
    return left - right if isinstance(left, mp.mpf) and isinstance(right, mp.mpf) else mp.nan


def _crossing(question: ImplicitSlope, place: Any, low: Any, high: Any, at_low: Any) -> Any:
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if _above(question, place, middle) * at_low > 0:
            low = middle
        else:
            high = middle
    return high
