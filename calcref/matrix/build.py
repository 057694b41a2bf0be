"""Constructors that keep a normal form: numbers and scalars in front, transposes inside products, like terms and equal
bases collected, ones and identities absorbed, A A⁻¹ = I. Rearranging for beauty is a step of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy as sp

from calcref.core.array_heads import (
    Commutation,
    Det,
    Diag,
    Diagonal,
    Each,
    Eye,
    Hadamard,
    Inverse,
    Kron,
    LogAbsDet,
    Ones,
    Plus,
    Power,
    SquaredNorm,
    Times,
    Total,
    Trace,
    Transpose,
    Unvec,
    Vec,
    Zeros,
    unsigned,
)
from calcref.core.arrays import ONE, SCALAR, Array, Shape, is_row, is_scalar, is_vector, said_shape, shape_of
from calcref.core.errors import ShapeMismatch
from calcref.core.expr import brief, raw
from calcref.matrix.order import order_of
from calcref.matrix.symmetry import is_symmetric

Node = sp.Expr
ZERO, MINUS, HALF, TWO = sp.S.Zero, sp.S.NegativeOne, sp.S.Half, sp.Integer(2)


def number(value: Any) -> Node:
    """A number as it was typed: 0.1 is one tenth.

    >>> number(0.1), number(2.0)
    (1/10, 2)
    """
    if isinstance(value, sp.Basic):
        return value
    return sp.Integer(int(value)) if int(value) == value else sp.Rational(repr(float(value)))


def ones(rows: Node, columns: Node) -> Node:
    """An array of ones; the number 1 where it is a scalar."""
    return ONE if (rows, columns) == SCALAR else raw(Ones, rows, columns)


def zeros(shape: Shape) -> Node:
    """An array of zeros; the number 0 where it is a scalar."""
    return ZERO if shape == SCALAR else raw(Zeros, *shape)


def eye(size: Node) -> Node:
    """The identity matrix; the number 1 where it is a scalar."""
    return ONE if size == ONE else raw(Eye, size)


def is_zero(node: Node) -> bool:
    """Whether `node` is 0, or an array of zeros."""
    return node is ZERO or isinstance(node, Zeros)


def transpose(node: Node) -> Node:
    """The transpose: it goes into products and inverses, and stays outside of everything else."""
    if is_scalar(node) or is_symmetric(node):
        return node
    if isinstance(node, Transpose):
        return node.args[0]
    if isinstance(node, Times):
        return times(*node.scalars, *(transpose(factor) for factor in reversed(node.chain)))
    if isinstance(node, (Ones, Zeros)):
        return raw(type(node), node.args[1], node.args[0])
    if isinstance(node, Inverse):
        return raw(Inverse, transpose(node.args[0]))
    if isinstance(node, Kron):
        return raw(Kron, *map(transpose, node.args))
    if isinstance(node, Commutation):
        return raw(Commutation, node.args[1], node.args[0])
    if isinstance(node, Plus) and is_row(node):
        return plus(*map(transpose, node.args))
    return raw(Transpose, node)


def base_and_exponent(node: Node) -> tuple[Node, Node]:
    """`node` as a power, so that equal bases meet."""
    if isinstance(node, Power) and node.args[1].is_Number:
        return node.args[0], node.args[1]
    return node, ONE


def _collect(bases: dict[Node, Node], node: Node) -> None:
    base, exponent = base_and_exponent(node)
    bases[base] = bases.get(base, ZERO) + exponent


def _raised(bases: dict[Node, Node]) -> list[Node]:
    """The powers, simplest first."""
    made = (power(base, exponent) for base, exponent in bases.items() if exponent != ZERO)
    return sorted(made, key=order_of)


def times(*factors: Node) -> Node:
    """The product of `factors`.

    Raises:
        ShapeMismatch: two neighbors do not fit.
    """
    coefficient: Node = ONE
    scalars: dict[Node, Node] = {}
    chain: list[Node] = []
    eyes: list[Node] = []
    stack = list(reversed(factors))
    while stack:
        factor = stack.pop()
        if factor.is_Number:
            coefficient = coefficient * factor
        elif isinstance(factor, Times) and (not is_scalar(factor) or not factor.chain or factor.args[0].is_Number):
            stack.extend(reversed(factor.args) if not is_scalar(factor) else _parts_of_scalar(factor))
        elif is_scalar(factor):
            _collect(scalars, factor)
        elif isinstance(factor, Eye):
            _must_meet(chain[-1] if chain else None, factor)
            eyes.append(factor)
        else:
            _must_meet(chain[-1] if chain else None, factor)
            coefficient = coefficient * _join(chain, factor, scalars, eyes)
    if not chain and eyes:
        chain = [eyes[0]]
    shape = (shape_of(chain[0])[0], shape_of(chain[-1])[1]) if chain else SCALAR
    if coefficient is ZERO or any(map(is_zero, chain)):
        return zeros(shape)
    for scalar in _contracted(chain, bool(eyes)):
        found = [scalar] if not isinstance(scalar, Times) else list(_parts_of_scalar(scalar))
        for part in found:
            if part.is_Number:
                coefficient = coefficient * part
            else:
                _collect(scalars, part)
    if shape == SCALAR and len(chain) > 1 and (isinstance(chain[0], Ones) or isinstance(chain[-1], Ones)):
        return times(coefficient, *_raised(scalars), _summed(chain))
    head = [coefficient] if coefficient != ONE else []
    made = [*head, *_raised(scalars), *chain]
    if any(factor.is_Number for factor in made[len(head) :]):
        return times(*made)
    return ONE if not made else made[0] if len(made) == 1 else raw(Times, *made)


def _parts_of_scalar(node: Times) -> Iterator[Node]:
    """A scalar product as factors that are not taken apart again."""
    if node.chain:
        yield node.chain[0] if len(node.chain) == 1 else raw(Times, *node.chain)
    yield from node.scalars


def _must_meet(before: Node | None, factor: Node) -> None:
    if before is not None and shape_of(before)[1] != shape_of(factor)[0]:
        raise ShapeMismatch(
            f"a product needs as many columns before as rows behind: {brief(before)} is {said_shape(before)}, "
            f"{brief(factor)} is {said_shape(factor)}"
        )


def _join(chain: list[Node], factor: Node, scalars: dict[Node, Node], eyes: list[Node]) -> Node:
    """Append `factor` to `chain`, taking together what meets; what comes out as a number is returned."""
    last = chain[-1] if chain else None
    if last is None:
        chain.append(factor)
        return ONE
    if inverse_of(last) == factor:
        chain.pop()
        eyes.append(eye(shape_of(factor)[1]))
        return ONE
    if isinstance(last, Ones) and isinstance(factor, Ones):
        inner = shape_of(factor)[0]
        chain[-1] = ones(shape_of(last)[0], shape_of(factor)[1])
        if chain[-1] is ONE:
            chain.pop()
        if inner.is_Number:
            return inner
        _collect(scalars, inner) if inner != ONE else None
        return ONE
    chain.append(factor)
    return ONE


def inverse_of(node: Node) -> Node | None:
    """The factor beside which `node` vanishes."""
    if isinstance(node, Inverse):
        return node.args[0]
    rows, columns = shape_of(node)
    return raw(Inverse, node) if rows == columns else None


def _contracted(chain: list[Node], alone: bool) -> Iterator[Node]:
    """Take each row that meets a column out of `chain`: it is a scalar."""
    k = 0
    while k < len(chain):
        if shape_of(chain[k])[0] == ONE:
            end = next((j for j in range(k, len(chain)) if shape_of(chain[j])[1] == ONE), None)
            if end is not None and end - k + 1 < len(chain):
                inside = chain[k : end + 1]
                del chain[k : end + 1]
                yield times(*inside)
                continue
        k += 1


def _summed(chain: list[Node]) -> Node:
    """A row of ones before, or a column of ones behind, takes a sum."""
    left, right = isinstance(chain[0], Ones), isinstance(chain[-1], Ones)
    inside = chain[int(left) : len(chain) - int(right)]
    if left and right:
        return total(times(*inside))
    return total(times(*inside)) if left else total(transpose(times(*inside)))


def plus(*terms: Node) -> Node:
    """The sum of `terms`, like terms collected; the first is positive where one is.

    Raises:
        ShapeMismatch: their shapes differ.
    """
    shape = shape_of(terms[0])
    found: dict[Node, Node] = {}
    stack = list(reversed(terms))
    while stack:
        term = stack.pop()
        if shape_of(term) != shape:
            raise ShapeMismatch(
                f"terms of a sum need one shape: {brief(terms[0])} is {said_shape(terms[0])}, "
                f"{brief(term)} is {said_shape(term)}"
            )
        if isinstance(term, Plus):
            stack.extend(reversed(term.args))
        elif not is_zero(term):
            coefficient, body = without_number(term)
            found[body] = found.get(body, ZERO) + coefficient
    made = [times(coefficient, body) for body, coefficient in found.items() if coefficient != ZERO]
    first = next((k for k, term in enumerate(made) if not unsigned(term)[0]), 0)
    made = [*made[first : first + 1], *made[:first], *made[first + 1 :]]
    return zeros(shape) if not made else made[0] if len(made) == 1 else raw(Plus, *made)


def without_number(term: Node) -> tuple[Node, Node]:
    """The number in front of `term`, and the rest."""
    if term.is_Number:
        return term, ONE
    if isinstance(term, Times) and term.args[0].is_Number:
        rest = term.args[1:]
        return term.args[0], rest[0] if len(rest) == 1 else raw(Times, *rest)
    return ONE, term


def negative(node: Node) -> Node:
    """Minus `node`."""
    return times(MINUS, node)


def minus(left: Node, right: Node) -> Node:
    """`left` minus `right`."""
    return plus(left, negative(right))


def hadamard(*factors: Node) -> Node:
    """The product entry by entry; a scalar multiplies every entry.

    Raises:
        ShapeMismatch: two factors that are no scalars have different shapes.
    """
    full = next((factor for factor in factors if not is_scalar(factor)), None)
    if full is None:
        return times(*factors)
    shape = shape_of(full)
    scalars: list[Node] = []
    bases: dict[Node, Node] = {}
    stack = list(reversed(factors))
    while stack:
        factor = stack.pop()
        if is_scalar(factor):
            scalars.append(factor)
            continue
        if shape_of(factor) != shape:
            raise ShapeMismatch(
                f"a product entry by entry needs one shape: {brief(full)} is {said_shape(full)}, "
                f"{brief(factor)} is {said_shape(factor)}"
            )
        if isinstance(factor, Hadamard):
            stack.extend(reversed(factor.args))
        elif isinstance(factor, Times) and factor.scalars:
            scalars.extend(factor.scalars)
            stack.append(times(*factor.chain))
        elif is_zero(factor):
            return zeros(shape)
        elif not isinstance(factor, Ones):
            _collect(bases, factor)
    made = _raised(bases)
    body = ones(*shape) if not made else made[0] if len(made) == 1 else raw(Hadamard, *made)
    return times(*scalars, body)


def power(base: Node, exponent: Node) -> Node:
    """Each entry to the exponent."""
    if exponent == ONE:
        return base
    if exponent == ZERO or isinstance(base, Ones):
        return ones(*shape_of(base))
    if not exponent.is_Number:
        return raw(Power, base, exponent)
    if base.is_Number and (exponent.is_Integer or (base**exponent).is_Rational):
        return base**exponent
    inner, known = base_and_exponent(base)
    if known != ONE and (exponent.is_Integer or not (known.is_Integer and known % 2 == 0)):
        return power(inner, known * exponent)
    if isinstance(base, SquaredNorm) and exponent == HALF and is_scalar(base.args[0]):
        return each("abs", base.args[0])
    if exponent.is_Integer and isinstance(base, Times) and is_scalar(base) and len(list(_parts_of_scalar(base))) > 1:
        return times(*(power(part, exponent) for part in _parts_of_scalar(base)))
    if exponent.is_Integer and isinstance(base, Times) and base.scalars:
        return times(*(power(part, exponent) for part in base.scalars), power(times(*base.chain), exponent))
    return raw(Power, base, exponent)


_AT_ZERO = {"exp": 1, "log1p": 0, "sin": 0, "tan": 0, "sinh": 0, "tanh": 0, "cos": 1, "cosh": 1, "abs": 0, "relu": 0}


def each(name: str, node: Node) -> Node:
    """The function with this name, of each entry."""
    if is_zero(node) and name in _AT_ZERO:
        return times(sp.Integer(_AT_ZERO[name]), ones(*shape_of(node)))
    if name == "log" and (node == ONE or isinstance(node, Ones)):
        return zeros(shape_of(node))
    return raw(Each, sp.core.symbol.Str(name), node)


def must_be_square(node: Node, what: str) -> None:
    """Nothing, if `node` has as many rows as columns.

    Raises:
        ShapeMismatch: it has not.
    """
    rows, columns = shape_of(node)
    if rows != columns:
        raise ShapeMismatch(f"{what} needs a square matrix; {brief(node)} is {said_shape(node)}")


def inverse(node: Node) -> Node:
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


def det(node: Node) -> Node:
    """The determinant of a square matrix."""
    must_be_square(node, "a determinant")
    return ONE if isinstance(node, Eye) else node if is_scalar(node) else raw(Det, node)


def log_abs_det(node: Node) -> Node:
    """The logarithm of the size of the determinant."""
    must_be_square(node, "a determinant")
    if is_scalar(node):
        return each("log", each("abs", node))
    return ZERO if isinstance(node, Eye) else raw(LogAbsDet, node)


def trace(node: Node) -> Node:
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


def total(node: Node) -> Node:
    """The sum of all entries."""
    if is_scalar(node):
        return node
    if is_zero(node):
        return ZERO
    if isinstance(node, Ones):
        return times(*(it for it in node.args if it != ONE))
    if isinstance(node, Times) and node.scalars:
        return times(*node.scalars, total(times(*node.chain)))
    if isinstance(node, Power) and node.args[1] == TWO:
        return squared_norm(node.args[0])
    if isinstance(node, Array) and "one-hot" in node.properties:
        return ONE
    if isinstance(node, (Diag, Transpose)):
        return total(node.args[0])
    if isinstance(node, Hadamard) and len(node.args) == 2 and is_vector(node):
        return times(transpose(node.args[0]), node.args[1])
    return raw(Total, node)


def squared_norm(node: Node) -> Node:
    """The sum of the squares of all entries."""
    if is_scalar(node):
        return power(node, TWO)
    if is_zero(node):
        return ZERO
    if isinstance(node, Times) and node.scalars:
        return times(*(power(factor, TWO) for factor in node.scalars), squared_norm(times(*node.chain)))
    if isinstance(node, (Transpose, Diag, Vec)):
        return squared_norm(node.args[0])
    return total(node) if isinstance(node, Ones) else raw(SquaredNorm, node)


def inner(left: Node, right: Node) -> Node:
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


def _chain_of(node: Node) -> tuple[Node, ...]:
    return node.chain if isinstance(node, Times) else (node,)


def diag(node: Node) -> Node:
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


def _known(node: Node) -> frozenset[str]:
    return getattr(node, "properties", frozenset())


def diagonal(node: Node) -> Node:
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


def kron(left: Node, right: Node) -> Node:
    """The Kronecker product."""
    if is_scalar(left) or is_scalar(right):
        return times(left, right)
    if isinstance(left, Eye) and isinstance(right, Eye):
        return eye(left.args[0] * right.args[0])
    scalars = [it for side in (left, right) if isinstance(side, Times) for it in side.scalars]
    if scalars:
        return times(*scalars, kron(*(times(*it.chain) if isinstance(it, Times) else it for it in (left, right))))
    return raw(Kron, left, right)


def vec(node: Node) -> Node:
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


def unvec(node: Node, shape: Shape) -> Node:
    """The matrix whose columns, below one another, are `node`."""
    if shape[1] == ONE:
        return node
    if isinstance(node, Vec):
        return node.args[0]
    return zeros(shape) if is_zero(node) else raw(Unvec, node, *shape)
