"""d/dx f(x) = f'(x), where f is a function that nobody has given."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp
from sympy.core.function import AppliedUndef

from calcref.core.expr import raw
from calcref.core.implicit import Prime
from calcref.core.letters import f, x
from calcref.core.proofs import Argument
from calcref.core.questions import Diff, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits an unknown function of the variable, and a derivative of one."""
    expr, var = question.expr, question.var
    order = expr.order if isinstance(expr, Prime) else 0
    applied = expr.expr if order else expr
    if isinstance(applied, AppliedUndef) and applied.args == (var,):
        yield Rewriting(raw(Prime, applied, sp.Integer(order + 1)), {"f": expr})


RULE = Rule(
    id="unknown-function",
    name="A function that is not given",
    statement=Statement(raw(Diff, f, x), raw(Prime, f, sp.S.One)),
    rewrite=rewrite,
    page="derivatives/implicit-and-logarithmic-differentiation/#unknown-function",
    asks=(Diff,),
    shrinks=True,
    hypotheses=("$f$ differentiable at $x$",),
    source=spivak("chapter 9"),
    proof=Argument("This is what $f'$ means.", spivak("chapter 9")),
    ml_use="A layer whose inside is somebody else's: its slope enters the chain as a letter.",
)
