"""Arrays made of a few numbers that may be traced."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.autodiff.mechanism.box import shape, unboxed
from calcref.autodiff.rules.indexing import SCATTER
from calcref.core.errors import ShapeMismatch


def linspace(start: Any, stop: Any, num: int = 50, endpoint: bool = True, *, axis: int = 0) -> Any:
    """np.linspace."""
    start, stop = (np.asarray(end) if isinstance(end, list | tuple) else end for end in (start, stop))
    kind = np.result_type(unboxed(start), unboxed(stop), np.float16)  # as NumPy: of numbers and integers a double
    kind = (
        kind if all(hasattr(unboxed(end), "dtype") for end in (start, stop)) and kind.kind in "fc" else np.dtype(float)
    )
    t = np.linspace(0.0, 1.0, num, endpoint, dtype=np.abs(np.zeros((), kind)).dtype)
    t = np.reshape(t, (-1,) + (1,) * max(np.ndim(start), np.ndim(stop)))
    return np.moveaxis(start * (1 - t) + stop * t, 0, axis)


def logspace(start: Any, stop: Any, num: int = 50, endpoint: bool = True, base: float = 10.0, *, axis: int = 0) -> Any:
    """np.logspace."""
    return np.power(base, linspace(start, stop, num, endpoint, axis=axis))


def geomspace(start: Any, stop: Any, num: int = 50, endpoint: bool = True, *, axis: int = 0) -> Any:
    """np.geomspace, in double precision."""
    start, stop = (np.asarray(end) for end in (start, stop))
    start, stop = (end if end.dtype.kind == "c" else end.astype(float) for end in (start, stop))
    t = np.linspace(0.0, 1.0, num, endpoint)
    t = np.reshape(t, (-1,) + (1,) * max(np.ndim(start), np.ndim(stop)))
    return np.moveaxis(start * np.power(np.divide(stop, start), t), 0, axis)


def meshgrid(*xi: Any, indexing: str = "xy") -> tuple[Any, ...]:
    """np.meshgrid."""
    n = len(xi)
    spread = [np.reshape(x, (1,) * k + (-1,) + (1,) * (n - k - 1)) for k, x in enumerate(xi)]
    grids = np.broadcast_arrays(*spread)
    return tuple(np.swapaxes(grid, 0, 1) for grid in grids) if indexing == "xy" and n > 1 else tuple(grids)


def bincount(x: Any, weights: Any = None, minlength: int = 0) -> Any:
    """np.bincount: linear in the weights."""
    places = unboxed(x)
    if weights is None:
        return np.bincount(places, minlength=minlength)
    if shape(weights) != shape(places) or np.ndim(places) != 1:
        raise ShapeMismatch(f"np.bincount takes a weight for each place; shapes {shape(places)} and {shape(weights)}")
    weights = weights.astype(float)  # as NumPy
    return SCATTER(weights, index=places, shape=(max(minlength, int(np.max(places, initial=-1)) + 1),), once=False)


def heaviside(x1: Any, x2: Any) -> Any:
    """np.heaviside: flat in the first argument; the second is the value at 0."""
    return np.where(np.equal(x1, 0), x2, 1.0 * np.greater(x1, 0)) + np.where(np.isnan(x1), np.nan, 0.0)


def sign(x: Any) -> Any:
    """np.sign: flat for real x, z/|z| for complex z."""
    return np.sign(unboxed(x)) if unboxed(x).dtype.kind != "c" else x / np.where(np.equal(x, 0), 1.0, np.abs(x))


GENERATING: dict[Any, Any] = {
    np.linspace: linspace,
    np.logspace: logspace,
    np.geomspace: geomspace,
    np.meshgrid: meshgrid,
    np.bincount: bincount,
}
