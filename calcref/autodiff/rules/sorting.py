"""Sorting: a permutation that the values choose; it is constant where they differ."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.autodiff.mechanism.box import shape, unboxed
from calcref.autodiff.rules.shapes import normal_axis


def sort(a: Any, axis: int | None = -1, kind: Any = None, *, stable: bool | None = None) -> Any:
    """np.sort."""
    if axis is None:
        a, axis = np.ravel(a), 0
    return np.take_along_axis(a, np.argsort(unboxed(a), axis, kind, stable=stable), axis)


def partition(a: Any, kth: Any, axis: int | None = -1) -> Any:
    """np.partition: the order of the parts, which is nobody's, is NumPy's."""
    if axis is None:
        a, axis = np.ravel(a), 0
    ranks = np.argsort(np.argsort(np.partition(unboxed(a), kth, axis), axis, stable=True), axis)
    order = np.argsort(unboxed(a), axis, stable=True)
    return np.take_along_axis(a, np.take_along_axis(order, ranks, axis), axis)


def median(a: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """np.median: the middle element, or the mean of the two in the middle."""
    if axis is None or isinstance(axis, tuple):
        return _median_over(a, axis, keepdims)
    n = shape(a)[axis]
    if n == 0:
        return np.mean(a, axis=axis, keepdims=keepdims)
    ordered = np.sort(a, axis)
    middle = np.take(ordered, [(n - 1) // 2, n // 2], axis)
    last = np.take(ordered, [n - 1], axis)  # where there is a NaN it is sorted to the end, and is the median
    middle = np.where(np.isnan(unboxed(last)), last, middle)
    return np.mean(middle, axis=axis, keepdims=keepdims)


def _median_over(a: Any, axis: tuple[int, ...] | None, keepdims: bool) -> Any:
    """The median over several axes, read as one."""
    axes = tuple(range(a.ndim)) if axis is None else tuple(normal_axis(k, a.ndim) for k in axis)
    rest = tuple(k for k in range(a.ndim) if k not in axes)
    flat = np.reshape(np.transpose(a, rest + axes), (*(shape(a)[k] for k in rest), -1))
    found = median(flat, -1)
    return np.reshape(found, tuple(1 if k in axes else shape(a)[k] for k in range(a.ndim))) if keepdims else found


def unique(
    ar: Any,
    return_index: bool = False,
    return_inverse: bool = False,
    return_counts: bool = False,
    axis: int | None = None,
    *,
    equal_nan: bool = True,
    sorted: bool = True,
) -> Any:
    """np.unique: the first of each value that occurs; which elements they are is constant nearby."""
    find: Any = np.unique
    options = {"axis": axis, "equal_nan": equal_nan, "sorted": sorted}
    _, first, *rest = find(unboxed(ar), True, return_inverse, return_counts, **options)
    found = np.ravel(ar)[first] if axis is None else np.take(ar, first, axis)
    wanted = ([first] if return_index else []) + rest
    return (found, *wanted) if wanted else found


SORTING: dict[Any, Any] = {np.sort: sort, np.partition: partition, np.median: median, np.unique: unique}
