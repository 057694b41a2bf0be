"""max(f, g) = (f + g + |f − g|)/2, which the other rules can differentiate; min likewise."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.conditions import holds_at
from calcref.core.expr import add, apply, mul, negative, raw
from calcref.core.letters import f, g, x
from calcref.core.proofs import Argument, Counterexample
from calcref.core.questions import Diff, Question
from calcref.core.records import Ask, Condition, Rewriting, Rule, Statement
from calcref.core.sources import spivak


def halves(first: sp.Expr, other: sp.Expr, head: type[sp.Basic]) -> sp.Expr:
    """The maximum or minimum of two as half of their sum, plus or minus half of their distance."""
    gap = apply(sp.Abs, add(first, negative(other)))
    return mul(sp.S.Half, raw(sp.Add, first, other, gap if head is sp.Max else negative(gap)))


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a maximum or a minimum; of more than two, the first against the rest."""
    expr = question.expr
    first, rest = expr.args[0], expr.args[1:]
    other = rest[0] if len(rest) == 1 else raw(type(expr), *rest)
    yield Rewriting(raw(Diff, halves(first, other, type(expr)), question.var), {"f": first, "g": other})


RULE = Rule(
    id="maximum",
    name="Maximum and minimum",
    statement=Statement(raw(Diff, apply(sp.Max, f, g), x), raw(Diff, halves(f, g, sp.Max), x)),
    rewrite=rewrite,
    page="derivatives/elementary-functions/#maximum",
    heads=(
        sp.Max,
        sp.Min,
    ),
    asks=(Diff,),
    shrinks=True,
    hypotheses=("$f$ and $g$ differentiable at $x$",),
    conditions=(
        Condition(
            "$f(x) \\neq g(x)$",
            lambda where, point: holds_at(where["f"] - where["g"], point, lambda value: value.is_nonzero),
        ),
    ),
    kinked=True,
    source=spivak("chapter 1, problem 13"),
    proof=Argument(
        "Half the sum is the middle of $f$ and $g$, half the distance leads from there to the larger.",
        spivak("chapter 1, problem 13"),
    ),
    counterexample=Counterexample(
        "max(x, 0)", "0", "$f(x) \\neq g(x)$", "the slope is $0$ from the left and $1$ from the right"
    ),
    ml_use="Max pooling and the hinge loss send the gradient to the larger one.",
)
