"""The slope of an inverse, (f⁻¹)'(f(x)) = 1/f'(x), where f'(x) ≠ 0."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.conditions import holds_at
from calcref.core.expr import power, raw
from calcref.core.inverse import InverseSlope
from calcref.core.letters import f, x
from calcref.core.proofs import Argument
from calcref.core.questions import Diff, Question
from calcref.core.records import Ask, Condition, Point, Rewriting, Rule, Statement, Where
from calcref.core.sources import spivak


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits every slope of an inverse."""
    slope = raw(Diff, question.expr, question.var)
    yield Rewriting(power(slope, sp.S.NegativeOne), {"f": question.expr, "x": question.var})


def _moves(where: Where, point: Point) -> bool | None:
    return holds_at(sp.diff(where["f"].doit(), where["x"]), point, lambda value: value.is_nonzero)


RULE = Rule(
    id="inverse-function-rule",
    name="Inverse function rule",
    statement=Statement(raw(InverseSlope, f, x), power(raw(Diff, f, x), sp.S.NegativeOne)),
    rewrite=rewrite,
    page="derivatives/implicit-and-logarithmic-differentiation/#inverse-function",
    asks=(InverseSlope,),
    shrinks=True,
    hypotheses=("$f$ differentiable at $x$, and continuous with an inverse around it",),
    conditions=(Condition("the slope of $f$ is not zero", _moves),),
    source=spivak("chapter 12, theorem 5"),
    proof=Argument(
        "The graph of the inverse is that of $f$ with its axes exchanged, and so is every secant: where one rises by "
        "$k$ over $h$, the other rises by $h$ over $k$. The inverse is continuous, so $h$ tends to $0$ with $k$, and "
        "the limit of $\\frac{h}{k}$ is one over that of $\\frac{k}{h}$.",
        spivak("chapter 12, theorem 5"),
    ),
    ml_use="A normalizing flow turns densities by the slope of its inverse; sampling by quantiles does, too.",
)
