"""Arrays made of lists and numbers among which some are traced: np.array and its like, np.full, np.r_, np.c_."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

from calcref.autodiff.mechanism.box import Box, unboxed
from calcref.autodiff.mechanism.rule import ArrayRule
from calcref.core.errors import CalcrefError, OutsideDomain, ShapeMismatch


def _array_jvp(x_dots: Any, y: Any, *parts: Any) -> Any:
    return ARRAY(*x_dots) if len(parts) > 1 else ARRAY(x_dots)


ARRAY = ArrayRule(
    "array",
    lambda *parts: np.array(parts),
    jvp=_array_jvp,
    vjp=lambda y_bar, y, *shapes: list(y_bar) if len(shapes) > 1 else y_bar[0],
    reads="shapes",
    complex_too=True,
    fresh=True,
)


def array(
    object: Any, dtype: Any = None, *, copy: Any = True, order: Any = "K", subok: bool = False, ndmin: int = 0
) -> Any:
    """np.array. Nothing can be written into a traced array, so it is its own copy."""
    made = _joined(object)
    if dtype is not None:
        made = _cast(made, np.dtype(dtype))
    return np.reshape(made, (1,) * (ndmin - np.ndim(made)) + np.shape(made)) if np.ndim(made) < ndmin else made


def asarray(a: Any, dtype: Any = None, order: Any = None, *, device: Any = None, copy: Any = None) -> Any:
    """np.asarray."""
    return array(a, dtype)


def asanyarray(a: Any, dtype: Any = None, order: Any = None, *, device: Any = None, copy: Any = None) -> Any:
    """np.asanyarray.

    A sparse matrix of SciPy that is to be multiplied asks it what the other side is, and lets the other side multiply
    where the answer is a single object.
    """
    caller = sys._getframe(2)
    if caller.f_code.co_name == "_matmul_dispatch" and caller.f_globals["__name__"].startswith("scipy.sparse"):
        return np.empty((), object)
    return array(a, dtype)


def ascontiguousarray(a: Any, dtype: Any = None) -> Any:
    """np.ascontiguousarray and np.asfortranarray, which give no number but an array with one element."""
    return array(a, dtype, ndmin=1)


def asarray_chkfinite(a: Any, dtype: Any = None, order: Any = None) -> Any:
    """np.asarray_chkfinite."""
    made = array(a, dtype)
    if not np.all(np.isfinite(made)):
        raise OutsideDomain("np.asarray_chkfinite met NaN or infinity in a traced array")
    return made


def full(shape: Any, fill_value: Any, dtype: Any = None, order: Any = "C", *, device: Any = None) -> Any:
    """np.full."""
    return np.broadcast_to(array(fill_value, dtype), shape)


def full_like(
    a: Any, fill_value: Any, dtype: Any = None, order: Any = "K", subok: bool = True, shape: Any = None
) -> Any:
    """np.full_like, which has the type of `a`: integers hold no derivative."""
    if type(fill_value) is not Box:
        return np.full_like(unboxed(a), fill_value, dtype, shape=shape)
    kind = np.asarray(unboxed(a)).dtype if dtype is None else dtype
    return full(np.shape(a) if shape is None else shape, fill_value, kind)


def brackets(directives: Any) -> Any:
    """The function of a key that np.r_ or np.c_ (`directives`) is.

    NumPy is asked where elements go, with their numbers in the place of the elements.
    """

    def joined(key: Any) -> Any:
        parts: list[Any] = []
        kinds: list[Any] = []
        numbers: list[Any] = []
        size = 0
        for item in key if isinstance(key, tuple) else (key,):
            if isinstance(item, str):
                numbers.append(item)
                continue
            part = _range(item) if isinstance(item, slice) else array(item)
            parts.append(np.ravel(part))
            kinds.append(item if isinstance(item, int | float | complex) else np.asarray(unboxed(part)).dtype)
            numbers.append(np.reshape(np.arange(size, size + np.size(part)), np.shape(part))[()])
            size += np.size(part)
        where = np.asarray(directives[tuple(numbers)])
        whole = _cast(np.concatenate(parts), np.result_type(*kinds))
        return whole if np.array_equal(where, np.arange(size)) else whole[where]

    return joined


def _range(item: slice) -> Any:
    start, step = item.start or 0, item.step or 1
    if isinstance(step, complex | np.complexfloating):
        return np.linspace(start, item.stop, int(abs(complex(step))))
    return np.arange(start, item.stop, step)


def _joined(of: Any) -> Any:
    """`of` as one box where it holds any; otherwise as what NumPy makes of it, or the number that it is."""
    if type(of) is Box:
        return of
    if isinstance(of, np.ndarray):
        return _joined(of.tolist()) if of.dtype.kind == "O" and of.ndim else of
    if isinstance(of, str | bytes) or not (hasattr(of, "__len__") and hasattr(of, "__getitem__")):
        return of
    parts = [_joined(part) for part in of]
    if not any(type(part) is Box for part in parts):
        return np.asarray(of)
    if len(set(map(np.shape, parts))) > 1:
        raise ShapeMismatch(f"np.array was to join parts of different shapes: {_listed(map(np.shape, parts))}")
    return ARRAY(*parts)


def _listed(shapes: Any) -> str:
    found = list(dict.fromkeys(shapes))
    return ", ".join(map(str, found[:4])) + (", ..." if len(found) > 4 else "")


def _cast(made: Any, kind: np.dtype[Any]) -> Any:
    if kind.kind not in "fciub":
        raise CalcrefError(
            f"np.array of traced values with dtype {kind} would forget the trace; leave the dtype out, or keep the "
            "values in a list"
        )
    return made.astype(kind) if isinstance(made, Box | np.ndarray) else np.asarray(made, kind)


CREATING: dict[Any, Any] = {
    np.array: array,
    np.asarray: asarray,
    np.asanyarray: asanyarray,
    np.ascontiguousarray: ascontiguousarray,
    np.asfortranarray: ascontiguousarray,
    np.asarray_chkfinite: asarray_chkfinite,
    np.full: full,
    np.full_like: full_like,
    np.r_: brackets(np.r_),
    np.c_: brackets(np.c_),
}
