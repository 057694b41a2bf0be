"""Constructors of parts of arrays, and of arrays side by side, in normal form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import sympy as sp

from calcref.core.array_heads import Ones, Times, Zeros
from calcref.core.array_parts import Beside, Columns
from calcref.core.arrays import said_shape, shape_of
from calcref.core.errors import ShapeMismatch
from calcref.core.expr import brief, raw
from calcref.matrix.basics import ZERO, is_zero, ones, zeros


def width(node: sp.Expr) -> sp.Expr:
    """How many columns `node` has."""
    return shape_of(node)[1]


def columns(node: sp.Expr, start: sp.Expr, stop: sp.Expr) -> sp.Expr:
    """The columns of `node` from number `start` on, up to `stop`.

    Raises:
        ShapeMismatch: it is not sure that `node` has so many.
    """
    if not (start.is_nonnegative and (stop - start).is_nonnegative and (width(node) - stop).is_nonnegative):
        raise ShapeMismatch(
            f"the columns {start} to {stop} of {brief(node)} are asked for, which is {said_shape(node)}; "
            "give its dimensions as numbers, or as products such as 2*n"
        )
    if start == ZERO and stop == width(node):
        return node
    rows, size = shape_of(node)[0], stop - start
    if isinstance(node, (Ones, Zeros)) or is_zero(node):
        return ones(rows, size) if isinstance(node, Ones) else zeros((rows, size))
    if isinstance(node, Columns):
        return columns(node.args[0], node.args[1] + start, node.args[1] + stop)
    if isinstance(node, Times) and node.scalars:
        from calcref.matrix.build import times

        return times(*node.scalars, columns(times(*node.chain), start, stop))
    if isinstance(node, Beside):
        found = _selected(node, start, stop)
        if found is not None:
            return found
    return raw(Columns, node, start, stop)


def _selected(node: Beside, start: sp.Expr, stop: sp.Expr) -> sp.Expr | None:
    """The columns of what is side by side, where they begin and end with parts."""
    place, chosen = ZERO, []
    for part in node.args:
        after = place + width(part)
        if (place - start).is_nonnegative and (stop - after).is_nonnegative:
            chosen.append(part)
        elif (start - place).is_nonnegative and (after - stop).is_nonnegative:
            return columns(part, start - place, stop - place)
        place = after
    return beside(*chosen) if sp.Add(*map(width, chosen)) == stop - start else None


def beside(*parts: sp.Expr) -> sp.Expr:
    """`parts` side by side.

    Raises:
        ShapeMismatch: they differ in the number of rows.
    """
    flat = [it for part in parts for it in (part.args if isinstance(part, Beside) else (part,))]
    made: list[sp.Expr] = []
    for part in flat:
        if shape_of(part)[0] != shape_of(flat[0])[0]:
            raise ShapeMismatch(
                f"arrays side by side need as many rows each: {brief(flat[0])} is {said_shape(flat[0])}, "
                f"{brief(part)} is {said_shape(part)}"
            )
        joined = _joined(made[-1], part) if made else None
        if joined is None:
            made.append(part)
        else:
            made[-1] = joined
    return made[0] if len(made) == 1 else raw(Beside, *made)


def _joined(left: sp.Expr, right: sp.Expr) -> sp.Expr | None:
    """Two neighbors as one, where they are parts of the same."""
    if is_zero(left) and is_zero(right):
        return zeros((shape_of(left)[0], width(left) + width(right)))
    if isinstance(left, Columns) and isinstance(right, Columns) and left.args[0] == right.args[0]:
        return columns(left.args[0], left.args[1], right.args[2]) if left.args[2] == right.args[1] else None
    return None


def placed(part: sp.Expr, start: sp.Expr, whole: sp.Expr) -> sp.Expr:
    """`part` as the columns of an array of the shape of `whole` from `start` on, and zeros around it."""
    rows, total = shape_of(whole)
    behind = total - start - width(part)
    return beside(*([zeros((rows, start))] if start != ZERO else []), part,
                  *([zeros((rows, behind))] if behind != ZERO else []))  # fmt: skip


def added_up(terms: Sequence[sp.Expr], plus: Callable[..., sp.Expr]) -> list[sp.Expr]:
    """`terms` of a sum with those that are side by side in the same way taken together."""
    rows = [term for term in terms if isinstance(term, Beside)]
    if len(rows) < 2:
        return list(terms)
    made = rows[0]
    left: list[sp.Expr] = []
    for row in rows[1:]:
        pairs = list(_matched(made.args, row.args)) if isinstance(made, Beside) else []
        whole = [pair for pair in pairs if pair is not None]
        if whole and len(whole) == len(pairs):
            made = beside(*(plus(*pair) for pair in whole))
        else:
            left.append(row)
    return [made, *left, *(term for term in terms if not isinstance(term, Beside))]


def _matched(one: Sequence[sp.Expr], other: Sequence[sp.Expr]) -> Iterator[tuple[sp.Expr, sp.Expr] | None]:
    """Parts of equal width in pairs: zeros are cut where they are too wide; None where nothing fits."""
    ours, theirs = list(reversed(one)), list(reversed(other))
    while ours and theirs:
        a, b = ours.pop(), theirs.pop()
        difference = width(a) - width(b)
        if difference == ZERO:
            yield a, b
            continue
        wide, narrow, rest = (a, b, ours) if difference.is_positive else (b, a, theirs)
        if not (is_zero(wide) and (width(wide) - width(narrow)).is_positive):
            yield None
            return
        rows = shape_of(wide)[0]
        rest.append(zeros((rows, width(wide) - width(narrow))))
        cut = zeros((rows, width(narrow)))
        yield (cut, narrow) if wide is a else (narrow, cut)
