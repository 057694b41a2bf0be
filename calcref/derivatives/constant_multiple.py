"""d/dx (c f) = c f'."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.expr import mul, raw, varies
from calcref.core.letters import c, f, x
from calcref.core.proofs import Argument
from calcref.core.questions import Diff, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a product with constant factors; they are taken out, all at once."""
    expr, var = question.expr, question.var
    constants = [factor for factor in expr.args if not varies(factor, var)]
    if constants:
        rest = mul(*(factor for factor in expr.args if varies(factor, var)))
        yield Rewriting(raw(sp.Mul, *constants, raw(Diff, rest, var)), {"c": mul(*constants), "f": rest})


RULE = Rule(
    id="constant-multiple",
    name="Constant multiple",
    statement=Statement(raw(Diff, mul(c, f), x), mul(c, Diff(f, x))),
    rewrite=rewrite,
    page="derivatives/linearity/#constant-multiple",
    heads=(sp.Mul,),
    asks=(Diff,),
    shrinks=True,
    hypotheses=("$f$ differentiable at $x$",),
    source=spivak("chapter 10, theorem 5"),
    proof=Argument(
        "The constant can be taken out of the difference quotient, and out of the limit.",
        spivak("chapter 10, theorem 5"),
    ),
    ml_use="The strength of a penalty scales its gradient.",
)
