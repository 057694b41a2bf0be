"""Compositions that have a name: σ, softmax, log-sum-exp, softplus."""

from __future__ import annotations

import sympy as sp

from calcref.core.array_functions import LogSumExp, Softmax, Total
from calcref.core.array_heads import Each, Hadamard, Ones, Plus, Power, Times
from calcref.core.arrays import ONE, is_scalar, is_vector, shape_of
from calcref.core.expr import raw
from calcref.matrix.basics import MINUS, base_and_exponent, ones, without_number
from calcref.matrix.build import each, hadamard, negative, plus, power, times
from calcref.matrix.normalizing import standardized, variance
from calcref.matrix.rebuild import bottom_up


def recognized(expr: sp.Expr) -> sp.Expr:
    """`expr` with every composition in it that has a name written by it."""
    return bottom_up(expr, named)


def named(node: sp.Expr) -> sp.Expr:
    """`node`, or the same by its name."""
    if isinstance(node, Power):
        return _reciprocal(node)
    if isinstance(node, Each) and node.name == "log":
        return _logarithm(node)
    if isinstance(node, Each) and node.name == "exp":
        return _exponential(node)
    if isinstance(node, (Times, Hadamard)):
        found = _quotient(node)
        if found is node:
            found = standardized(variance(node) if isinstance(node, Times) else node)
        return _unshifted(found) if isinstance(found, Softmax) else found
    return _unshifted(node) if isinstance(node, (Softmax, LogSumExp)) else node


def _unshifted(node: sp.Expr) -> sp.Expr:
    """A softmax does not change when all entries of a row grow alike; a log-sum-exp grows by as much."""
    inside = node.args[0]
    if not isinstance(inside, Plus):
        return node
    shifts = [term for term in inside.args if _is_alike(term, inside)]
    rest = [term for term in inside.args if not _is_alike(term, inside)]
    if not shifts or not rest:
        return node
    made = raw(type(node), plus(*rest))
    if isinstance(node, Softmax):
        return made
    return plus(made, *(times(*term.args[:-1]) for term in shifts))


def _is_alike(term: sp.Expr, whole: sp.Expr) -> bool:
    """Whether all entries of `term`, or of each of its rows, are alike: a number, or a column, times ones."""
    if not isinstance(term, Times) or not isinstance(term.chain[-1], Ones):
        return False
    if is_vector(whole):
        return bool(term.scalars) and term.chain == (ones(*shape_of(whole)),)
    return bool(shape_of(term.chain[-1])[0] == ONE) and len(term.chain) > 1


def _exponent_of(node: sp.Expr) -> sp.Expr | None:
    """u, where `node` is e^u."""
    return node.args[1] if isinstance(node, Each) and node.name == "exp" else None


def _one_plus_exp(node: sp.Expr) -> sp.Expr | None:
    """u, where `node` is 1 + e^u, entry by entry."""
    if not isinstance(node, Plus) or len(node.args) != 2:
        return None
    unit = ones(*shape_of(node))
    rest = [term for term in node.args if term != unit]
    return _exponent_of(rest[0]) if len(rest) == 1 else None


def _exponential(node: Each) -> sp.Expr:
    """e to the −softplus(u) is σ(−u)."""
    number, inside = without_number(node.args[1])
    if number == MINUS and isinstance(inside, Each) and inside.name == "softplus":
        return each("sigmoid", negative(inside.args[1]))
    return node


def _reciprocal(node: Power) -> sp.Expr:
    inside = _one_plus_exp(node.args[0])
    if inside is None or not node.args[1].is_negative:
        return node
    return power(each("sigmoid", negative(inside)), -node.args[1])


def _logarithm(node: Each) -> sp.Expr:
    inside = node.args[1]
    softened = _one_plus_exp(inside)
    if softened is not None:
        return each("softplus", softened)
    if isinstance(inside, Times) and not inside.scalars and len(inside.chain) == 2:
        grown, unit = inside.chain
        if _exponent_of(grown) is not None and unit == ones(shape_of(grown)[1], ONE):
            return _unshifted(raw(LogSumExp, _exponent_of(grown)))
    if isinstance(inside, Total) and is_vector(inside.args[0]) and _exponent_of(inside.args[0]) is not None:
        return _unshifted(raw(LogSumExp, _exponent_of(inside.args[0])))
    return node


def _quotient(node: sp.Expr) -> sp.Expr:
    """e^u σ(−u) is σ(u), e^z over its sum is softmax(z), sinh over cosh is tanh, and relu times its slope is relu."""
    factors = list(node.args)
    join = hadamard if isinstance(node, Hadamard) else times
    for factor in factors:
        found = _partner(factor, factors)
        if found is not None:
            partner, made = found
            return join(made, *(it for it in factors if it is not factor and it is not partner))
    for k, factor in enumerate(factors):
        inside = _exponent_of(factor)
        if inside is None:
            continue
        others = factors[:k] + factors[k + 1 :]
        opposite = each("sigmoid", negative(inside))
        for j, other in enumerate(others):
            base, exponent = base_and_exponent(other)
            if base == opposite and exponent.is_positive:
                rest = others[:j] + others[j + 1 :]
                return join(each("sigmoid", inside), power(opposite, exponent - 1), *rest)
            if (exponent == MINUS and _sums(base, factor)) or _divides_rows(other, factor):
                return join(raw(Softmax, inside), *(others[:j] + others[j + 1 :]))
    return node


def _partner(factor: sp.Expr, factors: list[sp.Expr]) -> tuple[sp.Expr, sp.Expr] | None:
    """What stands beside `factor` and vanishes, and what both are together."""
    if not isinstance(factor, Each) or factor.name not in ("sinh", "relu"):
        return None
    inside = factor.args[1]
    if factor.name == "sinh":
        wanted, made = power(each("cosh", inside), MINUS), each("tanh", inside)
    else:
        wanted, made = each("step", inside), factor
    found = next((it for it in factors if it == wanted), None)
    return None if found is None else (found, made)


def _divides_rows(node: sp.Expr, grown: sp.Expr) -> bool:
    """Whether `node` is one over the sum of each row of `grown`, repeated along the row."""
    if not isinstance(node, Times) or node.scalars or len(node.chain) != 2:
        return False
    base, exponent = base_and_exponent(node.chain[0])
    columns = shape_of(grown)[1]
    return bool(exponent == MINUS and base == times(grown, ones(columns, ONE)) and node.chain[1] == ones(ONE, columns))


def _sums(base: sp.Expr, grown: sp.Expr) -> bool:
    """Whether `base` is the sum of `grown`: of a vector, or of each row, repeated."""
    if is_scalar(base):
        return isinstance(base, Total) and base.args[0] == grown and is_vector(grown)
    if not isinstance(base, Times) or base.scalars:
        return False
    columns = shape_of(grown)[1]
    wanted = (ones(columns, ONE), ones(ONE, columns))
    return base.chain == (grown, *wanted) or base.chain == (grown, ones(columns, columns))
