"""Integrals of probability: over all of a support, finite or not, to about seven digits or not at all.

The double exponential rule puts x = a + scale*exp(pi/2*sinh(t)) on an infinite piece and the logistic function of
pi*sinh(t) on a finite one, and adds up at equal steps in t. Its points run to 1e144, so that a heavy tail is seen,
and not beyond, so that their squares are numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np

from calcref.core.errors import DidNotConverge, OutsideDomain

_TOLERANCE = 1e-8  # of two estimates in a row, relative to the integral of |f|
_EDGE = 1e-6  # what the outermost points may still add: more, and the integral of |f| is infinite
_STEPS = tuple(2.0**-k for k in range(2, 9))
_REACH = 6.05  # exp(pi/2*sinh(6.05)) is 1e144


def integral(f: Callable[[Any], Any], ends: tuple[float, ...], scale: float = 1.0) -> float:
    """Return the integral of `f` from the first of `ends` to the last, piece by piece between them.

    Args:
        f: a function of an array that returns one of its shape.
        ends: in increasing order, the first and the last possibly infinite; `f` is smooth between them.
        scale: a length on which `f` changes, for the pieces that are infinite.

    Raises:
        DidNotConverge: estimates at smaller and smaller steps do not settle, or the outermost points still count.
        OutsideDomain: `f` is not finite somewhere.

    Source: Takahasi and Mori, Double exponential formulas for numerical integration, Publ. RIMS 9 (1974) 721.

    >>> round(integral(lambda x: np.exp(-x), (0.0, np.inf)), 12)
    1.0
    """
    if np.isinf(ends[0]) and np.isinf(ends[-1]) and len(ends) == 2:
        ends = (ends[0], 0.0, ends[-1])
    pieces = [(a, b) for a, b in pairwise(ends) if a < b]
    before = np.inf
    for h in _STEPS:
        terms = [_terms(f, a, b, scale, h) for a, b in pieces]
        value, size = sum(float(np.sum(t)) for t in terms), sum(float(np.sum(np.abs(t))) for t in terms)
        edge = max((abs(float(t[end])) / h for t in terms for end in (0, -1)), default=0.0)
        if np.isfinite(size) and abs(value - before) <= _TOLERANCE * size and edge <= _EDGE * size:
            return value
        before = value
    raise DidNotConverge(
        f"the integral from {ends[0]} to {ends[-1]} does not settle (last estimate {value:.6g}): the integral of the "
        "absolute value may be infinite, or there is a jump or a narrow peak; give the places of those as breaks"
    )


def _terms(f: Callable[[Any], Any], a: float, b: float, scale: float, h: float) -> Any:
    """What each point adds to the integral from `a` to `b`."""
    t = h * np.arange(-int(_REACH / h), int(_REACH / h) + 1)
    with np.errstate(all="ignore"):
        if np.isfinite(a) and np.isfinite(b):
            below, above = 1 / (1 + np.exp(-np.pi * np.sinh(t))), 1 / (1 + np.exp(np.pi * np.sinh(t)))
            x = np.where(t < 0, a + (b - a) * below, b - (b - a) * above)
            weight = (b - a) * below * above * np.pi * np.cosh(t)
        else:
            away = scale * np.exp(np.pi / 2 * np.sinh(t))
            x = a + away if np.isfinite(a) else b - away
            weight = away * np.pi / 2 * np.cosh(t)
        x = np.clip(x, np.nextafter(a, b), np.nextafter(b, a))  # what rounds to an end is read beside it
        values = np.asarray(f(x), dtype=np.float64)
        if not np.all(np.isfinite(values)):
            bad = int(np.argmin(np.isfinite(values)))
            raise OutsideDomain(f"a finite number is needed at each point; found {values[bad]} at x = {x[bad]:.6g}")
        return h * weight * values
