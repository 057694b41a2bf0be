"""A limit at a kink: from the left and from the right, which must agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import sympy as sp

from calcref.core.conditions import WALKABLE
from calcref.core.decide import sign_of
from calcref.core.expr import add, is_open, negative, raw, tree_size
from calcref.core.letters import a, f, x
from calcref.core.proofs import Argument
from calcref.core.questions import LimitOf, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak
from calcref.reals.sides import has_kinks


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a limit from both sides of what has kinks, where both are the same."""
    if has_kinks(question.expr, question.var):
        yield from apart(question, ask)


def apart(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a limit from both sides where both are the same."""
    if question.side != "+-" or question.to.is_infinite or is_open(question.expr) or tree_size(question) > WALKABLE:
        return
    sides = [raw(LimitOf, *question.args[:3], sp.Symbol(side)) for side in "-+"]
    found = [ask(side) for side in sides]
    left, right = (None if part is None else part.answer for part in found)
    if left is None or right is None:
        return
    if left == right or sign_of(add(left, negative(right)).doit()) == 0:
        yield Rewriting(sides[1])


RULE = Rule(
    id="limit-from-both-sides",
    name="Limit from both sides",
    statement=Statement(LimitOf(f, x, a), sp.Symbol("L", real=True), (("L", LimitOf(f, x, a)),)),
    rewrite=rewrite,
    page="derivatives/what-a-derivative-is/#limit-from-both-sides",
    asks=(LimitOf,),
    shrinks=True,
    source=spivak("chapter 5, problem 29"),
    proof=Argument(
        "What is close to the place lies to its left or to its right. Where the limits from both sides are the same "
        "number, that number is the limit; else there is none.",
        spivak("chapter 5, problem 29"),
    ),
)

APART = replace(RULE, rewrite=apart)
