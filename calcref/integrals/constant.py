"""∫ c dx = c x."""

from __future__ import annotations

from collections.abc import Iterator

from calcref.core.expr import mul, raw, varies
from calcref.core.letters import c, x
from calcref.core.questions import Antideriv, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak
from calcref.integrals.sources import by_differentiating


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits an integrand without the variable."""
    if not varies(question.expr, question.var):
        yield Rewriting(mul(question.expr, question.var), {"c": question.expr})


RULE = Rule(
    id="integral-of-a-constant",
    name="Integral of a constant",
    statement=Statement(raw(Antideriv, c, x), mul(c, x)),
    rewrite=rewrite,
    page="integrals/power-rule-for-integrals/#integral-of-a-constant",
    asks=(Antideriv,),
    shrinks=True,
    source=spivak("chapter 13"),
    proof=by_differentiating(spivak("chapter 13")),
    ml_use="A uniform density has constant height: its probabilities are lengths.",
)
