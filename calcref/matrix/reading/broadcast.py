"""Arrays as NumPy sees them: a node and a number of dimensions, and how two of them meet."""

from __future__ import annotations

from typing import NamedTuple

import sympy as sp

from calcref.core.arrays import ONE, SCALAR, is_scalar, said_shape, shape_of
from calcref.core.errors import ShapeMismatch
from calcref.core.expr import brief
from calcref.matrix.basics import ones
from calcref.matrix.build import hadamard, plus, times, transpose


class Seen(NamedTuple):
    """A node, and how many dimensions it has in NumPy: a vector is stored as a column and has one."""

    node: sp.Expr
    ndim: int


def scalar(node: sp.Expr) -> Seen:
    """A number."""
    return Seen(node, 0)


def _grown(node: sp.Expr, rows: sp.Expr, columns: sp.Expr) -> sp.Expr | None:
    """`node` repeated to this shape; None where it does not fit."""
    own = shape_of(node)
    if own == (rows, columns):
        return node
    if own == SCALAR:
        return times(node, ones(rows, columns))
    if own == (ONE, columns):
        return times(ones(rows, ONE), node)
    return times(node, ones(ONE, columns)) if own == (rows, ONE) else None


def together(left: Seen, right: Seen, what: str) -> tuple[sp.Expr, sp.Expr, int]:
    """Both repeated to one shape, as NumPy does it.

    Raises:
        ShapeMismatch: they do not fit.
    """
    ndim = max(left.ndim, right.ndim)
    nodes = [transpose(it.node) if ndim == 2 and it.ndim == 1 else it.node for it in (left, right)]
    shapes = [shape_of(node) for node in nodes]
    rows, columns = (a if a != ONE else b for a, b in zip(*shapes, strict=True))
    grown = [_grown(node, rows, columns) for node in nodes]
    if grown[0] is None or grown[1] is None:
        raise ShapeMismatch(
            f"{what} needs shapes that fit: {brief(left.node)} is {said_shape(left.node)}, "
            f"{brief(right.node)} is {said_shape(right.node)}"
        )
    return grown[0], grown[1], ndim


def added(left: Seen, right: Seen) -> Seen:
    """The sum."""
    one, other, ndim = together(left, right, "a sum")
    return Seen(plus(one, other), ndim)


def multiplied(left: Seen, right: Seen) -> Seen:
    """The product entry by entry."""
    if is_scalar(left.node) or is_scalar(right.node):
        return Seen(
            times(*sorted((left.node, right.node), key=lambda it: not is_scalar(it))), max(left.ndim, right.ndim)
        )
    one, other, ndim = together(left, right, "a product entry by entry")
    return Seen(hadamard(one, other), ndim)
