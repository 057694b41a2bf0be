"""A quotient of polynomials as a polynomial and a proper quotient."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.expr import raw
from calcref.core.letters import x
from calcref.core.proofs import Argument
from calcref.core.questions import Antideriv, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak
from calcref.integrals.rational import has_slope_above, quotient


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a quotient whose numerator has at least the degree of its denominator."""
    read = quotient(question)
    if read is None:
        return
    expr, above, below = read
    if above.degree() < below.degree() or has_slope_above(above, below):
        return
    whole, rest = above.to_field().div(below.to_field())
    found = whole.as_expr() + rest.as_expr() / sp.factor_terms(below.as_expr())
    yield Rewriting(raw(Antideriv, found, question.var), {"f": expr, "g": found})


RULE = Rule(
    id="polynomial-division",
    name="Polynomial division",
    statement=Statement(raw(Antideriv, x**3 / (x**2 + 1), x), raw(Antideriv, x - x / (x**2 + 1), x)),
    rewrite=rewrite,
    page="integrals/partial-fractions/#polynomial-division",
    heads=(sp.Mul, sp.Pow, sp.Add),
    asks=(Antideriv,),
    shrinks=True,
    hypotheses=("a denominator other than $0$",),
    source=spivak("chapter 19"),
    proof=Argument(
        "Division with a remainder: the numerator is the denominator times a polynomial, plus what is of lower degree.",
        spivak("chapter 3"),
    ),
    ml_use="A rational activation is a line plus a bump: division shows the line.",
)
