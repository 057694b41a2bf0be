"""A function of a power, whole or not, with the power as the new variable: roots go."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.conditions import nonzero, positive, where_named
from calcref.core.expr import fresh, raw, varies
from calcref.core.letters import n, u, x
from calcref.core.proofs import Argument, Counterexample
from calcref.core.questions import Antideriv, At, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak
from calcref.integrals.exponents import of_power
from calcref.integrals.integrand import integrand, read_at
from calcref.integrals.rational import fraction, has_slope_above


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits an integrand that is a function of one power of its variable, divided by the variable."""
    expr, var = integrand(question), question.var
    if expr is None or (expr.is_Pow and expr.base == var):
        return
    quotient = fraction(expr, var)
    if quotient is not None and has_slope_above(*quotient):
        return
    whole = expr * var if quotient is None else sp.cancel(expr * var)
    own = fresh(expr)
    found = of_power(whole, var, own)
    if found is None or varies(found[0], var):
        return
    inner, power = found
    inner = inner / (power.args[1] * own)
    yield Rewriting(read_at(inner, own, power), {"u": own, "k": power.args[1], "f": inner})


RULE = Rule(
    id="substitution-of-a-power",
    name="Substitution of a power",
    statement=Statement(
        raw(Antideriv, sp.exp(-(x**n)) * x ** (2 * n - 1), x),
        raw(At, raw(Antideriv, sp.exp(-u) * u / n, u), u, x**n),
    ),
    rewrite=rewrite,
    page="integrals/substitution/#substitution-of-a-power",
    asks=(Antideriv,),
    shrinks=True,
    conditions=(where_named(positive("x", "$x > 0$"), "x"), where_named(nonzero("n"), "n")),
    source=spivak("chapter 19"),
    proof=Argument(
        "With $u = x^n$, $u' = n x^{n-1}$, so $\\frac{dx}{x} = \\frac{1}{n}\\frac{du}{u}$. For $n = \\tfrac12$ the "
        "root is $u$, and $x$ is its square.",
        spivak("chapter 19"),
    ),
    counterexample=Counterexample(
        "e^(-1)/x", "1", "$n \\neq 0$", "the formula divides by zero, and there is nothing to substitute"
    ),
    ml_use="Weibull and generalized normal densities are an exponential density in a power of $x$.",
)
