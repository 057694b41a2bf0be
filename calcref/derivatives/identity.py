"""d/dx x = 1."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.letters import x
from calcref.core.proofs import FromDefinition
from calcref.core.questions import Diff, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits the variable itself."""
    if question.expr is question.var:
        yield Rewriting(sp.S.One)


RULE = Rule(
    id="identity",
    name="Identity",
    statement=Statement(Diff(x, x), sp.S.One),
    rewrite=rewrite,
    page="derivatives/linearity/#identity",
    heads=(sp.Symbol,),
    asks=(Diff,),
    shrinks=True,
    source=spivak("chapter 10, theorem 2"),
    proof=FromDefinition(x, x),
    ml_use="A skip connection passes the gradient on unchanged.",
)
