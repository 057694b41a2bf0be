"""Integrals that are looked up: a row each, in files by family, beside the table of derivatives read backwards.

A row says how to read its integrand and what an antiderivative is; every one is differentiated back in the tests.
"""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.expr import raw
from calcref.core.letters import x
from calcref.core.questions import Antideriv, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.integrals.integrand import integrand
from calcref.integrals.sources import by_differentiating
from calcref.integrals.table.activations import ACTIVATIONS
from calcref.integrals.table.circular import CIRCULAR
from calcref.integrals.table.exponential import EXPONENTIAL
from calcref.integrals.table.inverse import INVERSE
from calcref.integrals.table.named import NAMED
from calcref.integrals.table.row import Row
from calcref.integrals.table.squares import SQUARES

ROWS: tuple[Row, ...] = (
    *EXPONENTIAL,
    *CIRCULAR,
    *SQUARES,
    *INVERSE,
    *NAMED,
    *ACTIVATIONS,
)


def rule_of(row: Row) -> Rule:
    """The rule that `row` gives.

    >>> rule_of(ROWS[1]).statement.right
    x*log(x) - x
    """

    def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
        expr, var = integrand(question), question.var
        letters = None if expr is None else row.fits(expr, var)
        if letters is not None:
            yield Rewriting(row.answer(var, **letters), {"u": var, **letters})

    letters = {name: sp.Symbol(name, positive=True) for name in row.letters}
    return Rule(
        id=row.id,
        name=row.name,
        statement=Statement(raw(Antideriv, row.of(x, **letters), x), row.answer(x, **letters)),
        rewrite=rewrite,
        page=f"integrals/table-of-integrals/#{row.id}",
        heads=(type(row.of(x, **letters)),),
        asks=(Antideriv,),
        conditions=row.conditions,
        source=row.source,
        proof=by_differentiating(row.source),
        ml_use=row.ml_use,
    )


RULES = tuple(rule_of(row) for row in ROWS)
