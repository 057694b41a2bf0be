"""∫ xⁿ dx = xⁿ⁺¹/(n + 1) for n ≠ −1."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.conditions import holds_at
from calcref.core.expr import add, divide, power, raw, varies
from calcref.core.functions import RealPower
from calcref.core.letters import n, x
from calcref.core.proofs import Counterexample
from calcref.core.questions import Antideriv, Question
from calcref.core.records import Ask, Condition, Point, Rewriting, Rule, Statement, Where
from calcref.core.sources import spivak
from calcref.integrals.integrand import integrand
from calcref.integrals.sources import by_differentiating


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a power of the variable with a constant exponent other than −1, and the variable itself."""
    expr, var = integrand(question), question.var
    if expr is None:
        return
    if expr == var:
        yield Rewriting(divide(power(var, sp.Integer(2)), sp.Integer(2)), {"n": sp.S.One, "x": var})
    elif isinstance(expr, (sp.Pow, RealPower)) and expr.args[0] == var and not varies(expr.args[1], var):
        exponent = expr.args[1]
        higher = add(exponent, sp.S.One)
        if higher != 0:
            raised = raw(RealPower, var, higher) if isinstance(expr, RealPower) else power(var, higher)
            yield Rewriting(divide(raised, higher), {"n": exponent, "x": var, "power": expr})


def _not_minus_one(where: Where, point: Point) -> bool | None:
    return holds_at(where["n"] + 1, point, lambda value: value.is_nonzero)


def _is_defined(where: Where, point: Point) -> bool | None:
    exponent = where["n"]
    if exponent.is_nonnegative and (exponent.is_Integer or isinstance(where.get("power"), RealPower)):
        return True
    if exponent.is_Integer or isinstance(where.get("power"), RealPower):
        return holds_at(where["x"], point, lambda value: value.is_nonzero)
    return holds_at(
        where["x"], point, lambda value: value.is_nonnegative if exponent.is_positive else value.is_positive
    )


RULE = Rule(
    id="power-rule-for-integrals",
    name="Power rule for integrals",
    statement=Statement(raw(Antideriv, power(x, n), x), divide(power(x, add(n, sp.S.One)), add(n, sp.S.One))),
    rewrite=rewrite,
    page="integrals/power-rule-for-integrals/",
    heads=(sp.Symbol, sp.Pow, RealPower),
    asks=(Antideriv,),
    conditions=(
        Condition("$n \\neq -1$", _not_minus_one),
        Condition("an interval on which the power is defined and real", _is_defined),
    ),
    source=spivak("chapter 19"),
    proof=by_differentiating(spivak("chapter 10, theorem 6")),
    counterexample=Counterexample(
        "x^(-1)", "1", "$n \\neq -1$", "the formula divides by zero; the integral is the logarithm of $|x|$"
    ),
    ml_use="The moments of a uniform or a power-law density.",
)
