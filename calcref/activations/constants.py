"""What can be found of an activation from its values: between which bounds they lie, how steep it is, what it leaves.

Nothing here is typed. A largest value is looked for on a grid that is fine near 0 and reaches far, with the corners in
it, and then between the neighbors of the best place; a function with a narrower peak than the grid would be missed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from calcref.activations.activation import Activation

_FAR, _NEAR, _POINTS = 1e8, 7.0, 4001
_SHRUNK = (3 - 5**0.5) / 2


def extent(activation: Activation) -> tuple[float, float]:
    """The infimum and the supremum of the values; infinite where they grow without bound.

    >>> from calcref.activations import gelu, sigmoid
    >>> extent(sigmoid), round(extent(gelu)[0], 4)
    ((0.0, 1.0), -0.17)
    """
    places = _places(activation)
    low = -_largest(lambda x: -activation.value(x), places)
    return low + 0.0, _largest(activation.value, places)


def lipschitz_constant(activation: Activation) -> float:
    """The supremum of the size of the slope: |f(x) - f(y)| <= L*|x - y|, and no smaller L does.

    >>> from calcref.activations import sigmoid, silu
    >>> lipschitz_constant(sigmoid), round(lipschitz_constant(silu), 4)
    (0.25, 1.0998)
    """
    beside = [abs(side) for corner in activation.corners for side in (corner.left, corner.right)]
    return max([_largest(lambda x: np.abs(activation.slope(x)), _places(activation)), *beside])


def steepest(activation: Activation) -> float:
    """A place where the slope has its largest size, between -7 and 7.

    >>> from calcref.activations import gelu
    >>> round(steepest(gelu) ** 2, 6)
    2.0
    """
    places = np.linspace(-_NEAR, _NEAR, _POINTS)
    return _peak(lambda x: np.abs(activation.slope(x)), places)


def fixed_points(activation: Activation) -> tuple[tuple[float, float], ...]:
    """The intervals from -7 to 7 on which f(x) = x; a single point has equal ends, and an end at 7 goes on.

    >>> from calcref.activations import relu, hard_swish
    >>> fixed_points(relu), fixed_points(hard_swish)
    (((0.0, inf),), ((0.0, 0.0), (3.0, inf)))
    """
    places = np.union1d(np.linspace(-_NEAR, _NEAR, 1401), [corner.at for corner in activation.corners])
    places[np.argmin(np.abs(places))] = 0.0
    gap = np.asarray(activation.value(places)) - places
    found: list[tuple[float, float]] = []
    for k, x in enumerate(places):
        if gap[k] == 0:
            joined = bool(found) and k > 0 and found[-1][1] == places[k - 1] and gap[k - 1] == 0
            found = [*found[:-1], (found[-1][0], float(x))] if joined else [*found, (float(x), float(x))]
        elif k and gap[k] * gap[k - 1] < 0:
            root = _root(lambda at: float(activation.value(at)) - at, float(places[k - 1]), float(x))
            found.append((root, root))
    return tuple((_beyond(low), _beyond(high)) for low, high in found)


def _beyond(end: float) -> float:
    return end if abs(end) < _NEAR else float(np.copysign(np.inf, end))


def _places(activation: Activation) -> Any:
    far = np.sinh(np.linspace(-np.arcsinh(_FAR), np.arcsinh(_FAR), _POINTS))
    corners = [corner.at for corner in activation.corners]
    return np.union1d(np.union1d(far, np.linspace(-_NEAR, _NEAR, _POINTS)), corners)


def _largest(function: Callable[[Any], Any], places: Any) -> float:
    ends = np.asarray(function(np.array([-_FAR, _FAR, -_FAR / 2, _FAR / 2])))
    if np.any(ends[:2] > 1.5 * np.abs(ends[2:])) and np.max(ends) > 1e3:
        return float(np.inf)
    return float(function(np.float64(_peak(function, places))))


def _peak(function: Callable[[Any], Any], places: Any) -> float:
    """The place of the largest value: the best of `places`, then golden section between its neighbors."""
    values = np.asarray(function(places))
    best = int(np.argmax(values))
    low, high = float(places[max(best - 1, 0)]), float(places[min(best + 1, len(places) - 1)])
    for _ in range(80):
        left, right = low + _SHRUNK * (high - low), high - _SHRUNK * (high - low)
        if function(np.float64(left)) >= function(np.float64(right)):
            high = right
        else:
            low = left
    middle = (low + high) / 2
    return middle if function(np.float64(middle)) > values[best] else float(places[best])


def _root(function: Callable[[float], float], low: float, high: float) -> float:
    rises = function(high) > 0
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (low, middle) if (function(middle) > 0) == rises else (middle, high)
    return (low + high) / 2
