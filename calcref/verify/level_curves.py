"""Slopes of curves that are not graphs, by walking along them: a level curve, and the path of a moving point."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import mpmath as mp

MOST = 60  # steps towards the curve


def slope_of_level(level: Callable[[Any, Any], Any], x: Any, y: Any, order: int, step: Any) -> Any:
    """The derivative of this order of the y that keeps `level(x, y)` as it is here, by differences of that y.

    >>> with mp.workdps(40):
    ...     float(slope_of_level(lambda x, y: x**2 + y**2, mp.mpf(3), mp.mpf(4), 1, mp.mpf(10) ** -12))
    -0.75
    """
    here = level(x, y)
    total = mp.mpf(0)
    for k in range(order + 1):
        there = x + (mp.mpf(order) / 2 - k) * step
        total += (-1) ** k * mp.binomial(order, k) * _solved(partial(_off, level, here, there), y, step)
    return total / step**order


def slope_of_path(up: Callable[[Any], Any], across: Callable[[Any], Any], t: Any, order: int, step: Any) -> Any:
    """The derivative of this order of `up` by `across`, by differences of `up` at places that are evenly apart.

    >>> with mp.workdps(40):
    ...     float(slope_of_path(mp.sin, mp.cos, mp.mpf(1), 1, mp.mpf(10) ** -12) * mp.tan(1))
    -1.0
    """
    here = across(t)
    total = mp.mpf(0)
    for k in range(order + 1):
        there = here + (mp.mpf(order) / 2 - k) * step
        total += (-1) ** k * mp.binomial(order, k) * up(_solved(partial(_apart, across, there), t, step))
    return total / step**order


def _apart(function: Callable[[Any], Any], there: Any, t: Any) -> Any:
    return function(t) - there


def _off(level: Callable[[Any, Any], Any], here: Any, x: Any, y: Any) -> Any:
    return level(x, y) - here


def _solved(function: Callable[[Any], Any], start: Any, step: Any) -> Any:
    """The zero of a function that is close to `start`, by secants."""
    before, now = start, start + step
    left, right = function(before), function(now)
    for _ in range(MOST):
        if right == left:
            break
        before, now, left = now, now - right * (now - before) / (right - left), right
        right = function(now)
    if abs(now - start) > mp.sqrt(step) or abs(right) > mp.mpf(10) ** (5 - mp.mp.dps):
        return mp.nan
    return now
