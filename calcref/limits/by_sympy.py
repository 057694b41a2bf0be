"""A limit that is handed over to SymPy, openly: the answer is checked by numbers that come closer and closer."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.conditions import WALKABLE
from calcref.core.expr import tree_size
from calcref.core.letters import a, f, x
from calcref.core.proofs import Argument
from calcref.core.questions import LimitOf, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak
from calcref.limits.asking_sympy import sympys_limit
from calcref.reals.germs import NoValues, Undecidable, germ

_NO_NUMBER = (sp.Limit, sp.AccumBounds, sp.oo, sp.zoo, sp.nan)


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a limit that SymPy finds, the same from both sides, finite and real."""
    if tree_size(question) > WALKABLE:
        return
    if question.side == "+-" and not _has_values(question):
        return
    both = question.side == "+-" and not question.to.is_infinite  # infinity has one side only
    sides = ("+", "-") if both else (question.side.replace("+-", "+"),)
    first, *others = [sympys_limit(question.expr, question.var, question.to, side) for side in sides]
    if first is None or None in others:
        return
    if first.is_finite is False or first.is_real is False or first.has(*_NO_NUMBER):
        return
    if all(sp.simplify(first - other) == 0 for other in others):
        yield Rewriting(first)


def _has_values(question: LimitOf) -> bool:
    """Whether nothing says that there are no real values on one side: SymPy goes there through complex ones."""
    for side in (-1, 1) if question.to.is_finite else ():
        try:
            germ(question.expr, question.var, question.to, side)
        except NoValues:
            return False
        except Undecidable:
            continue
    return True


RULE = Rule(
    id="limit-by-sympy",
    name="Limit (found by SymPy)",
    statement=Statement(LimitOf(f, x, a), sp.Symbol("L", real=True), (("L", LimitOf(f, x, a)),)),
    rewrite=rewrite,
    page="derivatives/what-a-derivative-is/#limit-by-sympy",
    asks=(LimitOf,),
    shrinks=True,
    source=spivak("chapter 5"),
    proof=Argument(
        "SymPy's limit, handed over to openly and checked by numbers that come closer and closer.", spivak("chapter 5")
    ),
)
