"""Mistakes of limits and sums."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.expr import divide, is_open, mul, nodes, power, raw, replace, varies
from calcref.core.indexed import Indexed
from calcref.core.questions import Diff, LimitOf
from calcref.judging.known import Known
from calcref.judging.mistakes.record import Mistake, Pair


def _limits(left: sp.Expr) -> Iterator[LimitOf]:
    yield from (node for node in nodes(left) if isinstance(node, LimitOf))


def _with(node: LimitOf, inner: sp.Expr) -> sp.Expr:
    made: sp.Expr = LimitOf(inner, node.var, node.to, node.side)
    return made


def _put(left: sp.Expr, node: sp.Expr, new: sp.Expr) -> sp.Expr:
    return replace(left, {node: new}, lambda it: False)


def _quotient(node: LimitOf) -> tuple[sp.Expr, sp.Expr] | None:
    """What stands above and below the line of a limit."""
    factors = node.expr.args if node.expr.is_Mul else (node.expr,)
    below = [
        it
        for it in factors
        if isinstance(it, sp.Pow) and it.exp.is_number and it.exp.is_negative and varies(it, node.var)
    ]
    if not below:
        return None
    above = mul(*(it for it in factors if it not in below))
    return above, mul(*(power(it.base, -it.exp) for it in below))


def _quotient_rule(left: sp.Expr, right: sp.Expr, known: Known) -> Iterator[Pair]:
    for node in _limits(left) if is_open(right) else ():
        if _quotient(node):
            yield _put(left, node, _with(node, raw(Diff, node.expr, node.var))), right


def _no_form(left: sp.Expr, right: sp.Expr, known: Known) -> Iterator[Pair]:
    for node in _limits(left):
        if parts := _quotient(node):
            slopes = (raw(Diff, part, node.var) for part in parts)
            yield _put(left, node, _with(node, divide(*slopes))), right


def _one_to_infinity(left: sp.Expr, right: sp.Expr, known: Known) -> Iterator[Pair]:
    for node in _limits(left):
        if isinstance(node.expr, sp.Pow) and varies(node.expr.exp, node.var):
            yield mul(_with(node, node.expr.base), _put(left, node, sp.S.One)), right


def _bounds(left: sp.Expr, right: sp.Expr, known: Known) -> Iterator[Pair]:
    for side, other in ((left, right), (right, left)):
        for node in nodes(side):
            if isinstance(node, Indexed):
                for low, high in ((0, 1), (0, -1), (1, 0), (-1, 0)):
                    moved = raw(type(node), node.expr, node.var, node.lower + low, node.upper + high)
                    yield _put(side, node, moved), other


LIMITS = (
    Mistake(
        id="quotient-rule-for-lhopital",
        name="quotient rule in place of L'Hôpital's",
        said="L'Hôpital's rule differentiates above and below the line apart, f'/g', and not the quotient",
        pairs=_quotient_rule,
        left="lim x->0 sin(x)/x",
        right="lim x->0 (x cos(x) - sin(x))/x^2",
    ),
    Mistake(
        id="lhopital-without-its-form",
        name="L'Hôpital's rule where it does not hold",
        said="L'Hôpital's rule needs 0/0 or ∞/∞, and here the limit has neither form",
        pairs=_no_form,
        left="lim x->1 (x^2 + 1)/(x + 1)",
        right="2",
    ),
    Mistake(
        id="one-to-the-infinity",
        name="1 to the power of infinity",
        said="where the base tends to 1 and the exponent to infinity, the power may tend to anything",
        pairs=_one_to_infinity,
        left="lim x->oo (1 + 1/x)^x",
        right="1",
    ),
    Mistake(
        id="one-term-too-many",
        name="one term too many or too few",
        said="with a bound of the sum moved by 1, the line is right",
        pairs=_bounds,
        left=r"\sum_{k=1}^{n} k",
        right="n(n-1)/2",
    ),
)
