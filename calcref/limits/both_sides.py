"""A limit at a kink: from the left and from the right, which must agree."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.conditions import WALKABLE
from calcref.core.decide import sign_of
from calcref.core.expr import add, is_open, negative, raw, tree_size
from calcref.core.letters import a, f, x
from calcref.core.proofs import Argument
from calcref.core.questions import LimitOf, Question
from calcref.core.records import Ask, Condition, Point, Rewriting, Rule, Statement, Where
from calcref.core.sources import spivak
from calcref.reals.germs import NoValues, Undecidable, germ
from calcref.reals.sides import has_kinks, smooth


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a limit from both sides of what has kinks, where both are the same number."""
    if question.side != "+-" or is_open(question.expr) or tree_size(question) > WALKABLE:
        return
    if not has_kinks(question.expr, question.var):
        return
    sides = [raw(LimitOf, *question.args[:3], sp.Symbol(side)) for side in "-+"]
    found = [ask(side) for side in sides]
    left, right = (None if part is None else part.answer for part in found)
    if left is not None and right is not None and sign_of(add(left, negative(right)).doit()) == 0:
        yield Rewriting(sides[1], {"f": question.expr, "x": question.var, "a": question.to})


def _agree(where: Where, point: Point) -> bool | None:
    """Whether the limits from the left and from the right are the same."""
    limits = []
    try:
        for side in (-1, 1):
            beside = smooth(where["f"], where["x"], where["a"], side)
            limits.append(germ(beside, where["x"], where["a"], side).limit())
    except NoValues:
        return False
    except Undecidable:
        return None
    apart = sign_of(limits[0] - limits[1])
    return None if apart is None else apart == 0


RULE = Rule(
    id="limit-from-both-sides",
    name="Limit from both sides",
    statement=Statement(LimitOf(f, x, a), LimitOf(f, x, a, "+")),
    rewrite=rewrite,
    page="derivatives/what-a-derivative-is/#limit-from-both-sides",
    asks=(LimitOf,),
    shrinks=True,
    conditions=(Condition("the limits from the left and from the right are the same", _agree),),
    source=spivak("chapter 5, problem 29"),
    proof=Argument(
        "What is close to the place lies to its left or to its right; what holds close to it on each side holds close "
        "to it.",
        spivak("chapter 5, problem 29"),
    ),
)
