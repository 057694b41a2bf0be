"""Variances and standardized arrays, recognized in what a reader wrote with means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import sympy as sp

from calcref.core.array_functions import Total
from calcref.core.array_heads import Hadamard, Ones, Plus, Power, SquaredNorm, Times, Transpose
from calcref.core.array_parts import Standardize, Variance
from calcref.core.arrays import ONE, is_scalar, shape_of
from calcref.core.expr import raw
from calcref.matrix.basics import HALF, MINUS, TWO, ZERO, ones
from calcref.matrix.build import hadamard, minus, power, times, total, transpose
from calcref.matrix.reading.sizes import node_of


def centered(node: sp.Expr) -> sp.Expr:
    """What differs from the mean: of a vector, or of each row of a matrix."""
    rows, columns = shape_of(node)
    if ONE in (rows, columns):
        return minus(node, times(power(node_of(rows * columns), MINUS), total(node), ones(rows, columns)))
    return minus(node, times(power(node_of(columns), MINUS), node, ones(columns, columns)))


def _center(node: sp.Expr) -> sp.Expr | None:
    """a, or a matrix by rows, where `node` is what differs from the mean; by columns, the transpose of the matrix."""
    if not isinstance(node, Plus):
        return None
    for term in node.args:
        for inside in _averaged(term):
            if centered(inside) == node:
                return inside
            if centered_by_columns(inside) == node:
                return transpose(inside)
    return None


def _averaged(term: sp.Expr) -> Iterator[sp.Expr]:
    """What `term` may be the mean of: what ones repeat, or what stands beside ones."""
    if not isinstance(term, Times) or not term.chain:
        return
    first, *others = term.chain
    if not others and isinstance(first, Ones):
        yield from (it.args[0] for it in term.scalars if isinstance(it, Total))
    elif isinstance(first, Ones):
        yield times(*others)
    elif isinstance(term.chain[-1], Ones):
        yield times(*term.chain[:-1])


def centered_by_columns(node: sp.Expr) -> sp.Expr:
    """What differs from the mean of each column."""
    rows = shape_of(node)[0]
    return minus(node, times(power(node_of(rows), MINUS), ones(rows, rows), node))


def _by_columns(node: sp.Expr, inside: sp.Expr) -> bool:
    """Whether `node`, which `inside` is the center of, is centered by its columns."""
    return bool(shape_of(node) != shape_of(inside) or centered(inside) != node)


def variance(node: Times) -> sp.Expr:
    """`node`, or the product with the variance that is in it by its name."""
    for factor in node.args:
        square = factor.args[0] if isinstance(factor, Transpose) else factor
        if isinstance(square, SquaredNorm):
            inside = _center(square.args[0])
            if inside is not None and ONE in shape_of(inside):
                return _divided(node, (factor,), node_of(sp.Mul(*shape_of(inside))), raw(Variance, inside))
        elif isinstance(square, Power) and square.args[1] == TWO and len(node.chain) == 2:
            inside = _center(square.args[0])
            if inside is not None and ONE not in shape_of(inside):
                return _of_rows(node, factor, square.args[0], inside)
    return node


def _of_rows(node: Times, factor: sp.Expr, around: sp.Expr, inside: sp.Expr) -> sp.Expr:
    """The squares in `factor` of what is `around` the mean, times ones that add them up."""
    size = shape_of(inside)[1]
    behind = node.chain[1] == ones(size, ONE)
    if not behind and node.chain[0] != ones(ONE, size):
        return node
    if (_by_columns(around, inside) == isinstance(factor, Transpose)) != behind:
        return node
    made = raw(Variance, inside)
    return _divided(node, node.chain, node_of(size), made if behind else transpose(made))


def _divided(node: Times, taken: Sequence[sp.Expr], size: sp.Expr, made: sp.Expr) -> sp.Expr:
    """`made` in place of the factors that are `taken`, where `node` divides by `size`."""
    share = power(size, MINUS)
    rest = [it for it in node.args if all(it is not other for other in taken)]
    if share.is_Number:
        return times(size, *rest, made)
    kept = [it for it in rest if it != share]
    return times(*kept, made) if len(kept) < len(rest) else node


def standardized(node: sp.Expr) -> sp.Expr:
    """`node`, or the product with what it standardizes by its name."""
    join = hadamard if isinstance(node, Hadamard) else times
    last = node.args[-1]
    if isinstance(node, Times) and isinstance(last, Hadamard) and len(node.chain) == 1:
        for factor in last.args:  # a number is in front of all that is multiplied entry by entry
            found = standardized(times(*node.scalars, factor)) if _center(factor) is not None else None
            if isinstance(found, Standardize):
                return hadamard(found, *(it for it in last.args if it is not factor))
    for factor in node.args:
        inside = _center(factor)
        if inside is None or (join is times and ONE not in shape_of(inside)):
            continue
        flipped = _by_columns(factor, inside)
        for other in node.args:
            epsilon = _epsilon(other, inside, flipped)
            if epsilon is not None:
                made = raw(Standardize, inside, epsilon)
                made = transpose(made) if flipped else made
                return join(*(made if it is factor else it for it in node.args if it is not other))
    return node


def _epsilon(node: sp.Expr, inside: sp.Expr, flipped: bool) -> sp.Expr | None:
    """ε, where `node` is 1/√(var + ε) for this center."""
    spread = raw(Variance, inside)
    if is_scalar(spread):
        root = node
    else:
        size = shape_of(inside)[1]
        chain = node.chain if isinstance(node, Times) and not node.scalars else ()
        if len(chain) != 2 or chain[0 if flipped else 1] != (ones(size, ONE) if flipped else ones(ONE, size)):
            return None
        root = chain[1 if flipped else 0]
        if flipped and isinstance(root, Transpose):
            root = root.args[0]
        elif flipped:
            spread = transpose(spread)
    if not isinstance(root, Power) or root.args[1] != -HALF:
        return None
    base = root.args[0]
    if base == spread:
        return ZERO
    if not isinstance(base, Plus) or spread not in base.args or len(base.args) != 2:
        return None
    (rest,) = (it for it in base.args if it != spread)
    if is_scalar(spread):
        return rest
    if isinstance(rest, Ones):
        return ONE
    alike = isinstance(rest, Times) and len(rest.chain) == 1 and isinstance(rest.chain[0], Ones)
    return times(*rest.scalars) if alike else None
