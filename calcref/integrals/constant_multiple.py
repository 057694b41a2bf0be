"""∫ c f dx = c ∫ f dx."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.expr import mul, raw, varies
from calcref.core.letters import c, f, x
from calcref.core.questions import Antideriv, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak
from calcref.integrals.sources import by_differentiating


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a product with constant factors; they are taken out, all at once."""
    factors, var = question.expr.args, question.var
    constants = [factor for factor in factors if not varies(factor, var)]
    rest = [factor for factor in factors if varies(factor, var)]
    if constants and rest:
        inner = mul(*rest)
        yield Rewriting(raw(sp.Mul, *constants, raw(Antideriv, inner, var)), {"c": mul(*constants), "f": inner})


RULE = Rule(
    id="integral-of-a-constant-multiple",
    name="Constant multiple of an integral",
    statement=Statement(raw(Antideriv, mul(c, f), x), mul(c, raw(Antideriv, f, x))),
    rewrite=rewrite,
    page="integrals/power-rule-for-integrals/#integral-of-a-constant-multiple",
    heads=(sp.Mul,),
    asks=(Antideriv,),
    shrinks=True,
    hypotheses=("an antiderivative of $f$ on the interval",),
    source=spivak("chapter 13, theorem 6"),
    proof=by_differentiating(spivak("chapter 10, theorem 5")),
    ml_use="Dividing a density by its normalizing constant divides all its probabilities.",
)
