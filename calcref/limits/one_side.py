"""lim |f| = lim ±f: on one side of a place, close to it, the sign of f is known, and the kink is gone."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.expr import apply, is_open, raw
from calcref.core.letters import a, f, x
from calcref.core.proofs import Argument
from calcref.core.questions import LimitOf, Question
from calcref.core.records import Ask, Condition, Point, Rewriting, Rule, Statement, Where
from calcref.core.sources import spivak
from calcref.reals.germs import NoValues, Undecidable, germ
from calcref.reals.sides import has_kinks, smooth


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a limit from one side, or at infinity, of what has kinks."""
    if (question.side == "+-" and question.to.is_finite) or is_open(question.expr):
        return
    if not has_kinks(question.expr, question.var):
        return
    try:
        beside = smooth(question.expr, question.var, question.to, -1 if question.side == "-" else 1)
    except (NoValues, Undecidable):
        return
    yield Rewriting(raw(LimitOf, beside, *question.args[1:]))


def _positive(where: Where, point: Point) -> bool | None:
    """Whether f is positive to the right of a; in a derivation the signs were decided when the step was drawn."""
    if "f" not in where:
        return True
    try:
        return germ(where["f"], where["x"], where["a"], 1).sign() > 0
    except NoValues:
        return False
    except Undecidable:
        return None


RULE = Rule(
    id="signs-on-one-side",
    name="Signs on one side",
    statement=Statement(LimitOf(apply(sp.Abs, f), x, a, "+"), LimitOf(f, x, a, "+")),
    rewrite=rewrite,
    page="derivatives/what-a-derivative-is/#signs-on-one-side",
    asks=(LimitOf,),
    shrinks=True,
    conditions=(Condition("$f(x) > 0$ close to $a$ on this side", _positive),),
    source=spivak("chapter 5"),
    proof=Argument(
        "A limit from one side depends on the values close to the place on that side alone, and there $|f|$ is $f$ or "
        "$-f$; a maximum, a step and a case are decided by signs, too.",
        spivak("chapter 5"),
    ),
)
