"""∫ₐᵃ f dx = 0."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.expr import raw
from calcref.core.letters import a, f, x
from calcref.core.proofs import Argument
from calcref.core.questions import DefiniteIntegral, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits an integral from a place to itself."""
    if question.lower == question.upper and not question.lower.is_infinite:
        yield Rewriting(sp.S.Zero, {"f": question.expr, "a": question.lower})


RULE = Rule(
    id="equal-bounds",
    name="Equal bounds",
    statement=Statement(raw(DefiniteIntegral, f, x, a, a), sp.S.Zero),
    rewrite=rewrite,
    page="integrals/fundamental-theorem/#equal-bounds",
    asks=(DefiniteIntegral,),
    shrinks=True,
    source=spivak("chapter 13"),
    proof=Argument("An interval without width holds no area: this is a definition.", spivak("chapter 13")),
)
