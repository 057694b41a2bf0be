"""Putting arrays together and taking them apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from calcref.autodiff.mechanism.box import Box, shape, unboxed
from calcref.autodiff.mechanism.rule import ArrayRule
from calcref.autodiff.rules.shapes import normal_axis
from calcref.core.errors import NoRuleApplies


def _concatenate_vjp(y_bar: Any, y: Any, *shapes: Any, axis: int) -> list[Any]:
    ends = np.cumsum([shape[axis] for shape in shapes])[:-1]
    return np.split(y_bar, ends, axis)


CONCATENATE = ArrayRule(
    "concatenate",
    lambda *arrays, axis: np.concatenate(arrays, axis),
    jvp=lambda x_dots, y, *arrays, axis: np.concatenate(x_dots, axis) if len(arrays) > 1 else x_dots,
    vjp=lambda y_bar, y, *shapes, axis: _concatenate_vjp(y_bar, y, *shapes, axis=axis) if len(shapes) > 1 else y_bar,
    reads="shapes",
    complex_too=True,
    fresh=True,
)


def concatenate(arrays: Any, axis: int | None = 0, *, dtype: Any = None, casting: Any = "same_kind") -> Any:
    """np.concatenate."""
    parts = [np.ravel(a) for a in arrays] if axis is None else list(arrays)
    joined = CONCATENATE(*parts, axis=normal_axis(axis or 0, np.ndim(parts[0])))
    if dtype is None:
        return joined
    if not np.can_cast(joined.dtype, dtype, casting):
        raise TypeError(f"Cannot cast from {joined.dtype} to {np.dtype(dtype)} according to the rule {casting!r}")
    return np.astype(joined, dtype)


def stack(arrays: Any, axis: int = 0, *, dtype: Any = None, casting: Any = "same_kind") -> Any:
    """np.stack."""
    return np.concatenate([np.expand_dims(a, axis) for a in arrays], axis, dtype=dtype, casting=casting)


def vstack(tup: Any, *, dtype: Any = None, casting: Any = "same_kind") -> Any:
    """np.vstack, and np.row_stack, its old name."""
    return np.concatenate([np.atleast_2d(a) for a in tup], 0, dtype=dtype, casting=casting)


def hstack(tup: Any, *, dtype: Any = None, casting: Any = "same_kind") -> Any:
    """np.hstack."""
    parts = [np.atleast_1d(a) for a in tup]
    return np.concatenate(parts, 0 if parts[0].ndim == 1 else 1, dtype=dtype, casting=casting)


def dstack(tup: Any) -> Any:
    """np.dstack."""
    return np.concatenate([np.atleast_3d(a) for a in tup], 2)


def column_stack(tup: Any) -> Any:
    """np.column_stack."""
    return np.concatenate([np.reshape(a, (-1, 1)) if np.ndim(a) < 2 else a for a in tup], 1)


def append(arr: Any, values: Any, axis: int | None = None) -> Any:
    """np.append."""
    return np.concatenate([arr, values] if axis is not None else [np.ravel(arr), np.ravel(values)], axis or 0)


def block(arrays: Any) -> Any:
    """np.block, of lists nested to any depth."""

    def depth(tree: Any) -> int:
        return 1 + max(map(depth, tree)) if isinstance(tree, list) else 0

    def leaves(tree: Any) -> list[Any]:
        return [leaf for part in tree for leaf in leaves(part)] if isinstance(tree, list) else [tree]

    ndim = max(depth(arrays), *(np.ndim(leaf) for leaf in leaves(arrays)))

    def joined(tree: Any, axis: int) -> Any:
        if not isinstance(tree, list):
            return np.reshape(tree, (1,) * (ndim - np.ndim(tree)) + np.shape(tree))
        return np.concatenate([joined(part, axis + 1) for part in tree], axis)

    return joined(arrays, -depth(arrays))


def array_split(ary: Any, indices_or_sections: Any, axis: int = 0) -> list[Any]:
    """np.array_split."""
    size = shape(ary)[axis]
    if np.ndim(indices_or_sections):
        cuts = [int(k) for k in indices_or_sections]
    else:
        small, extra = divmod(size, int(indices_or_sections))
        cuts = [k * small + min(k, extra) for k in range(1, int(indices_or_sections))]
    before: tuple[Any, ...] = (slice(None),) * normal_axis(axis, ary.ndim)
    return [ary[(*before, slice(start, stop))] for start, stop in zip([None, *cuts], [*cuts, None], strict=True)]


def split(ary: Any, indices_or_sections: Any, axis: int = 0) -> list[Any]:
    """np.split."""
    if not np.ndim(indices_or_sections) and shape(ary)[axis] % indices_or_sections:
        raise ValueError("array split does not result in an equal division")
    return array_split(ary, indices_or_sections, axis)


def hsplit(ary: Any, indices_or_sections: Any) -> list[Any]:
    """np.hsplit."""
    return split(ary, indices_or_sections, 0 if ary.ndim == 1 else 1)


def vsplit(ary: Any, indices_or_sections: Any) -> list[Any]:
    """np.vsplit."""
    return split(ary, indices_or_sections, 0)


def dsplit(ary: Any, indices_or_sections: Any) -> list[Any]:
    """np.dsplit."""
    return split(ary, indices_or_sections, 2)


def unstack(x: Any, axis: int = 0) -> tuple[Any, ...]:
    """np.unstack."""
    return tuple(np.moveaxis(x, axis, 0))


def tile(A: Any, reps: Any) -> Any:
    """np.tile: each axis is repeated as an axis of its own, and the two are then read as one."""
    reps = tuple(reps) if np.ndim(reps) else (int(reps),)
    ndim = max(A.ndim, len(reps))
    sizes, times = (1,) * (ndim - A.ndim) + A.shape, (1,) * (ndim - len(reps)) + reps
    paired = np.reshape(A, [k for size in sizes for k in (1, size)])
    full = np.broadcast_to(paired, [k for pair in zip(times, sizes, strict=True) for k in pair])
    return np.reshape(full, [size * time for size, time in zip(sizes, times, strict=True)])


def repeat(a: Any, repeats: Any, axis: int | None = None) -> Any:
    """np.repeat."""
    if axis is None:
        a, axis = np.ravel(a), 0
    return np.take(a, np.repeat(np.arange(shape(a)[axis]), unboxed(repeats)), axis=axis)


def pad(array: Any, pad_width: Any, mode: str = "constant", constant_values: Any = 0) -> Any:
    """np.pad; the modes that repeat elements are a matter of which index stands where."""
    if mode == "constant":
        padded = PAD(array, pad_width=pad_width)
        return _framed(padded, array, pad_width, constant_values)
    if mode not in ("edge", "reflect", "symmetric", "wrap"):
        raise NoRuleApplies(
            "np.pad has a derivative rule for the modes constant, edge, reflect, symmetric and wrap, not for "
            f"{mode!r}; compute the frame and join it with np.concatenate"
        )
    where = np.pad(np.arange(array.size).reshape(array.shape), pad_width, mode=mode)  # type: ignore[call-overload]
    return np.ravel(array)[where]


def _framed(padded: Any, array: Any, pad_width: Any, values: Any) -> Any:
    """`padded` with the constants, which may be traced, in its frame."""
    flat = _flat(values)
    if not any(type(value) is Box for value in flat) and not np.any(np.asarray(flat)):
        return padded
    which = np.reshape(np.arange(len(flat)), np.shape(values) if len(flat) > 1 or np.ndim(unboxed(values)) else ())
    for number, value in enumerate(flat):
        mark = np.pad(np.full(array.shape, -1), pad_width, constant_values=which) == number
        kind = np.result_type(unboxed(value))
        if type(value) is Box and not np.can_cast(kind, array.dtype, "same_kind"):
            raise NoRuleApplies(f"np.pad would cut {kind} down to {array.dtype}; convert the array with astype")
        constant = value.astype(array.dtype) if type(value) is Box else np.asarray(value).astype(array.dtype)[()]
        padded = padded + mark.astype(array.dtype) * constant
    return padded


def _flat(values: Any) -> list[Any]:
    if isinstance(values, list | tuple):
        return [one for value in values for one in _flat(value)]
    return [values] if type(values) is Box or np.ndim(values) == 0 else list(np.ravel(values))


def _pad_vjp(y_bar: Any, y: Any, target: Sequence[int], pad_width: Any) -> Any:
    widths = np.broadcast_to(np.asarray(pad_width), (len(target), 2))
    return y_bar[tuple(slice(int(low), int(low) + size) for (low, _), size in zip(widths, target, strict=True))]


PAD = ArrayRule(
    "pad",
    lambda a, pad_width: np.pad(a, pad_width),
    "linear",
    _pad_vjp,
    reads="shapes",
    complex_too=True,
    fresh=True,
)

JOINING: dict[Any, Any] = {
    np.concatenate: concatenate,
    np.stack: stack,
    np.vstack: vstack,
    np.hstack: hstack,
    np.dstack: dstack,
    np.column_stack: column_stack,
    np.append: append,
    np.block: block,
    np.array_split: array_split,
    np.split: split,
    np.hsplit: hsplit,
    np.vsplit: vsplit,
    np.dsplit: dsplit,
    np.unstack: unstack,
    np.tile: tile,
    np.repeat: repeat,
    np.pad: pad,
}
