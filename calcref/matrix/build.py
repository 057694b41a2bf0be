"""Constructors that keep a normal form: numbers and scalars in front, transposes inside products, like terms and equal
bases collected, ones and identities absorbed, A A⁻¹ = I. Rearranging for beauty is a step of its own."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.array_functions import Commutation, Diag, Kron, Total, Vec
from calcref.core.array_heads import (
    Each,
    Eye,
    Hadamard,
    Inverse,
    Ones,
    Plus,
    Power,
    SquaredNorm,
    Times,
    Transpose,
    Zeros,
    unsigned,
)
from calcref.core.array_parts import Beside
from calcref.core.arrays import ONE, SCALAR, Array, is_row, is_scalar, is_vector, said_shape, shape_of
from calcref.core.errors import ShapeMismatch
from calcref.core.expr import NARROW, brief, raw
from calcref.matrix.basics import (
    HALF,
    MINUS,
    TWO,
    ZERO,
    base_and_exponent,
    eye,
    inverse_of,
    is_zero,
    ones,
    without_number,
    zeros,
)
from calcref.matrix.order import order_of
from calcref.matrix.parts import added_up
from calcref.matrix.symmetry import is_symmetric


def transpose(node: sp.Expr) -> sp.Expr:
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


def _collect(bases: dict[sp.Expr, sp.Expr], node: sp.Expr) -> None:
    base, exponent = base_and_exponent(node)
    bases[base] = bases.get(base, ZERO) + exponent


def _raised(bases: dict[sp.Expr, sp.Expr]) -> list[sp.Expr]:
    """The powers, simplest first."""
    made = (power(base, exponent) for base, exponent in bases.items() if exponent != ZERO)
    return sorted(made, key=order_of)


def times(*factors: sp.Expr) -> sp.Expr:
    """The product of `factors`.

    Raises:
        ShapeMismatch: two neighbors do not fit.
    """
    coefficient: sp.Expr = ONE
    scalars: dict[sp.Expr, sp.Expr] = {}
    chain: list[sp.Expr] = []
    eyes: list[sp.Expr] = []
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


def _parts_of_scalar(node: Times) -> Iterator[sp.Expr]:
    """A scalar product as factors that are not taken apart again."""
    if node.chain:
        yield node.chain[0] if len(node.chain) == 1 else raw(Times, *node.chain)
    yield from node.scalars


def _must_meet(before: sp.Expr | None, factor: sp.Expr) -> None:
    if before is not None and shape_of(before)[1] != shape_of(factor)[0]:
        raise ShapeMismatch(
            f"a product needs as many columns before as rows behind: {brief(before)} is {said_shape(before)}, "
            f"{brief(factor)} is {said_shape(factor)}"
        )


def _join(chain: list[sp.Expr], factor: sp.Expr, scalars: dict[sp.Expr, sp.Expr], eyes: list[sp.Expr]) -> sp.Expr:
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


def _contracted(chain: list[sp.Expr], alone: bool) -> Iterator[sp.Expr]:
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


def _summed(chain: list[sp.Expr]) -> sp.Expr:
    """A row of ones before, or a column of ones behind, takes a sum."""
    left, right = isinstance(chain[0], Ones), isinstance(chain[-1], Ones)
    inside = chain[int(left) : len(chain) - int(right)]
    if left and right:
        return total(times(*inside))
    return total(times(*inside)) if left else total(transpose(times(*inside)))


def plus(*terms: sp.Expr) -> sp.Expr:
    """The sum of `terms`, like terms collected; the first is positive where one is.

    Raises:
        ShapeMismatch: their shapes differ.
    """
    shape = shape_of(terms[0])
    found: dict[sp.Expr, sp.Expr] = {}
    stack = list(reversed(terms))
    while stack:
        term = stack.pop()
        if shape_of(term) != shape:
            raise ShapeMismatch(
                f"terms of a sum need one shape: {brief(terms[0])} is {said_shape(terms[0])}, "
                f"{brief(term)} is {said_shape(term)}"
            )
        if isinstance(term, Plus) and len(term.args) <= NARROW:
            stack.extend(reversed(term.args))
        elif not is_zero(term):
            coefficient, body = without_number(term)
            if coefficient == MINUS and isinstance(body, Plus) and len(body.args) <= NARROW:
                stack.extend(times(MINUS, inner) for inner in reversed(body.args))
            else:
                found[body] = found.get(body, ZERO) + coefficient
    made = [times(coefficient, body) for body, coefficient in found.items() if coefficient != ZERO]
    made = added_up(made, plus) if any(isinstance(term, Beside) for term in made) else made
    first = next((k for k, term in enumerate(made) if not unsigned(term)[0]), 0)
    made = [*made[first : first + 1], *made[:first], *made[first + 1 :]]
    return zeros(shape) if not made else made[0] if len(made) == 1 else raw(Plus, *made)


def negative(node: sp.Expr) -> sp.Expr:
    """Minus `node`."""
    return times(MINUS, node)


def minus(left: sp.Expr, right: sp.Expr) -> sp.Expr:
    """`left` minus `right`."""
    return plus(left, negative(right))


def hadamard(*factors: sp.Expr) -> sp.Expr:
    """The product entry by entry; a scalar multiplies every entry.

    Raises:
        ShapeMismatch: two factors that are no scalars have different shapes.
    """
    full = next((factor for factor in factors if not is_scalar(factor)), None)
    if full is None:
        return times(*factors)
    shape = shape_of(full)
    scalars: list[sp.Expr] = []
    bases: dict[sp.Expr, sp.Expr] = {}
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


def power(base: sp.Expr, exponent: sp.Expr) -> sp.Expr:
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


def each(name: str, node: sp.Expr) -> sp.Expr:
    """The function with this name, of each entry."""
    if is_zero(node) and name in _AT_ZERO:
        return times(sp.Integer(_AT_ZERO[name]), ones(*shape_of(node)))
    if name == "log" and (node == ONE or isinstance(node, Ones)):
        return zeros(shape_of(node))
    return raw(Each, sp.core.symbol.Str(name), node)


def total(node: sp.Expr) -> sp.Expr:
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


def squared_norm(node: sp.Expr) -> sp.Expr:
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
