"""Derivatives by differences at places evenly apart: of a function, along a level curve, and along a path."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import mpmath as mp

MOST = 60  # steps towards the curve


def differenced(function: Callable[[Any], Any], here: Any, order: int, step: Any) -> Any:
    """The derivative of this order of a function, by central differences.

    >>> with mp.workdps(40):
    ...     float(differenced(lambda t: t**3, mp.mpf(2), 2, mp.mpf(10) ** -12))
    12.0
    """
    total = mp.mpf(0)
    for k in range(order + 1):
        total += (-1) ** k * mp.binomial(order, k) * function(here + (mp.mpf(order) / 2 - k) * step)
    return total / step**order


def slope_of_level(level: Callable[[Any, Any], Any], x: Any, y: Any, order: int, step: Any) -> Any:
    """The derivative of this order of the y that keeps `level(x, y)` as it is here, by differences of that y.

    >>> with mp.workdps(40):
    ...     float(slope_of_level(lambda x, y: x**2 + y**2, mp.mpf(3), mp.mpf(4), 1, mp.mpf(10) ** -12))
    -0.75
    """
    here = level(x, y)
    return differenced(lambda there: _solved(partial(level, there), here, y, step), x, order, step)


def slope_of_path(up: Callable[[Any], Any], across: Callable[[Any], Any], t: Any, order: int, step: Any) -> Any:
    """The derivative of this order of `up` by `across`, by differences of `up` at places that are evenly apart.

    >>> with mp.workdps(40):
    ...     float(slope_of_path(mp.sin, mp.cos, mp.mpf(1), 1, mp.mpf(10) ** -12) * mp.tan(1))
    -1.0
    """
    return differenced(lambda there: up(_solved(across, there, t, step)), across(t), order, step)


def _solved(function: Callable[[Any], Any], wanted: Any, start: Any, step: Any) -> Any:
    """Where a function has the value that is wanted, close to `start`, by secants."""
    before, now = start, start + step
    left, right = function(before) - wanted, function(now) - wanted
    for _ in range(MOST):
        if right == left:
            break
        before, now, left = now, now - right * (now - before) / (right - left), right
        right = function(now) - wanted
    if abs(now - start) > mp.sqrt(step) or abs(right) > mp.mpf(10) ** (5 - mp.mp.dps):
        return mp.nan
    return now
