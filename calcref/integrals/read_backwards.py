"""The table of derivatives read backwards: ∫ f' dx = f for each row whose slope is a pattern of its own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import sympy as sp

from calcref.core.elementary import ELEMENTARY
from calcref.core.expr import mul, raw
from calcref.core.letters import f, x
from calcref.core.questions import Antideriv, Diff, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.row import Elementary
from calcref.core.simplify import standard_form
from calcref.core.sources import spivak
from calcref.integrals.integrand import integrand
from calcref.integrals.sources import by_differentiating

PAGE = "integrals/table-of-integrals/"


@cache
def pattern(row: Elementary, var: sp.Symbol) -> tuple[sp.Expr, sp.Expr]:
    """The slope of `row` in `var` as a constant and the rest.

    >>> pattern(next(row for row in ELEMENTARY if row.id == "cosine"), x)
    (-1, sin(x))
    """
    constant, rest = standard_form(row.slope(var)).as_independent(var, as_Add=False)
    return constant, rest


def rule_of(row: Elementary) -> Rule:
    """The rule that `row` gives when it is read backwards.

    >>> rule_of(next(row for row in ELEMENTARY if row.id == "sine")).statement.right
    sin(x)
    """

    def answer(var: sp.Symbol) -> sp.Expr:
        return mul(1 / pattern(row, var)[0], row.of(var))

    def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
        expr, var = integrand(question), question.var
        if expr is not None and expr == pattern(row, var)[1]:
            yield Rewriting(answer(var), {"u": var})

    return Rule(
        id=f"{row.id}-read-backwards",
        name=f"{row.name}, read backwards",
        statement=Statement(raw(Antideriv, row.slope(x), x), row.of(x)),
        rewrite=rewrite,
        page=f"{PAGE}#{row.id}-read-backwards",
        asks=(Antideriv,),
        conditions=row.conditions,
        source=row.source,
        proof=by_differentiating(row.source),
        ml_use=row.ml_use,
    )


RULES = tuple(rule_of(row) for row in ELEMENTARY if row.reads_backwards)


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits what a row of the table fits."""
    for rule in RULES:
        yield from rule.rewrite(question, ask)


TABLE = Rule(
    id="derivatives-read-backwards",
    name="Table of derivatives, read backwards",
    statement=Statement(raw(Antideriv, raw(Diff, f, x), x), f),
    rewrite=rewrite,
    page=f"{PAGE}#read-backwards",
    asks=(Antideriv,),
    hypotheses=("$f$ differentiable on the interval",),
    source=spivak("chapter 19"),
    proof=by_differentiating(spivak("chapter 14")),
    ml_use="Whoever knows a slope knows an area: that of the sigmoid's slope is the sigmoid.",
)
