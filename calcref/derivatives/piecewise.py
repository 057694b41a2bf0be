"""d/dx of cases is the derivative of each case, inside the place where it holds."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp
from sympy.core.relational import Relational
from sympy.functions.elementary.piecewise import ExprCondPair

from calcref.core.conditions import holds_at
from calcref.core.expr import add, negative, nodes, raw
from calcref.core.letters import f, g, x
from calcref.core.proofs import Argument
from calcref.core.questions import Diff, Question
from calcref.core.records import Ask, Condition, Point, Rewriting, Rule, Statement, Where
from calcref.core.sources import spivak


def cases(*pairs: tuple[sp.Expr, sp.Basic]) -> sp.Expr:
    """An expression for each case, as given."""
    return raw(sp.Piecewise, *(raw(ExprCondPair, *pair) for pair in pairs))


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits what is given case by case."""
    expr, var = question.expr, question.var
    slopes = [(raw(Diff, inner, var), condition) for inner, condition in expr.args]
    yield Rewriting(cases(*slopes), {"power": expr})


def _inside(where: Where, point: Point) -> bool | None:
    """Whether the point is on no border between two cases."""
    found = [
        holds_at(add(border.args[0], negative(border.args[1])), point, lambda value: value.is_nonzero)
        for border in nodes(where["power"])
        if isinstance(border, Relational)
    ]
    return False if False in found else None if None in found else True


_LEFT = sp.Lt(x, sp.S.Zero)

RULE = Rule(
    id="case-by-case",
    name="Case by case",
    statement=Statement(
        raw(Diff, cases((f, _LEFT), (g, sp.true)), x), cases((raw(Diff, f, x), _LEFT), (raw(Diff, g, x), sp.true))
    ),
    rewrite=rewrite,
    page="derivatives/elementary-functions/#case-by-case",
    heads=(sp.Piecewise,),
    asks=(Diff,),
    shrinks=True,
    hypotheses=("$f$ and $g$ differentiable at $x$",),
    conditions=(Condition("$x$ on no border between two cases", _inside),),
    kinked=True,
    source=spivak("chapter 9"),
    proof=Argument(
        "A derivative depends on the values close to the place alone, and away from the borders these are all of one "
        "case.",
        spivak("chapter 9"),
    ),
    ml_use="The Huber loss is a square near $0$ and a line far out.",
)
