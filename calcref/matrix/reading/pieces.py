"""Parts of arrays as NumPy takes and joins them: indices, splits, concatenations, and the axes of heads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import sympy as sp

from calcref.core.arrays import shape_of
from calcref.core.errors import ShapeMismatch, Untraceable
from calcref.core.expr import brief
from calcref.matrix.basics import ZERO
from calcref.matrix.build import transpose
from calcref.matrix.parts import beside, columns
from calcref.matrix.reading.broadcast import Seen
from calcref.matrix.reading.reductions import seen
from calcref.matrix.reading.sizes import Size, dim_of

INDEX = (
    "entries of an array are taken by whole numbers and by slices without a step; what depends on other arrays cannot "
    "be traced: write the function with whole arrays"
)


class Parted(NamedTuple):
    """Matrices along one more axis, which is number `place` of three."""

    parts: tuple[Seen, ...]
    place: int


def rows(node: sp.Expr, start: sp.Expr, stop: sp.Expr) -> sp.Expr:
    """Some of the rows of `node`."""
    return transpose(columns(transpose(node), start, stop))


def part_of(it: Seen, index: Any) -> Seen:
    """What `x[index]` is.

    Raises:
        Untraceable: the index is no matter of whole numbers and slices, or gives three dimensions.
        ShapeMismatch: there may be no such entries.
    """
    items = _expanded(it.ndim, list(index) if isinstance(index, tuple) else [index])
    node, axis, kept = it.node, 0, list[str]()
    for item in items:
        if item is None:
            kept.append("new")
            continue
        size = shape_of(node)[axis]
        start, stop = _bounds(item, size)
        node = rows(node, start, stop) if axis == 0 else columns(node, start, stop)
        kept.extend(["row" if axis == 0 else "column"] if isinstance(item, slice) else [])
        axis += 1
    if len(kept) > 2:
        raise Untraceable("an index that gives three dimensions cannot be traced: arrays have two here")
    lies = kept in (["column"], ["new", "row"]) or (kept == ["column", "new"])
    return Seen(transpose(node) if lies else node, len(kept))


def _expanded(ndim: int, items: list[Any]) -> list[Any]:
    """The index with a slice for each axis that it leaves out."""
    if any(not (it is None or it is Ellipsis or isinstance(it, slice) or _is_whole(it)) for it in items):
        raise Untraceable(INDEX)
    left = ndim - sum(it is not None and it is not Ellipsis for it in items)
    if left < 0:
        raise Untraceable(f"an index for {ndim - left} axes of an array that has {ndim}")
    place = next((k for k, it in enumerate(items) if it is Ellipsis), None)
    every = [slice(None)] * left
    return [*items, *every] if place is None else [*items[:place], *every, *items[place + 1 :]]


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _bounds(item: Any, size: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    if isinstance(item, slice):
        if item.step not in (None, 1) or not all(it is None or _is_whole(it) for it in (item.start, item.stop)):
            raise Untraceable(INDEX)
        start = ZERO if item.start is None else _counted(item.start, size)
        return start, size if item.stop is None else _counted(item.stop, size)
    start = _counted(item, size)
    return start, start + 1


def _counted(value: int, size: sp.Expr) -> sp.Expr:
    """A place from the start, also where it is counted from the end."""
    return size + value if not isinstance(value, Size) and value < 0 else dim_of(value)


def concatenated(arrays: Sequence[Any], axis: Any = 0) -> Seen:
    """`np.concatenate`."""
    found = [seen(it) for it in arrays]
    ndim = found[0].ndim
    if any(it.ndim != ndim for it in found) or ndim not in (1, 2) or axis not in range(-ndim, ndim):
        raise ShapeMismatch("np.concatenate needs arrays with one or two dimensions each, all with as many")
    if axis % ndim == 1:
        return Seen(beside(*(it.node for it in found)), 2)
    return Seen(transpose(beside(*(transpose(it.node) for it in found))), ndim)


def side_by_side(arrays: Sequence[Any]) -> Seen:
    """`np.hstack`."""
    return concatenated(arrays, seen(arrays[0]).ndim - 1)


def split(value: Any, count: Any, axis: int = 0) -> list[Seen]:
    """`np.split` into so many equal parts."""
    it = seen(value)
    if not _is_whole(count) or isinstance(count, Size) or count < 1 or axis not in range(-it.ndim, it.ndim):
        raise Untraceable("np.split is known for a whole number of equal parts, along an axis that there is")
    across = it.ndim == 2 and axis % 2 == 1
    size = _share(it.node, shape_of(it.node)[1 if across else 0], count)
    cut = columns if across else rows
    return [Seen(cut(it.node, k * size, (k + 1) * size), it.ndim) for k in range(count)]


def _share(node: sp.Expr, size: sp.Expr, count: int) -> sp.Expr:
    share = size / count
    if not share.is_integer:
        raise ShapeMismatch(
            f"{size} columns or rows of {brief(node)} do not surely make {count} equal parts: "
            f"say its shape with {count}*m in place of {size}"
        )
    return share


def reshaped(value: Any, shape: Sequence[Any]) -> Seen | Parted | None:
    """A matrix as it is, or with its columns as so many parts; None where the shape is another."""
    it = seen(value)
    if it.ndim != 2 or not all(map(_is_whole, shape)):
        return None
    own, wanted = shape_of(it.node), [dim_of(length) for length in shape]
    free = [k for k, length in enumerate(wanted) if length == -1]
    if len(free) > 1:
        return None
    if len(wanted) == 2 and all(a in (b, -1) for a, b in zip(wanted, own, strict=True)):
        return it
    if len(wanted) != 3 or wanted[0] not in (own[0], -1) or not wanted[1].is_Integer or wanted[1] < 1:
        return None
    size = _share(it.node, own[1], int(wanted[1]))
    if wanted[2] not in (size, -1):
        return None
    parts = (columns(it.node, k * size, (k + 1) * size) for k in range(int(wanted[1])))
    return Parted(tuple(Seen(part, 2) for part in parts), 1)
