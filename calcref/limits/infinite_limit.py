"""A limit that is not a number: what makes an integral diverge."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.conditions import WALKABLE
from calcref.core.expr import apply, is_open, tree_size
from calcref.core.letters import f, x
from calcref.core.proofs import Argument
from calcref.core.questions import LimitOf, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak
from calcref.limits.asking_sympy import sympys_limit


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a limit that SymPy finds to be infinite, or not to exist; the answer is then ∞, −∞ or undefined."""
    if is_open(question.expr) or tree_size(question) > WALKABLE:
        return
    found = sympys_limit(question.expr, question.var, question.to, question.side.replace("+-", "-"))
    if found is None:
        return
    if found in (sp.oo, -sp.oo):
        yield Rewriting(found)
    elif found.has(sp.AccumBounds):
        yield Rewriting(sp.nan)


RULE = Rule(
    id="infinite-limit",
    name="No finite limit (found by SymPy)",
    statement=Statement(LimitOf(f, x, sp.oo), sp.oo, (("f", apply(sp.exp, x)),)),
    rewrite=rewrite,
    page="integrals/fundamental-theorem/#infinite-limit",
    asks=(LimitOf,),
    shrinks=True,
    hypotheses=("values beyond every bound, close enough to the end",),
    source=spivak("chapter 5"),
    proof=Argument(
        "The values grow beyond every bound, so no number is their limit; where they never settle there is no limit "
        "at all.",
        spivak("chapter 5"),
    ),
)
