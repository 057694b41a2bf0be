"""Compositions that have a name are written by it first: log(1 + eᵘ) is softplus(u)."""

from __future__ import annotations

from collections.abc import Iterator

from calcref.core.array_heads import Plus
from calcref.core.array_questions import Pairing
from calcref.core.arrays import Array
from calcref.core.expr import raw
from calcref.core.proofs import Argument
from calcref.core.questions import Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import goodfellow
from calcref.matrix.basics import ones
from calcref.matrix.build import each
from calcref.matrix.letters import VECTOR
from calcref.matrix.moving import SOME
from calcref.matrix.names import recognized

_G = Array("G", VECTOR.dims)


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits the question that a derivation starts with."""
    assert isinstance(question, Pairing)
    held = {it for it, _ in question.pairs}
    if len(held) == len(question.pairs) and not any(it.args for it in held):
        found = [(it, recognized(node)) for it, node in question.pairs]
        if found != list(question.pairs):
            yield Rewriting(raw(Pairing, question.var, *(part for pair in found for part in pair)))


RULE = Rule(
    id="recognize",
    name="Write by name",
    statement=Statement(
        raw(Pairing, SOME, _G, each("log", raw(Plus, ones(*VECTOR.shape), each("exp", VECTOR)))),
        raw(Pairing, SOME, _G, each("softplus", VECTOR)),
    ),
    rewrite=rewrite,
    asks=(Pairing,),
    shrinks=True,
    hypotheses=("a composition that has a name: sigmoid, softplus, softmax, log-sum-exp",),
    page="matrix/elementwise-and-hadamard/#recognize",
    proof=Argument("Both sides are the same function.", goodfellow("section 3.10")),
    source=goodfellow("section 3.10"),
)
