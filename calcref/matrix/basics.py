"""The smallest parts of expressions of arrays: numbers, ones, zeros, identities, and how a factor is read."""

from __future__ import annotations

from typing import Any

import sympy as sp

from calcref.core.array_heads import Eye, Inverse, Ones, Power, Times, Zeros
from calcref.core.arrays import ONE, SCALAR, Shape, shape_of
from calcref.core.expr import raw

ZERO, MINUS, HALF, TWO = sp.S.Zero, sp.S.NegativeOne, sp.S.Half, sp.Integer(2)


def number(value: Any) -> sp.Expr:
    """A number as it was typed: 0.1 is one tenth.

    >>> number(0.1), number(2.0)
    (1/10, 2)
    """
    if isinstance(value, sp.Basic):
        return value
    return sp.Integer(int(value)) if int(value) == value else sp.Rational(repr(float(value)))


def ones(rows: sp.Expr, columns: sp.Expr) -> sp.Expr:
    """An array of ones; the number 1 where it is a scalar."""
    return ONE if (rows, columns) == SCALAR else raw(Ones, rows, columns)


def zeros(shape: Shape) -> sp.Expr:
    """An array of zeros; the number 0 where it is a scalar."""
    return ZERO if shape == SCALAR else raw(Zeros, *shape)


def eye(size: sp.Expr) -> sp.Expr:
    """The identity matrix; the number 1 where it is a scalar."""
    return ONE if size == ONE else raw(Eye, size)


def is_zero(node: sp.Expr) -> bool:
    """Whether `node` is 0, or an array of zeros."""
    return node is ZERO or isinstance(node, Zeros)


def base_and_exponent(node: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """`node` as a power, so that equal bases meet."""
    if isinstance(node, Power) and node.args[1].is_Number:
        return node.args[0], node.args[1]
    return node, ONE


def inverse_of(node: sp.Expr) -> sp.Expr | None:
    """The factor beside which `node` vanishes."""
    if isinstance(node, Inverse):
        return node.args[0]
    rows, columns = shape_of(node)
    return raw(Inverse, node) if rows == columns else None


def without_number(term: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """The number in front of `term`, and the rest."""
    if term.is_Number:
        return term, ONE
    if isinstance(term, Times) and term.args[0].is_Number:
        rest = term.args[1:]
        return term.args[0], rest[0] if len(rest) == 1 else raw(Times, *rest)
    return ONE, term
