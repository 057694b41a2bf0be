"""A limit by the first terms that do not cancel."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.decide import sign_of
from calcref.core.expr import is_open
from calcref.core.letters import a, f, x
from calcref.core.proofs import Argument
from calcref.core.questions import LimitOf, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak
from calcref.reals.germs import NoValues, Undecidable, germ
from calcref.reals.sides import has_kinks


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a limit of what has Taylor series at its place, powers and quotients of them included."""
    if is_open(question.expr) or has_kinks(question.expr, question.var):
        return
    try:
        sides = (1,) if question.to.is_infinite else {"+": (1,), "-": (-1,), "+-": (-1, 1)}[question.side]
        found = [germ(question.expr, question.var, question.to, side).limit() for side in sides]
    except (NoValues, Undecidable):
        return
    if found[0].is_infinite is not True and sign_of(found[0] - found[-1]) == 0:
        yield Rewriting(found[-1])


RULE = Rule(
    id="limit-by-leading-term",
    name="Limit by the leading term",
    statement=Statement(LimitOf(f, x, a), sp.Symbol("L", real=True), (("L", LimitOf(f, x, a)),)),
    rewrite=rewrite,
    page="derivatives/what-a-derivative-is/#limit-by-leading-term",
    asks=(LimitOf,),
    shrinks=True,
    source=spivak("chapter 20"),
    proof=Argument(
        "Taylor polynomials are put in for the functions. Of the sum that is left, the term of the lowest power "
        "decides: a positive power tends to $0$, a constant is the limit, and a negative power has none.",
        spivak("chapter 20"),
    ),
)
