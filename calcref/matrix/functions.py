"""Constructors of functions of arrays, in normal form: inverses, determinants, traces, diagonals."""

from __future__ import annotations

import sympy as sp

from calcref.core.array_functions import Det, Diag, Diagonal, Eigenvalue, Kron, LogAbsDet, Lower, Trace, Unvec, Vec
from calcref.core.array_heads import Eye, Hadamard, Inverse, Ones, Power, Times, Transpose
from calcref.core.arrays import ONE, Shape, is_row, is_scalar, is_vector, said_shape, shape_of
from calcref.core.errors import ShapeMismatch
from calcref.core.expr import brief, raw
from calcref.matrix.basics import HALF, MINUS, ZERO, eye, is_zero, ones, zeros
from calcref.matrix.build import each, hadamard, power, times, total, transpose


def must_be_square(node: sp.Expr, what: str) -> None:
    """Nothing, if `node` has as many rows as columns.

    Raises:
        ShapeMismatch: it has not.
    """
    rows, columns = shape_of(node)
    if rows != columns:
        raise ShapeMismatch(f"{what} needs a square matrix; {brief(node)} is {said_shape(node)}")


def inverse(node: sp.Expr) -> sp.Expr:
    """The inverse of a square matrix."""
    must_be_square(node, "an inverse")
    if is_scalar(node):
        return power(node, MINUS)
    if isinstance(node, (Inverse, Eye)):
        return node.args[0] if isinstance(node, Inverse) else node
    if isinstance(node, Diag):
        return diag(power(node.args[0], MINUS))
    if isinstance(node, Times) and node.scalars:
        return times(*(power(factor, MINUS) for factor in node.scalars), inverse(times(*node.chain)))
    return raw(Inverse, node)


def det(node: sp.Expr) -> sp.Expr:
    """The determinant of a square matrix."""
    must_be_square(node, "a determinant")
    return ONE if isinstance(node, Eye) else node if is_scalar(node) else raw(Det, node)


def log_abs_det(node: sp.Expr) -> sp.Expr:
    """The logarithm of the size of the determinant."""
    must_be_square(node, "a determinant")
    if is_scalar(node):
        return each("log", each("abs", node))
    return ZERO if isinstance(node, Eye) else raw(LogAbsDet, node)


def trace(node: sp.Expr) -> sp.Expr:
    """The sum of the diagonal of a square matrix."""
    must_be_square(node, "a trace")
    if is_scalar(node) or is_zero(node):
        return node if is_scalar(node) else ZERO
    if isinstance(node, Eye):
        return node.args[0]
    if isinstance(node, Transpose):
        return trace(node.args[0])
    if isinstance(node, Diag):
        return total(node.args[0])
    if isinstance(node, Times):
        if node.scalars:
            return times(*node.scalars, trace(times(*node.chain)))
        place = next((k for k, factor in enumerate(node.chain) if shape_of(factor)[1] == ONE), None)
        if place is not None and place + 1 < len(node.chain):
            return times(*node.chain[place + 1 :], *node.chain[: place + 1])
    return raw(Trace, node)


def inner(left: sp.Expr, right: sp.Expr) -> sp.Expr:
    """⟨left, right⟩: the sum of the products of their entries."""
    if is_scalar(left):
        return times(left, right)
    if is_vector(left):
        split = any(isinstance(_chain_of(side)[0], (Hadamard, Power, Ones)) for side in (left, right))
        return total(hadamard(left, right)) if split else times(transpose(left), right)
    if is_row(left):
        return times(left, transpose(right))
    if isinstance(left, Ones) or isinstance(right, Ones):
        return total(right if isinstance(left, Ones) else left)
    return trace(times(transpose(left), right))


def _chain_of(node: sp.Expr) -> tuple[sp.Expr, ...]:
    return node.chain if isinstance(node, Times) else (node,)


def diag(node: sp.Expr) -> sp.Expr:
    """The matrix with a vector as its diagonal."""
    if is_scalar(node):
        return node
    if isinstance(node, Ones):
        return eye(shape_of(node)[0])
    if is_zero(node):
        return zeros((shape_of(node)[0],) * 2)
    if isinstance(node, Times) and node.scalars:
        return times(*node.scalars, diag(times(*node.chain)))
    return node.args[0] if isinstance(node, Diagonal) and "diagonal" in _known(node.args[0]) else raw(Diag, node)


def _known(node: sp.Expr) -> frozenset[str]:
    return getattr(node, "properties", frozenset())


def diagonal(node: sp.Expr) -> sp.Expr:
    """The diagonal of a square matrix."""
    must_be_square(node, "a diagonal")
    size = shape_of(node)[0]
    if is_scalar(node):
        return node
    if isinstance(node, (Eye, Ones)):
        return ones(size, ONE)
    if is_zero(node):
        return zeros((size, ONE))
    if isinstance(node, (Diag, Transpose)):
        return node.args[0] if isinstance(node, Diag) else diagonal(node.args[0])
    if isinstance(node, Times):
        if node.scalars:
            return times(*node.scalars, diagonal(times(*node.chain)))
        place = next((k for k, factor in enumerate(node.chain) if shape_of(factor)[1] == ONE), None)
        if place is not None:
            return hadamard(times(*node.chain[: place + 1]), transpose(times(*node.chain[place + 1 :])))
    return raw(Diagonal, node)


def kron(left: sp.Expr, right: sp.Expr) -> sp.Expr:
    """The Kronecker product."""
    if is_scalar(left) or is_scalar(right):
        return times(left, right)
    if isinstance(left, Eye) and isinstance(right, Eye):
        return eye(left.args[0] * right.args[0])
    scalars = [it for side in (left, right) if isinstance(side, Times) for it in side.scalars]
    if scalars:
        return times(*scalars, kron(*(times(*it.chain) if isinstance(it, Times) else it for it in (left, right))))
    return raw(Kron, left, right)


def vec(node: sp.Expr) -> sp.Expr:
    """The columns of a matrix below one another."""
    if shape_of(node)[1] == ONE:
        return node
    if is_row(node):
        return transpose(node)
    if isinstance(node, Unvec):
        return node.args[0]
    if isinstance(node, Times) and node.scalars:
        return times(*node.scalars, vec(times(*node.chain)))
    return raw(Vec, node)


def unvec(node: sp.Expr, shape: Shape) -> sp.Expr:
    """The matrix whose columns, below one another, are `node`."""
    if shape[1] == ONE:
        return node
    if isinstance(node, Vec):
        return node.args[0]
    return zeros(shape) if is_zero(node) else raw(Unvec, node, *shape)


def spectral_norm(node: sp.Expr) -> sp.Expr:
    """The largest singular value: the root of the largest eigenvalue of XᵀX."""
    return power(raw(Eigenvalue, times(transpose(node), node), MINUS), HALF)


def lower(node: sp.Expr) -> sp.Expr:
    """The entries of a square matrix on its diagonal and below it."""
    must_be_square(node, "a triangle")
    if is_zero(node) or is_scalar(node) or isinstance(node, (Eye, Diag, Lower)):
        return node
    if isinstance(node, Times) and node.scalars:
        return times(*node.scalars, lower(times(*node.chain)))
    known = _known(node)
    if known & {"lower-triangular", "diagonal"}:
        return node
    return diag(diagonal(node)) if "upper-triangular" in known else raw(Lower, node)
