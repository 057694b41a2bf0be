"""The arguments of a case in other layouts, types and shapes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np


def fortran(x: Any) -> Any:
    return np.asfortranarray(x) if np.ndim(x) else x


def transposed(x: Any) -> Any:
    """A view whose axes are reversed."""
    return np.ascontiguousarray(np.transpose(x)).T if np.ndim(x) else x


def reversed_(x: Any) -> Any:
    """A view with negative strides."""
    return np.flip(np.ascontiguousarray(np.flip(x))) if np.ndim(x) else x


def strided(x: Any) -> Any:
    """A view of every second element of a larger array, which cannot be written into."""
    if not np.ndim(x):
        return x
    large = np.zeros([2 * n for n in np.shape(x)], x.dtype)
    view = large[tuple(slice(None, None, 2) for _ in np.shape(x))]
    view[...] = x
    view.flags.writeable = False
    return view


LAYOUTS = (fortran, transposed, reversed_, strided)


def resized(args: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """The arguments with an axis of size 1, with an empty axis, and as numbers."""
    for axis in range(max(map(np.ndim, args))):
        for size in (1, 0):
            yield tuple(
                np.ascontiguousarray(np.take(x, np.arange(size), axis)) if np.ndim(x) > axis else x for x in args
            )
    if any(map(np.ndim, args)):
        yield tuple(x.flat[0] for x in map(np.asarray, args))
        yield tuple(np.asarray(x).reshape(-1)[:1].reshape((1,) * np.ndim(x)) for x in args)


def to_type(x: Any, dtype: Any) -> Any:
    return np.asarray(x, dtype)[()]


def constants(x: Any) -> Iterator[Any]:
    """Numbers like those of `x`, in each type that a constant may have."""
    away = np.where(np.asarray(x) > 0, np.ceil(x), np.floor(x))  # from 0
    for dtype in (np.int64, np.int8, np.float32):
        yield to_type(away, dtype)
    for dtype in (np.uint8, bool):
        yield to_type(np.abs(away), dtype)
    yield np.asarray(x).tolist()
    yield to_type(np.asarray(x) * (1 + 0.25j), complex)
