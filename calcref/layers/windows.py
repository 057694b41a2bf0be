"""Windows that slide over the last axes, and their adjoint, which adds each window back to where it was taken."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from calcref.autodiff import ArrayRule

Sizes = tuple[int, ...]


def windows(x: Any, size: Sizes, stride: Sizes) -> Any:
    """Return the windows of `x` over its last len(size) axes, of shape (..., *places, *size).

    >>> windows(np.arange(5.0), (3,), (2,))
    array([[0., 1., 2.],
           [2., 3., 4.]])
    """
    axes = tuple(range(x.ndim - len(size), x.ndim))
    steps = (slice(None, None, step) for step in stride)
    where: Any = (..., *steps, *(slice(None) for _ in size))
    return sliding_window_view(x, size, axis=axes)[where]


def add_windows(seen: Any, shape: Sizes, stride: Sizes) -> Any:
    """Return the adjoint of `windows`: an array (..., *shape) to which every window is added in its place.

    >>> add_windows(np.ones((2, 3)), (5,), (2,))
    array([1., 1., 2., 1., 1.])
    """
    return _ADD_WINDOWS(seen, shape=shape, stride=stride)


def _add(seen: Any, shape: Sizes, stride: Sizes) -> Any:
    """One addition for each offset within a window, of all places at once."""
    axes = len(shape)
    batch, places, size = seen.shape[: -2 * axes], seen.shape[-2 * axes : -axes], seen.shape[-axes:]
    total = np.zeros(batch + shape, seen.dtype)
    for offset in np.ndindex(size):
        steps = (slice(i, i + n * step, step) for i, n, step in zip(offset, places, stride, strict=True))
        where: Any = (..., *steps)
        total[where] += seen[(..., *offset)]
    return total


def _add_vjp(x_bar: Any, x: Any, seen: Any, shape: Sizes, stride: Sizes) -> Any:
    return windows(x_bar, seen[-len(shape) :], stride)


_ADD_WINDOWS = ArrayRule("add_windows", _add, "linear", _add_vjp, reads="shapes")
