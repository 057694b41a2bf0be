"""d²/dx² f = d/dx (d/dx f): the inner question first, and its answer tidied before it is derived in turn."""

from __future__ import annotations

from collections.abc import Iterator

from calcref.core.expr import is_open, raw
from calcref.core.letters import f, g, x
from calcref.core.proofs import Argument
from calcref.core.questions import Diff, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.simplify import simplified
from calcref.core.sources import spivak


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a derivative of a derivative."""
    inner = ask(question.expr)
    if inner is not None and not is_open(inner.answer):
        tidied = simplified(inner)
        yield Rewriting(raw(Diff, tidied.answer, question.var), {"f": question.expr.expr}, (tidied,))


RULE = Rule(
    id="higher-derivative",
    name="Higher derivative",
    statement=Statement(raw(Diff, Diff(f, x), x), Diff(g, x), (("g", Diff(f, x)),)),
    rewrite=rewrite,
    page="derivatives/what-a-derivative-is/#higher-derivative",
    heads=(Diff,),
    asks=(Diff,),
    shrinks=True,
    source=spivak("chapter 9"),
    proof=Argument("This is what the second derivative means.", spivak("chapter 9")),
    ml_use="Curvature: it says how far a step along the slope can be trusted.",
)
