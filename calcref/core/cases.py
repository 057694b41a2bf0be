"""Formulas by cases, each with the condition under which it holds, kept as they are written."""

from __future__ import annotations

from collections.abc import Iterable

import sympy as sp

Case = tuple[sp.Expr, sp.Basic]  # a formula, and when it holds


def in_cases(cases: Iterable[Case]) -> sp.Expr:
    """One formula for all cases; a plain one where it is known which holds, undefined where none does.

    SymPy would shorten a condition by what the ones before it leave.

    >>> a, x = sp.symbols("a x", real=True)
    >>> in_cases([(x, sp.Ne(a, 1)), (-x, sp.Eq(a, 1))])
    Piecewise((x, Ne(a, 1)), (-x, Eq(a, 1)))
    """
    kept = [(answer, condition) for answer, condition in cases if condition != sp.false]
    if kept and kept[0][1] == sp.true:
        return kept[0][0]
    return sp.Piecewise(*kept, evaluate=False) if kept else sp.nan


def under(condition: sp.Basic, answer: sp.Expr) -> list[Case]:
    """The cases of `answer` where `condition` holds, too."""
    if not isinstance(answer, sp.Piecewise):
        return [(answer, condition)]
    return [(inner, sp.And(condition, own)) for inner, own in answer.args]


def merged(cases: Iterable[Case]) -> list[Case]:
    """Cases with the same formula as one."""
    found: dict[sp.Expr, sp.Basic] = {}
    for answer, condition in cases:
        found[answer] = sp.Or(found[answer], condition) if answer in found else condition
    return list(found.items())
