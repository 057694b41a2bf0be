"""Taking elements out, and its adjoint, putting them where they came from.

np.take, x[i] and x[:, ::-1] are linear in x; where an element is taken twice, its cotangents add up.
"""

from __future__ import annotations

import operator
from typing import Any

import numpy as np

from calcref.autodiff.mechanism.box import raw
from calcref.autodiff.mechanism.dispatch import plain
from calcref.autodiff.mechanism.rule import ArrayRule
from calcref.autodiff.mechanism.sparse import Sparse

_BASIC = (int, np.integer, slice, type(None), type(Ellipsis))


def _is_basic(index: Any) -> bool:
    """Whether an index is made of numbers and slices, and so meets no element twice."""
    return all(
        isinstance(part, _BASIC) and not isinstance(part, bool)
        for part in (index if type(index) is tuple else (index,))
    )


def _take_vjp(y_bar: Any, y: Any, a: Any, index: Any) -> Any:
    if type(y_bar) in (np.ndarray, np.float64):
        return Sparse(index, y_bar, a, _is_basic(index))
    return SCATTER(y_bar, index=index, shape=a)


TAKE = ArrayRule(
    "take",
    lambda a, index: a[index],
    "linear",
    _take_vjp,
    reads="shapes",
    complex_too=True,
    fresh=True,
)
SCATTER = ArrayRule(
    "scatter",
    lambda part, index, shape: Sparse(index, np.asarray(part), shape, _is_basic(index)).dense(),
    "linear",
    lambda y_bar, y, part, index, shape: y_bar[index],
    reads="shapes",
    complex_too=True,
    fresh=True,
)
ALONG_AXIS = ArrayRule(
    "take_along_axis",
    lambda a, indices, axis: np.take_along_axis(a, indices, axis),
    jvp=(lambda x_dot, y, a, indices, axis: ALONG_AXIS(x_dot, indices, axis=axis), None),
    vjp=(lambda y_bar, y, a, indices, axis: PUT_ALONG_AXIS(y_bar, indices, axis=axis, shape=np.shape(a)), None),
    complex_too=True,
    fresh=True,
)


def _put_along_axis(part: Any, indices: Any, axis: int, shape: tuple[int, ...]) -> Any:
    where = list(np.ogrid[tuple(slice(size) for size in indices.shape)])
    where[axis] = indices
    out = np.zeros(shape, part.dtype)
    np.add.at(out, tuple(where), part)
    return out


PUT_ALONG_AXIS = ArrayRule(
    "put_along_axis",
    _put_along_axis,
    jvp=(lambda x_dot, y, part, indices, axis, shape: PUT_ALONG_AXIS(x_dot, indices, axis=axis, shape=shape), None),
    vjp=(lambda y_bar, y, part, indices, axis, shape: ALONG_AXIS(y_bar, indices, axis=axis), None),
    complex_too=True,
    fresh=True,
)


def getitem(a: Any, index: Any) -> Any:
    """a[index]; a traced boolean or integer index counts as a plain one."""
    return TAKE(a, index=tuple(map(plain, index)) if type(index) is tuple else plain(index))


def take(a: Any, indices: Any, axis: int | None = None) -> Any:
    """np.take."""
    if axis is None:
        return np.ravel(a)[np.asarray(raw(indices))]
    return a[(slice(None),) * (axis % a.ndim) + (np.asarray(raw(indices)),)]


def take_along_axis(arr: Any, indices: Any, axis: int | None = -1) -> Any:
    """np.take_along_axis."""
    if axis is None:
        return ALONG_AXIS(np.ravel(arr), raw(indices), axis=0)
    return ALONG_AXIS(arr, raw(indices), axis=axis % arr.ndim)


def compress(condition: Any, a: Any, axis: int | None = None) -> Any:
    """np.compress."""
    return np.take(a, np.flatnonzero(raw(condition)), axis=axis)


def extract(condition: Any, arr: Any) -> Any:
    """np.extract."""
    return np.take(np.ravel(arr), np.flatnonzero(raw(condition)))


def delete(arr: Any, obj: Any, axis: Axes = None) -> Any:
    """np.delete."""
    size = np.size(raw(arr)) if axis is None else arr.shape[axis]
    return np.take(arr, np.delete(np.arange(size), raw(obj)), axis=axis)


INDEXING: dict[Any, Any] = {
    operator.getitem: getitem,
    np.take: take,
    np.take_along_axis: take_along_axis,
    np.compress: compress,
    np.extract: extract,
    np.delete: delete,
}
