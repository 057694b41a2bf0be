"""A root of a line, or of a quotient of two, as the new variable: the root goes, and x is a rational function of it."""

from __future__ import annotations

import math
from collections.abc import Iterator

import sympy as sp

from calcref.core.conditions import holds_at, nonzero, where_named
from calcref.core.expr import fresh, nodes, raw, varies
from calcref.core.functions import RealPower
from calcref.core.letters import a, b, u, x
from calcref.core.proofs import Argument, Counterexample
from calcref.core.questions import Antideriv, At, Question
from calcref.core.records import Ask, Condition, Point, Rewriting, Rule, Statement, Where
from calcref.core.sources import spivak
from calcref.integrals.integrand import integrand, read_at


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits an integrand with roots of one line, or of one quotient of lines."""
    expr, var = integrand(question), question.var
    if expr is None:
        return
    expr = _of_one_quotient(expr, var)
    roots = [node for node in nodes(expr) if _is_root(node, var)]
    bases = {sp.together(node.args[0]) for node in roots}
    if len(bases) != 1 or bases == {var}:
        return
    base = bases.pop()
    lines = [sp.Poly(part, var) for part in sp.fraction(base) if part.is_polynomial(var)]
    if len(lines) != 2 or max(line.degree() for line in lines) != 1:
        return
    (a, b), (c, d) = ((line.nth(1), line.nth(0)) for line in lines)
    degree = math.lcm(*(int(node.args[1].q) for node in roots))
    own = fresh(expr)
    back = (d * own**degree - b) / (a - c * own**degree)
    powers = {node: own ** (node.args[1] * degree) for node in roots}
    inner = expr.xreplace(powers).xreplace({var: back}) * sp.diff(back, own)
    if inner.is_rational_function(own):
        inner = sp.factor_terms(sp.cancel(inner))
    head = RealPower if all(isinstance(node, RealPower) for node in roots) else sp.Pow
    root = head(base, sp.Rational(1, degree))
    yield Rewriting(read_at(inner, own, root), {"u": own, "f": inner})


def _of_one_quotient(expr: sp.Expr, var: sp.Symbol) -> sp.Expr:
    """`expr` with roots of two lines as factors written as a root of their quotient, if the exponents add up to a whole
    number.
    """
    roots = [factor for factor in sp.Mul.make_args(expr) if _is_root(factor, var)]
    if len(roots) != 2 or type(roots[0]) is not type(roots[1]):
        return expr
    (one, p), (other, q) = (root.args for root in roots)
    if not (p + q).is_Integer or not all(sp.Poly(line, var).degree() == 1 for line in (one, other)):
        return expr
    return expr / sp.Mul(*roots) * type(roots[0])(one / other, p, evaluate=False) * other ** (p + q)


def _is_root(node: sp.Basic, var: sp.Symbol) -> bool:
    return (
        isinstance(node, (sp.Pow, RealPower))
        and bool(node.args[1].is_Rational and not node.args[1].is_Integer)
        and varies(node.args[0], var)
    )


def _has_a_root(where: Where, point: Point) -> bool | None:
    return holds_at(where["a"] * where["x"] + where["b"], point, lambda value: value.is_positive)


RULE = Rule(
    id="substitution-of-a-root",
    name="Substitution of a root",
    statement=Statement(
        raw(Antideriv, x / sp.sqrt(a * x + b), x),
        raw(At, raw(Antideriv, 2 * (u**2 - b) / a**2, u), u, sp.sqrt(a * x + b)),
    ),
    rewrite=rewrite,
    page="integrals/substitution/#substitution-of-a-root",
    asks=(Antideriv,),
    shrinks=True,
    conditions=(where_named(Condition("$a x + b > 0$", _has_a_root), "a", "b", "x"), where_named(nonzero("a"), "a")),
    source=spivak("chapter 19"),
    proof=Argument(
        "With $u = \\sqrt{ax + b}$ the variable is $x = (u^2 - b)/a$, a polynomial, and $dx = \\frac{2u}{a}\\,du$: "
        "no root is left.",
        spivak("chapter 19"),
    ),
    counterexample=Counterexample(
        "x", "1", "$a \\neq 0$", "the formula divides by zero, and there is nothing to substitute"
    ),
    ml_use="Averages over a learning rate that falls like $1/\\sqrt{t}$.",
)
