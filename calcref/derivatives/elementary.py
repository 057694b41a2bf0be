"""A rule of differentiation for each row of the table of elementary functions."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.elementary import ELEMENTARY
from calcref.core.expr import raw
from calcref.core.letters import x
from calcref.core.questions import Diff, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.row import Elementary


def rule_of(row: Elementary) -> Rule:
    """The rule d/dx f(x) = f'(x) that `row` gives.

    >>> rule_of(ELEMENTARY[1]).statement.right
    1/x
    """

    def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
        found = row.read(question.expr, question.var)
        if found is not None and found[0] is question.var:
            yield Rewriting(row.slope(question.var, **found[1]), {"u": question.var, **found[1]})

    letters = {name: sp.Symbol(name, positive=True) for name in row.parameters}
    return Rule(
        id=row.id,
        name=row.name,
        statement=Statement(raw(Diff, row.of(x, **letters), x), row.slope(x, **letters)),
        rewrite=rewrite,
        page=f"derivatives/elementary-functions/#{row.id}",
        heads=(row.head,),
        asks=(Diff,),
        shrinks=True,
        conditions=row.conditions,
        kinked=row.kinked,
        source=row.source,
        proof=row.proof,
        counterexample=row.counterexample,
        ml_use=row.ml_use,
    )


ELEMENTARY_RULES = tuple(rule_of(row) for row in ELEMENTARY)
