"""A function of exponentials, with the exponential as the new variable."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.conditions import nonzero, where_named
from calcref.core.expr import fresh, raw
from calcref.core.letters import a, u, x
from calcref.core.proofs import Argument, Counterexample
from calcref.core.questions import Antideriv, At, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak
from calcref.integrals.exponents import of_exponential
from calcref.integrals.integrand import integrand, read_at


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits an integrand in which the variable stands in exponents alone, all with one rate in common."""
    expr, var = integrand(question), question.var
    if expr is None:
        return
    own = fresh(expr)
    found = of_exponential(expr, var, own)
    if found is None:
        return
    inner, power, rate = found
    inner = inner / (rate * own)
    if inner.is_rational_function(own):
        inner = sp.factor_terms(sp.cancel(inner))
    yield Rewriting(read_at(inner, own, power), {"u": own, "f": inner})


RULE = Rule(
    id="substitution-of-an-exponential",
    name="Substitution of an exponential",
    statement=Statement(
        raw(Antideriv, 1 / (1 + sp.exp(a * x)), x),
        raw(At, raw(Antideriv, 1 / (a * u * (1 + u)), u), u, sp.exp(a * x)),
    ),
    rewrite=rewrite,
    page="integrals/substitution/#substitution-of-an-exponential",
    asks=(Antideriv,),
    shrinks=True,
    conditions=(where_named(nonzero("a"), "a"),),
    source=spivak("chapter 19"),
    proof=Argument(
        "With $u = e^{ax}$, $u' = a u$, so $dx = \\frac{du}{a u}$: a function of exponentials is one of $u$.",
        spivak("chapter 19"),
    ),
    counterexample=Counterexample(
        "1/2", "0", "$a \\neq 0$", "the formula divides by zero, and there is nothing to substitute"
    ),
    ml_use="Whatever is made of sigmoids and $\\tanh$ becomes a quotient of polynomials.",
)
