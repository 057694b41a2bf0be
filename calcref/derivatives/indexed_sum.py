"""The derivative of a sum with an index: the sum of the derivatives, however many there are."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.expr import raw, varies
from calcref.core.indexed import IndexedSum
from calcref.core.letters import x
from calcref.core.proofs import Argument
from calcref.core.questions import Diff, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak

_i = sp.Symbol("i", integer=True)
_m, _n = sp.symbols("m n", real=True)
_f = sp.Function("f")(_i, x)


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a sum whose bounds do not vary."""
    total, var = question.expr, question.var
    if not any(varies(end, var) for end in (total.lower, total.upper)):
        yield Rewriting(raw(IndexedSum, raw(Diff, total.expr, var), *total.args[1:]), {"f": total.expr})


RULE = Rule(
    id="sum-with-an-index",
    name="Sum rule with an index",
    statement=Statement(raw(Diff, raw(IndexedSum, _f, _i, _m, _n), x), raw(IndexedSum, raw(Diff, _f, x), _i, _m, _n)),
    rewrite=rewrite,
    page="derivatives/linearity/#sum-with-an-index",
    heads=(IndexedSum,),
    asks=(Diff,),
    shrinks=True,
    hypotheses=("every term differentiable at $x$", "the bounds without $x$"),
    source=spivak("chapter 10, theorem 3"),
    proof=Argument("It is the sum rule, once for each term after the first.", spivak("chapter 10, theorem 3")),
    ml_use="The gradient of a loss over a batch is the sum of the gradients of its examples.",
)
