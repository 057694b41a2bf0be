"""NumPy functions that call a function of the user's on parts of an array."""

from __future__ import annotations

from collections.abc import Callable
from math import prod
from typing import Any

import numpy as np

from calcref.autodiff.mechanism.box import shape
from calcref.autodiff.mechanism.dispatch import plain
from calcref.autodiff.rules.indexing import assigned
from calcref.autodiff.rules.shapes import normal_axis


def apply_along_axis(func1d: Callable[..., Any], axis: int, arr: Any, *args: Any, **kwargs: Any) -> Any:
    """np.apply_along_axis."""
    moved = np.moveaxis(arr, axis, -1)
    lead = shape(moved)[:-1]
    rows = np.reshape(moved, (prod(lead), shape(moved)[-1]))
    found = np.stack([np.asarray(func1d(row, *args, **kwargs)) for row in rows])
    inner = shape(found)[1:]
    first = normal_axis(axis, np.ndim(arr))
    found = np.reshape(found, lead + inner)
    return np.moveaxis(found, range(len(lead), np.ndim(found)), range(first, first + len(inner)))


def apply_over_axes(func: Callable[..., Any], a: Any, axes: Any) -> Any:
    """np.apply_over_axes."""
    for axis in (axes,) if np.ndim(axes) == 0 else axes:
        found = func(a, axis)
        a = found if np.ndim(found) == np.ndim(a) else np.expand_dims(found, axis)
    return a


def piecewise(x: Any, condlist: Any, funclist: Any, *args: Any, **kw: Any) -> Any:
    """np.piecewise: each function sees the elements that its condition holds for, and no others."""
    conditions = np.asarray(plain(condlist), dtype=bool)
    if np.ndim(conditions) <= np.ndim(x) and not (np.ndim(x) == 0 and np.ndim(conditions) == 1):
        conditions = conditions[None]
    if len(conditions) == len(funclist) - 1:
        conditions = np.concatenate([conditions, ~np.any(conditions, axis=0, keepdims=True)])
    if len(conditions) != len(funclist):
        raise ValueError(f"np.piecewise got {len(funclist)} functions for {len(conditions)} conditions")
    found: Any = np.zeros(shape(x), x.dtype)
    for condition, function in zip(conditions, funclist, strict=True):
        if np.any(condition):
            found = assigned(found, condition, function(x[condition], *args, **kw) if callable(function) else function)
    return found


APPLYING: dict[Any, Any] = {
    np.apply_along_axis: apply_along_axis,
    np.apply_over_axes: apply_over_axes,
    np.piecewise: piecewise,
}
