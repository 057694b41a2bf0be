"""The matrix of a map that is linear in a free vector: from A (w ⊙ b) to A Diag(b)."""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp

from calcref.core.array_functions import Commutation, Total, Trace, Unvec, Vec
from calcref.core.array_heads import Hadamard, Plus, Times, Transpose
from calcref.core.arrays import ONE, Array, is_scalar, shape_of
from calcref.core.expr import raw, varies
from calcref.matrix.basics import eye, is_zero, ones, zeros
from calcref.matrix.build import hadamard, plus, times, transpose
from calcref.matrix.functions import diag, kron, vec


class NotLinear(Exception):
    """An expression whose matrix is not found."""


def matrix_of(node: sp.Expr, free: Array) -> sp.Expr:
    """The matrix M with vec(node) = M vec(free).

    Raises:
        NotLinear: it is not found.

    >>> from calcref.matrix.build import times, hadamard
    >>> A, w, b = Array("A", ("m", "n")), Array("w", ("n",)), Array("b", ("n",))
    >>> matrix_of(times(A, hadamard(w, b)), w)
    A Diag(b)
    """
    if node == free:
        return eye(shape_of(free)[0] * shape_of(free)[1])
    if not varies(node, free):
        if is_zero(node):
            rows, columns = (shape_of(it)[0] * shape_of(it)[1] for it in (node, free))
            return zeros((rows, columns))
        raise NotLinear
    handler = _HANDLERS.get(type(node))
    if handler is None:
        raise NotLinear
    return handler(node, free)


def _times(node: Times, free: Array) -> sp.Expr:
    inside = [factor for factor in node.args if varies(factor, free)]
    if len(inside) != 1:
        raise NotLinear
    moving = inside[0]
    if is_scalar(moving):
        others = times(*(factor for factor in node.args if factor is not moving))
        return times(vec(others), matrix_of(moving, free))
    place = next(k for k, factor in enumerate(node.chain) if factor is moving)
    left, right = node.chain[:place], node.chain[place + 1 :]
    found = matrix_of(moving, free)
    rows, columns = shape_of(moving)
    if right or columns != ONE:
        before = times(*left) if left else eye(rows)
        behind = transpose(times(*right)) if right else eye(columns)
        return times(*node.scalars, kron(behind, before), found)
    return times(*node.scalars, *left, found)


def _hadamard(node: Hadamard, free: Array) -> sp.Expr:
    inside = [factor for factor in node.args if varies(factor, free)]
    if len(inside) != 1:
        raise NotLinear
    others = hadamard(*(factor for factor in node.args if factor is not inside[0]))
    if isinstance(inside[0], Plus):
        return plus(*(matrix_of(hadamard(others, term), free) for term in inside[0].args))
    return times(diag(vec(others)), matrix_of(inside[0], free))


def _transposed(node: Transpose, free: Array) -> sp.Expr:
    inner = node.args[0]
    found = matrix_of(inner, free)
    rows, columns = shape_of(inner)
    return found if ONE in (rows, columns) else times(raw(Commutation, rows, columns), found)


def _summed(node: sp.Expr, free: Array) -> sp.Expr:
    inner = node.args[0]
    return times(transpose(vec(ones(*shape_of(inner)))), matrix_of(inner, free))


def _traced(node: sp.Expr, free: Array) -> sp.Expr:
    inner = node.args[0]
    if isinstance(inner, Times) and not inner.scalars:
        places = [k for k, factor in enumerate(inner.chain) if varies(factor, free)]
        if len(places) == 1:
            k = places[0]
            around = times(*inner.chain[k + 1 :], *inner.chain[:k]) if len(inner.chain) > 1 else None
            if around is not None:
                return times(transpose(vec(transpose(around))), matrix_of(inner.chain[k], free))
    return times(transpose(vec(eye(shape_of(inner)[0]))), matrix_of(inner, free))


_HANDLERS: dict[type[sp.Expr], Callable[[sp.Expr, Array], sp.Expr]] = {
    Plus: lambda node, free: plus(*(matrix_of(term, free) for term in node.args)),
    Times: _times,
    Hadamard: _hadamard,
    Transpose: _transposed,
    Total: _summed,
    Trace: _traced,
    Vec: lambda node, free: matrix_of(node.args[0], free),
    Unvec: lambda node, free: matrix_of(node.args[0], free),
}
