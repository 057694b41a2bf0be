"""What many rules need: to undo a broadcast, to undo a sum, and to name axes."""

from __future__ import annotations

from math import prod
from typing import Any

import numpy as np
from numpy.lib.array_utils import normalize_axis_index

from calcref.autodiff.mechanism.box import shape, unboxed

Axes = int | tuple[int, ...] | None

_DOUBLE = np.dtype(np.float64)


def unbroadcast(y_bar: Any, like: Any) -> Any:
    """`y_bar` summed over the axes along which `like` (an array, or its shape) was broadcast."""
    target = like if type(like) is tuple else shape(like)
    found = y_bar.shape
    if target == found:
        return y_bar
    return np.reshape(np.add.reduce(y_bar, axis=broadcast_axes(target, found)), target)


def broadcast_axes(target: tuple[int, ...], found: tuple[int, ...]) -> tuple[int, ...]:
    """The axes of shape `found` along which `target` was broadcast to it."""
    extra = len(found) - len(target)
    inner = tuple(extra + k for k, size in enumerate(target) if size == 1 and found[extra + k] != 1)
    return tuple(range(extra)) + inner


def product(y_bar: Any, factor: Any, like: Any) -> Any:
    """`unbroadcast(y_bar * factor, like)`, contracted without the product in between where both are plain."""
    target = like if type(like) is tuple else shape(like)
    if target == y_bar.shape:
        return y_bar * factor
    if type(y_bar) is np.ndarray and type(factor) is np.ndarray and factor.shape == y_bar.shape:
        if target == ():
            return np.dot(np.ravel(y_bar), np.ravel(factor))
        summed = broadcast_axes(target, y_bar.shape)
        kept = [k for k in range(y_bar.ndim) if k not in summed]
        every = list(range(y_bar.ndim))
        return np.reshape(np.einsum(y_bar, every, factor, every, kept), target)
    return unbroadcast(y_bar * factor, like)


def chosen_part(chosen: Any, v: Any) -> Any:
    """chosen * v, with 0 where `chosen` is 0 whatever v is."""
    found = chosen * v
    plain = unboxed(found)
    if not np.isnan(np.sum(plain)):  # a sum is cheap; where infinities cancel in it, the next lines look closer
        return found
    nothing = np.isnan(plain) & (unboxed(chosen) == 0)
    return np.where(nothing, np.zeros((), plain.dtype), found)[()] if np.any(nothing) else found


def broadcast(x_dot: Any, y: Any) -> Any:
    """A tangent with the shape of its value."""
    return x_dot if shape(x_dot) == shape(y) else np.broadcast_to(x_dot, shape(y))


def spread(y_bar: Any, target: tuple[int, ...], axis: Axes, keepdims: bool) -> Any:
    """`y_bar` repeated along the axes over which a reduction went."""
    if axis is not None and not keepdims:
        gone = normal_axes(axis, len(target))
        y_bar = np.reshape(y_bar, tuple(1 if k in gone else size for k, size in enumerate(target)))
    return np.broadcast_to(y_bar, target)


def normal_axes(axis: Axes, ndim: int) -> tuple[int, ...]:
    """`axis` as a tuple of numbers from 0 on."""
    if axis is None:
        return tuple(range(ndim))
    if ndim == 0:  # NumPy takes 0 and -1 as the axis of a number
        return ()
    return tuple(normal_axis(k, ndim) for k in (axis if isinstance(axis, tuple) else (axis,)))


def normal_axis(axis: Any, ndim: int) -> int:
    """`axis`, counted from 0 on.

    Raises:
        AxisError: there is no such axis; NumPy's own error.
    """
    return int(normalize_axis_index(axis, ndim))


def count(of: tuple[int, ...], axis: Axes) -> int:
    """How many elements a reduction of shape `of` over `axis` takes together."""
    return prod(of[k] for k in normal_axes(axis, len(of)))


def conj(a: Any) -> Any:
    """The complex conjugate; of what is real, that itself."""
    if type(a) is np.ndarray and a.dtype is _DOUBLE:
        return a
    if type(a) is complex:
        return a.conjugate()
    return np.conjugate(a) if hasattr(a, "dtype") and a.dtype.kind == "c" else a


def transposed(a: Any) -> Any:
    """The last two axes exchanged."""
    return np.swapaxes(a, -1, -2)
