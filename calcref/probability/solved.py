"""Where a growing condition begins to hold, to the last bit: bisection over the floating-point numbers themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np


def first(holds: Callable[[Any], Any], lower: Any, upper: Any) -> Any:
    """Return the first float64 in (lower, upper] where `holds`, which is false before it and true after it.

    Args:
        holds: a function of a one-dimensional array.
        lower: an array; `upper` one of its shape. Where `holds` nowhere, `upper` is returned.

    >>> float(first(lambda x: x * x >= 2, np.array([0.0]), np.array([9.0]))[0]) - 2**0.5 < 1e-15
    True
    """
    low, high = _order(lower), _order(upper)
    for _ in range(64):
        middle = (low >> 1) + (high >> 1) + (low & high & 1)
        reached = holds(_float(middle))
        low, high = np.where(reached, low, middle), np.where(reached, middle, high)
        if np.all(high - low <= 1):
            break
    return _float(high)


def positive_place(
    parts: Callable[[Any], tuple[Any, Any]], q: Any, rest: Any, upper: float = np.finfo(np.float64).max
) -> Any:
    """Return where the first of `parts`, which grows on x > 0, reaches q, by whichever of the two is smaller there.

    >>> place = positive_place(lambda x: (-np.expm1(-x), np.exp(-x)), np.array([0.5]), np.array([0.5]))
    >>> bool(place[0] == np.log(2))
    True
    """

    def reached(x: Any) -> Any:
        below, above = parts(x)
        return np.where(q < 0.5, below >= q, above <= rest)

    return first(reached, np.zeros_like(q), np.full_like(q, upper))


def _order(x: Any) -> Any:
    """Whole numbers in the order of the floats."""
    bits = np.asarray(x, dtype=np.float64).view(np.int64)
    return np.where(bits < 0, np.int64(-(2**63)) - bits, bits)


def _float(order: Any) -> Any:
    return np.where(order < 0, np.int64(-(2**63)) - order, order).astype(np.int64).view(np.float64)
