"""The regularized incomplete beta function, with small values of it and of its complement to full digits."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.core.errors import DidNotConverge
from calcref.probability.special_functions import log_beta_kernel, log_excess
from calcref.probability.tails import NOTHING, area, reach, slope_reach

_BY_AREA = 100.0
_STEPS = 20_000
_TINY = 1e-300
_PRECISION = 4e-16


def incomplete_beta(a: Any, b: Any, x: Any, y: Any) -> tuple[Any, Any]:
    """Return I_x(a, b) and its complement I_y(b, a), for a, b > 0 and y = 1 - x, one-dimensional.

    Source: Press et al., Numerical Recipes, section 6.4: a continued fraction, and a quadrature where both are large.

    >>> part, rest = incomplete_beta(np.array([2.0]), np.array([1.0]), np.array([0.5]), np.array([0.5]))
    >>> part.round(14).tolist(), rest.round(14).tolist()
    ([0.25], [0.75])
    """
    a, b, x, y = np.broadcast_arrays(*(np.asarray(it, dtype=np.float64) for it in (a, b, x, y)))
    below = x * (b + 1) <= y * (a + 1)
    a, b = np.where(below, a, b), np.where(below, b, a)
    x, y = np.where(below, x, y), np.where(below, y, x)
    small, large = np.zeros(x.shape), np.minimum(a, b) >= _BY_AREA
    with np.errstate(all="ignore"):
        something = (x > 0) & (log_beta_kernel(a, b, x, y) > NOTHING)
    for chosen, way in ((large & something, _by_area), (~large & something, _fraction)):
        if np.any(chosen):
            small[chosen] = way(a[chosen], b[chosen], x[chosen], y[chosen])
    small = np.clip(small, 0.0, 1.0)
    return np.where(below, small, 1 - small), np.where(below, 1 - small, small)


def _fraction(a: Any, b: Any, x: Any, y: Any) -> Any:
    """Lentz's way through the continued fraction."""
    c, d = np.ones_like(x), 1 / _away(1 - (a + b) * x / (a + 1))
    found, going = d.copy(), np.ones(x.shape, dtype=bool)
    m = 0
    while np.any(going):
        m += 1
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for step in (even, odd):
            d, c = 1 / _away(1 + step * d), _away(1 + step / c)
            found = np.where(going, found * c * d, found)
        going &= np.abs(c * d - 1) > _PRECISION
        if m > _STEPS:
            raise DidNotConverge(f"an incomplete beta function does not settle in {_STEPS} steps")
    return found * np.exp(log_beta_kernel(a, b, x, y)) / a


def _by_area(a: Any, b: Any, x: Any, y: Any) -> Any:
    slope = ((a - 1) * y - (b - 1) * x) / (x * y)
    length = np.minimum(np.minimum(slope_reach(slope), x * reach(a - 1)), np.minimum(x, y * reach(b - 1)))

    def log_height(u: Any) -> Any:
        return -(a - 1) * log_excess(-u / x) - (b - 1) * log_excess(u / y) - slope * u

    return area(log_height, length) * np.exp(log_beta_kernel(a, b, x, y)) / (x * y)


def _away(value: Any) -> Any:
    return np.where(np.abs(value) < _TINY, _TINY, value)
