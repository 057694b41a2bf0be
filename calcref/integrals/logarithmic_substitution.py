"""A function of the logarithm times a power, with the logarithm as the new variable."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.conditions import positive, where_named
from calcref.core.expr import apply, fresh, nodes, raw, varies
from calcref.core.letters import n, u, x
from calcref.core.proofs import Argument
from calcref.core.questions import Antideriv, At, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak
from calcref.integrals.integrand import integrand, read_at


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a function of the logarithm of the variable, times a power of the variable."""
    expr, var = integrand(question), question.var
    if expr is None or not any(node == sp.log(var) for node in nodes(expr)) or _is_power_of_it(expr, var):
        return
    own = fresh(expr)
    inner = (expr * var).xreplace({sp.log(var): own})
    powers = {
        node: sp.exp(node.exp * own)
        for node in nodes(inner)
        if node.is_Pow and node.base == var and not varies(node.exp, var)
    }
    inner = sp.powsimp(inner.xreplace(powers).xreplace({var: sp.exp(own)}))
    yield Rewriting(read_at(inner, own, apply(sp.log, var)), {"u": own, "f": inner})


def _is_power_of_it(expr: sp.Expr, var: sp.Symbol) -> bool:
    """Whether the logarithm only stands in a whole positive power: that is done by parts."""
    powers = [factor.as_base_exp() for factor in sp.Mul.make_args(expr)]
    return any(base == sp.log(var) and exponent.is_Integer and exponent > 0 for base, exponent in powers)


RULE = Rule(
    id="substitution-of-a-logarithm",
    name="Substitution of a logarithm",
    statement=Statement(
        raw(Antideriv, sp.sin(sp.log(x)) * x**n, x),
        raw(At, raw(Antideriv, sp.sin(u) * sp.exp((n + 1) * u), u), u, sp.log(x)),
    ),
    rewrite=rewrite,
    page="integrals/substitution/#substitution-of-a-logarithm",
    asks=(Antideriv,),
    conditions=(where_named(positive("x"), "x"),),
    source=spivak("chapter 19"),
    proof=Argument("With $u = \\ln x$ the variable is $x = e^u$, and $dx = e^u\\,du$.", spivak("chapter 19")),
    ml_use="A log-normal variable is a normal one on this scale.",
)
