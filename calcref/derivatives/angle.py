"""The angle of a point that moves, by its two coordinates: the slope of the arctangent of two arguments."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.conditions import value_at
from calcref.core.decide import sign_of
from calcref.core.expr import add, apply, divide, mul, negative, power, raw
from calcref.core.letters import f, g, x
from calcref.core.proofs import Argument
from calcref.core.questions import Diff, Question
from calcref.core.records import Ask, Condition, Point, Rewriting, Rule, Statement, Where
from calcref.core.sources import spivak


def slope(up: sp.Expr, along: sp.Expr, var: sp.Symbol) -> sp.Expr:
    """The slope of the angle, with the slopes of both coordinates open."""
    two = sp.Integer(2)
    turn = add(mul(along, raw(Diff, up, var)), negative(mul(up, raw(Diff, along, var))))
    return divide(turn, add(power(up, two), power(along, two)))


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits the arctangent of two arguments."""
    up, along = question.expr.args
    yield Rewriting(slope(up, along, question.var), {"f": up, "g": along})


def _off_the_cut(where: Where, point: Point) -> bool | None:
    """Whether the point (g, f) is neither 0 nor on the negative axis, where the angle jumps."""
    values = [value_at(where[letter], point) for letter in "fg"]
    up, along = (None if value is None else sign_of(value) for value in values)
    if up in (1, -1) or along == 1:
        return True
    return False if up == 0 and along in (0, -1) else None


RULE = Rule(
    id="angle",
    name="Angle of a point",
    statement=Statement(raw(Diff, apply(sp.atan2, f, g), x), slope(f, g, x)),
    rewrite=rewrite,
    page="derivatives/elementary-functions/#angle",
    heads=(sp.atan2,),
    asks=(Diff,),
    shrinks=True,
    hypotheses=("$f$ and $g$ differentiable at $x$",),
    conditions=(Condition("$f(x) \\neq 0$ or $g(x) > 0$", _off_the_cut),),
    kinked=True,
    source=spivak("chapter 15"),
    proof=Argument(
        "Close to the point the angle is a constant plus $\\arctan(f/g)$ or $-\\arctan(g/f)$, and the chain and the "
        "quotient rule give this slope for both.",
        spivak("chapter 15"),
    ),
    ml_use="The heading of a motion from its two components.",
)
