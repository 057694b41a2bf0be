"""d/dx (f + g) = f' + g', for any number of terms."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.expr import add, raw
from calcref.core.letters import f, g, x
from calcref.core.proofs import Argument
from calcref.core.questions import Diff, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a sum; each term becomes a question of its own."""
    yield Rewriting(raw(sp.Add, *(raw(Diff, term, question.var) for term in question.expr.args)))


RULE = Rule(
    id="sum",
    name="Sum rule",
    statement=Statement(raw(Diff, add(f, g), x), add(Diff(f, x), Diff(g, x))),
    rewrite=rewrite,
    page="derivatives/linearity/#sum",
    heads=(sp.Add,),
    asks=(Diff,),
    shrinks=True,
    hypotheses=("$f$ and $g$ differentiable at $x$",),
    source=spivak("chapter 10, theorem 3"),
    proof=Argument(
        "The difference quotient of a sum is the sum of the difference quotients, and the limit of a "
        "sum is the sum of the limits.",
        spivak("chapter 10, theorem 3"),
    ),
    ml_use="The gradient of a loss over a batch is the sum of the gradients of its examples.",
)
