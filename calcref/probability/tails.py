"""Areas of a tail whose logarithm falls off like a line or a parabola, by Gauss's rule."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

_FAR = 45.0  # e^-45 is below the precision of 1
_NODES = 64
NOTHING = -800.0  # e^-800 is below the smallest float64


def reach(a: Any) -> Any:
    """How large s has to be for a*(s - ln(1 + s)) to be 45: a bound from above.

    >>> s = reach(100.0)
    >>> 45 < 100 * (s - np.log1p(s)) < 60
    np.True_
    """
    m = 2 * _FAR / a
    return (m + np.sqrt(m * m + 4 * m)) / 2


def slope_reach(c: Any) -> Any:
    """How far e^(-c u) has to be followed; without end where c is not positive.

    >>> slope_reach(np.array([9.0, 0.0])).tolist()
    [5.0, inf]
    """
    return np.where(c > 0, _FAR / np.where(c > 0, c, 1.0), np.inf)


def area(log_height: Callable[[Any], Any], length: Any) -> Any:
    """The integral of e^log_height from 0 to `length`, an array; log_height takes points in a first axis.

    >>> area(lambda u: -u, np.array([50.0])).round(12).tolist()
    [1.0]
    """
    places, weights = _rule()
    heights = np.exp(log_height(places[:, None] * length))
    return length * (weights @ heights)


@cache
def _rule() -> tuple[Any, Any]:
    places, weights = np.polynomial.legendre.leggauss(_NODES)
    return (places + 1) / 2, weights / 2
