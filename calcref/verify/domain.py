"""Points at which an expression has a value, found by search: its domain may be far away, or narrow."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import sympy as sp

from calcref.verify.enclose import enclosing
from calcref.verify.fast import FastEvaluator
from calcref.verify.places import between
from calcref.verify.precise import PreciseEvaluator
from calcref.verify.sizes import real

SCALES = (0.013, 0.11, 0.47, 1.3, 2.7, 5.9, 13.1, 37.3, 107.7, 1013.3)  # near and far, on both sides of 0
ENOUGH = 6
BOXES = 400  # intervals that are looked at in search of a domain that the scales miss


def points(expr: sp.Expr, var: sp.Symbol, letters: Mapping[sp.Symbol, float], few: bool = False) -> list[float]:
    """Places at which `expr` has a real value, near and far; with `few`, three or so.

    >>> x = sp.Symbol("x", real=True)
    >>> [round(place, 2) for place in points(sp.log(x - 50), x, {})][:2]
    [107.7, 1013.3]
    """
    if var.is_integer:
        return [float(k) for k in range(1 if var.is_positive else -3, 7)]
    sides = (1,) if var.is_nonnegative else (-1,) if var.is_nonpositive else (1, -1)
    values = {letter: complex(value) for letter, value in letters.items()}
    scales = SCALES[1:6:2] if few else SCALES
    found = [side * scale for scale in scales for side in sides if _has_value(expr, var, values, side * scale)]
    if len(found) < (2 if few else ENOUGH):
        found += [place for place in _searched(expr, var, values) if _has_value(expr, var, values, place)]
    return found or [
        side * scale for scale in SCALES[2:5] for side in sides if _is_huge(expr, var, letters, side * scale)
    ]


def _is_huge(expr: sp.Expr, var: sp.Symbol, letters: Mapping[sp.Symbol, float], place: float) -> bool:
    """Whether there is a value that doubles have no room for."""
    found = PreciseEvaluator.at_point({**letters, var: place}, expr)
    return real(found) is not None


def _has_value(expr: sp.Expr, var: sp.Symbol, values: Mapping[sp.Symbol, complex], place: float) -> bool:
    """Whether there is a value that is a double."""
    return real(FastEvaluator({**values, var: complex(place)})(expr)) is not None


def _searched(expr: sp.Expr, var: sp.Symbol, values: Mapping[sp.Symbol, complex]) -> Iterator[float]:
    """Places in intervals over which `expr` has a value, the widest first; intervals where it has none are left out."""
    within = enclosing(values, expr, var)
    boxes, yielded = [(-math.inf, math.inf)], 0
    for _ in range(BOXES):
        if not boxes or yielded >= 2 * ENOUGH:
            return
        low, high = boxes.pop(0)
        allowed = within(low, high)
        if allowed.empty or (math.isfinite(high - low) and high - low < 1e-9 * max(1.0, abs(low))):
            continue
        if allowed.smooth and math.isfinite(high - low):
            yielded += 2
            yield low + 0.31 * (high - low)
            yield low + 0.83 * (high - low)
            continue
        middle = between(low, high)
        if low < middle < high and abs(middle) < 1e12:
            boxes += [(low, middle), (middle, high)]
