"""∫ (f + g) dx = ∫ f dx + ∫ g dx, for any number of terms."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.expr import add, raw
from calcref.core.letters import f, g, x
from calcref.core.questions import Antideriv, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak
from calcref.integrals.sources import by_differentiating


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a sum; each term becomes a question of its own."""
    yield Rewriting(raw(sp.Add, *(raw(Antideriv, term, question.var) for term in question.expr.args)))


RULE = Rule(
    id="integral-of-a-sum",
    name="Sum rule for integrals",
    statement=Statement(raw(Antideriv, add(f, g), x), add(raw(Antideriv, f, x), raw(Antideriv, g, x))),
    rewrite=rewrite,
    page="integrals/power-rule-for-integrals/#integral-of-a-sum",
    heads=(sp.Add,),
    asks=(Antideriv,),
    shrinks=True,
    hypotheses=("antiderivatives of $f$ and $g$ on one interval",),
    source=spivak("chapter 13, theorem 5"),
    proof=by_differentiating(spivak("chapter 10, theorem 3")),
    ml_use="An expected total loss is the sum of the expected losses.",
)
