"""Many rules in little room: a line each, with an anchor of its own."""

from __future__ import annotations

import re

import sympy as sp
from sympy.core.function import AppliedUndef

from calcref.catalogue import catalogue
from calcref.core.letters import x
from calcref.core.questions import Question
from calcref.core.records import Law, Statement, Step
from calcref.render import latex
from calcref.render.notes import conditions
from calcref.site.blocks.believed import believe


def rows(*ids: str) -> str:
    """The rules called `ids` as a definition list: name, statement with its conditions, use; each name is an anchor.

    Raises:
        KeyError: the catalogue has no such concept.
        ValueError: the concept is not a rule.
        CheckFailed: what a rule says is false.

    >>> "Sinusoidal position encodings" in rows("sine", "cosine")
    True
    """
    listed = "\n\n".join(_row(catalogue[name].subject) for name in ids)
    return f'<div class="cr-rows" markdown="1">\n\n{listed}\n\n</div>\n'


def stated_conditions(rule: Law) -> list[str]:
    """The conditions of `rule` in the letters of its statement: where a rule says u, its statement is in x.

    >>> stated_conditions(catalogue["natural-logarithm"].subject)
    ['$x > 0$']
    """
    texts = [condition.text for condition in rule.conditions]
    if re.search(r"\bu\b", " ".join(texts)) and not re.search(r"\bu\b", str(rule.statement.left)):
        letters = {name: sp.Symbol(name, positive=True) for name in "ab"}
        texts = list(conditions(Step(rule, x, x, {"u": x, **letters}), latex))
    return texts + _meanings(rule.statement)


def _meanings(statement: Statement) -> list[str]:
    """What the statement says of a letter that no reader may choose, unless its left side says it already."""
    named = {str(it.func) if it.args else str(it): it for it in statement.right.atoms(sp.Symbol, AppliedUndef)}
    said = ((named[name], means) for name, means in statement.meaning if name in named and means != statement.left)
    return [f"${latex(letter)} = {latex(means)}$" for letter, means in said if means.has(Question)]


def _row(rule: object) -> str:
    if not isinstance(rule, Law):
        raise ValueError(f"a row shows a rule; {rule!r} is not one")
    believe(rule)
    wanted = " and ".join(stated_conditions(rule))
    statement = rf"$\displaystyle {latex(rule.statement.left)} = {latex(rule.statement.right)}$"
    return (
        f'<span id="{rule.id}">{rule.name}</span>\n'
        f":   {statement}{f' for {wanted}' if wanted else ''}\n"
        f":   {rule.ml_use}"
    )
