"""The regularized incomplete gamma functions, lower and upper, each with its small values to full digits."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.core.errors import DidNotConverge
from calcref.probability.special_functions import log_excess, log_gamma_kernel
from calcref.probability.tails import NOTHING, area, reach, slope_reach

_BY_AREA = 100.0
_STEPS = 2000
_TINY = 1e-300
_PRECISION = 1e-16


def incomplete_gamma(a: Any, x: Any) -> tuple[Any, Any]:
    """Return P(a, x) and Q(a, x) = 1 - P(a, x), for a > 0 and finite x >= 0, one-dimensional.

    Source: Press et al., Numerical Recipes, section 6.2: a series, a continued fraction, and a quadrature for large a.

    >>> lower, upper = incomplete_gamma(np.array([1.0]), np.array([2.0]))
    >>> float(upper[0]) == float(np.exp(-2.0)), float((lower + upper)[0])
    (True, 1.0)
    """
    a, x = np.broadcast_arrays(np.asarray(a, dtype=np.float64), np.asarray(x, dtype=np.float64))
    below = np.where(a >= _BY_AREA, x < a, x < a + 1)
    small = np.zeros(x.shape)
    with np.errstate(all="ignore"):
        something = (x > 0) & (log_gamma_kernel(a, x) > NOTHING)
    ways = ((a >= _BY_AREA, _by_area), ((a < _BY_AREA) & below, _series), ((a < _BY_AREA) & ~below, _fraction))
    for chosen, way in ways:
        chosen = chosen & something
        if np.any(chosen):
            small[chosen] = way(a[chosen], x[chosen])
    small = np.clip(small, 0.0, 1.0)
    return np.where(below, small, 1 - small), np.where(below, 1 - small, small)


def _series(a: Any, x: Any) -> Any:
    term = 1 / a
    found, n = term.copy(), 0
    while np.any(term > _PRECISION * found):
        n += 1
        term = np.where(term > _PRECISION * found, term * x / (a + n), 0.0)
        found += term
        _stop(n)
    return found * np.exp(log_gamma_kernel(a, x))


def _fraction(a: Any, x: Any) -> Any:
    """Lentz's way through the continued fraction."""
    b = x + 1 - a
    c, d = np.full_like(x, 1 / _TINY), 1 / b
    found, going = d.copy(), np.ones(x.shape, dtype=bool)
    n = 0
    while np.any(going):
        n += 1
        step, b = -n * (n - a), b + 2
        d = 1 / _away(step * d + b)
        c = _away(b + step / c)
        found = np.where(going, found * c * d, found)
        going &= np.abs(c * d - 1) > 4 * _PRECISION
        _stop(n)
    return found * np.exp(log_gamma_kernel(a, x))


def _by_area(a: Any, x: Any) -> Any:
    side = np.where(x < a, -1.0, 1.0)
    slope = side * (x - a + 1) / x
    length = np.minimum(slope_reach(slope), x * reach(a - 1))
    length = np.where(side < 0, np.minimum(length, x), length)
    return area(lambda u: -(a - 1) * log_excess(side * u / x) - slope * u, length) * np.exp(log_gamma_kernel(a, x)) / x


def _away(value: Any) -> Any:
    return np.where(np.abs(value) < _TINY, _TINY, value)


def _stop(n: int) -> None:
    if n > _STEPS:
        raise DidNotConverge(f"an incomplete gamma function does not settle in {_STEPS} steps")
