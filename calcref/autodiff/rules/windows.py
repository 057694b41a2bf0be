"""Windows that slide over an array, and their adjoint, which lays them back and adds where they overlap."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from calcref.autodiff.mechanism.rule import ArrayRule
from calcref.autodiff.rules.shapes import normal_axes


def _lay_back(windows: Any, axes: tuple[int, ...], shape: tuple[int, ...]) -> Any:
    """Add each offset in the window to the places that it was taken from."""
    out = np.zeros(shape, windows.dtype)
    for offset in np.ndindex(windows.shape[len(shape) :]):
        where = [slice(None)] * len(shape)
        for axis, start in zip(axes, offset, strict=True):
            where[axis] = slice(start, start + windows.shape[axis])
        out[tuple(where)] += windows[(..., *offset)]
    return out


def _windows_vjp(y_bar: Any, y: Any, a: Any, sizes: Any, axes: Any) -> Any:
    return LAY_BACK(y_bar, axes=axes, sizes=sizes, shape=a)


def _lay_back_vjp(y_bar: Any, y: Any, windows: Any, axes: Any, sizes: Any, shape: Any) -> Any:
    return WINDOWS(y_bar, sizes=sizes, axes=axes)


WINDOWS = ArrayRule(
    "sliding_window_view",
    lambda a, sizes, axes: sliding_window_view(a, sizes, axes),
    "linear",
    _windows_vjp,
    reads="shapes",
    complex_too=True,
    fresh=True,
)
LAY_BACK = ArrayRule(
    "lay_back",
    lambda windows, axes, sizes, shape: _lay_back(windows, axes, shape),
    "linear",
    _lay_back_vjp,
    reads="shapes",
    complex_too=True,
    fresh=True,
)


def windows(x: Any, window_shape: Any, axis: Any = None) -> Any:
    """np.lib.stride_tricks.sliding_window_view, each axis at most once."""
    sizes = (window_shape,) if isinstance(window_shape, int | np.integer) else tuple(window_shape)
    return WINDOWS(x, sizes=sizes, axes=normal_axes(axis, x.ndim))


WINDOWED: dict[Any, Any] = {sliding_window_view: windows}
