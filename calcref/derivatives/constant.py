"""d/dx c = 0."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.expr import varies
from calcref.core.letters import c, x
from calcref.core.proofs import FromDefinition
from calcref.core.questions import Diff, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits every expression in which the variable does not occur."""
    if not varies(question.expr, question.var):
        yield Rewriting(sp.S.Zero, {"c": question.expr})


RULE = Rule(
    id="constant",
    name="Constant",
    statement=Statement(Diff(c, x), sp.S.Zero),
    rewrite=rewrite,
    page="derivatives/linearity/#constant",
    asks=(Diff,),
    shrinks=True,
    source=spivak("chapter 10, theorem 1"),
    proof=FromDefinition(c, x),
    ml_use="A frozen parameter has no gradient.",
)
