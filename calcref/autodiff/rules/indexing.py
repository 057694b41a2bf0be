"""Taking elements out, and its adjoint, putting them where they came from.

np.take, x[i] and x[:, ::-1] are linear in x; where an element is taken twice, its cotangents add up.
"""

from __future__ import annotations

import operator
from typing import Any

import numpy as np

from calcref.autodiff.mechanism.box import unboxed
from calcref.autodiff.mechanism.dispatch import plain
from calcref.autodiff.mechanism.rule import ArrayRule
from calcref.autodiff.mechanism.sparse import Sparse
from calcref.autodiff.rules.shapes import normal_axis

_BASIC = frozenset((int, np.int64, slice, type(None), type(Ellipsis)))


def _take_vjp(y_bar: Any, y: Any, a: Any, index: Any, once: bool) -> Any:
    if type(y_bar) in (np.ndarray, np.float64):
        return Sparse(index, y_bar, a, once)
    return SCATTER(y_bar, index=index, shape=a, once=once)


TAKE = ArrayRule(
    "take",
    lambda a, index, once: a[index],
    "linear",
    _take_vjp,
    reads="shapes",
    complex_too=True,
    fresh=True,
)
SCATTER = ArrayRule(
    "scatter",
    lambda part, index, shape, once: Sparse(index, np.asarray(part), shape, once).dense(),
    "linear",
    lambda y_bar, y, part, index, shape, once: TAKE(y_bar, index=index, once=once),
    reads="shapes",
    complex_too=True,
    fresh=True,
)


def _along_jvp(x_dot: Any, y: Any, a: Any, indices: Any, axis: int) -> Any:
    return ALONG_AXIS(x_dot, indices, axis=axis)


def _along_vjp(y_bar: Any, y: Any, a: Any, indices: Any, axis: int) -> Any:
    return PUT_ALONG_AXIS(y_bar, indices, axis=axis, shape=np.shape(a))


def _put_along_axis(part: Any, indices: Any, axis: int, shape: tuple[int, ...]) -> Any:
    where: list[Any] = list(
        np.ogrid[tuple(slice(size if of > 1 else 1) for size, of in zip(part.shape, shape, strict=True))]
    )
    where[axis] = np.broadcast_to(indices, part.shape)
    out = np.zeros(shape, part.dtype)
    np.add.at(out, tuple(where), part)
    return out


def _put_jvp(x_dot: Any, y: Any, part: Any, indices: Any, axis: int, shape: tuple[int, ...]) -> Any:
    return PUT_ALONG_AXIS(x_dot, indices, axis=axis, shape=shape)


def _put_vjp(y_bar: Any, y: Any, part: Any, indices: Any, axis: int, shape: tuple[int, ...]) -> Any:
    return ALONG_AXIS(y_bar, indices, axis=axis)


ALONG_AXIS = ArrayRule(
    "take_along_axis",
    lambda a, indices, axis: np.take_along_axis(a, indices, axis),
    (_along_jvp, None),
    (_along_vjp, None),
    complex_too=True,
    fresh=True,
)
PUT_ALONG_AXIS = ArrayRule(
    "put_along_axis", _put_along_axis, (_put_jvp, None), (_put_vjp, None), complex_too=True, fresh=True
)


def getitem(a: Any, index: Any) -> Any:
    """a[index]; a traced index counts as a plain one. Numbers, slices and a mask meet no element twice."""
    if type(index) in _BASIC or (type(index) is tuple and _BASIC.issuperset(map(type, index))):
        return TAKE(a, index=index, once=True)
    index = tuple(map(plain, index)) if type(index) is tuple else plain(index)
    return TAKE(a, index=index, once=isinstance(index, np.ndarray) and index.dtype == bool)


def take(a: Any, indices: Any, axis: int | None = None) -> Any:
    """np.take."""
    if axis is None:
        return np.ravel(a)[np.asarray(unboxed(indices))]
    return a[(slice(None),) * normal_axis(axis, a.ndim) + (np.asarray(unboxed(indices)),)]


def take_along_axis(arr: Any, indices: Any, axis: int | None = -1) -> Any:
    """np.take_along_axis."""
    if axis is None:
        return ALONG_AXIS(np.ravel(arr), unboxed(indices), axis=0)
    return ALONG_AXIS(arr, unboxed(indices), axis=normal_axis(axis, arr.ndim))


def compress(condition: Any, a: Any, axis: int | None = None) -> Any:
    """np.compress."""
    return np.take(a, np.flatnonzero(unboxed(condition)), axis=axis)


def extract(condition: Any, arr: Any) -> Any:
    """np.extract."""
    return np.take(np.ravel(arr), np.flatnonzero(unboxed(condition)))


def delete(arr: Any, obj: Any, axis: int | None = None) -> Any:
    """np.delete."""
    size = np.size(unboxed(arr)) if axis is None else arr.shape[axis]
    return np.take(arr, np.delete(np.arange(size), unboxed(obj)), axis=axis)


def trim_zeros(filt: Any, trim: str = "fb") -> Any:
    """np.trim_zeros, in one dimension."""
    there = np.flatnonzero(unboxed(filt))
    first = there[0] if len(there) and "f" in trim.lower() else 0
    last = there[-1] + 1 if len(there) and "b" in trim.lower() else len(filt)
    return filt[first:last] if len(there) else filt[:0]


def assigned(a: Any, index: Any, value: Any) -> Any:
    """A new array that is `a` with `value` at `index`: NumPy is asked which element of `value` ends up where."""
    owner = np.full(np.shape(a), -1)
    places = owner[index]
    owner[index] = np.reshape(np.arange(np.size(places)), np.shape(places))
    extra = np.ndim(value) - np.ndim(places)
    if extra > 0 and set(np.shape(value)[:extra]) == {1}:
        value = np.reshape(value, np.shape(value)[extra:])
    values = np.ravel(np.broadcast_to(value, np.shape(places)))
    return np.where(owner < 0, a, values[np.maximum(owner, 0)]) if np.size(places) else a


INDEXING: dict[Any, Any] = {
    operator.getitem: getitem,
    np.take: take,
    np.take_along_axis: take_along_axis,
    np.compress: compress,
    np.extract: extract,
    np.delete: delete,
    np.trim_zeros: trim_zeros,
}
