"""Conditions that rules share, and how one is decided at a point."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy as sp

from calcref.core.decide import is_tiny, sign_of
from calcref.core.expr import add, negative, nodes, replace, substitute, symbols_of, tree_size
from calcref.core.foreign import SYMPY_RAISES
from calcref.core.records import Condition, Point, Where

WALKABLE = 200  # SymPy's own walks are called on expressions of at most so many nodes


def value_at(expr: sp.Expr, point: Point) -> sp.Expr | None:
    """The value of `expr` at `point` in SymPy's own heads, or None where it is no number there or too large to tell."""
    try:
        return _value_at(case_at(expr, point), point)
    except SYMPY_RAISES:
        return None


def _value_at(expr: sp.Expr, point: Point) -> sp.Expr | None:
    there = substitute(expr, point)
    if tree_size(there) > WALKABLE:
        return None
    if symbols_of(there):  # letters may cancel, as in y - y
        value = there.doit()
        return value if value.is_number else None
    if any(_has_no_value(substitute(node, point).doit()) for node in nodes(expr) if node.is_Pow or node.is_Function):
        return sp.nan  # 0 times anything is 0, also 0·sin(1/0); and e^(ln(-1)) is -1, by way of complex numbers
    value = there.doit()
    if value.is_number and value.is_zero is None and is_tiny(value):
        return sp.S.Zero
    return value if value.is_number else None


def case_at(expr: sp.Expr, point: Point) -> sp.Expr:
    """`expr` with the case that holds at `point` in place of cases, where that can be told."""
    while True:
        cases = {node: _case(node, point) for node in nodes(expr) if isinstance(node, sp.Piecewise)}
        found = {node: case for node, case in cases.items() if case is not None}
        if not found:
            return expr
        expr = replace(expr, found, lambda node: False)


def _case(node: sp.Piecewise, point: Point) -> sp.Expr | None:
    """The first case of `node` that holds at `point`; None where one before it cannot be told."""
    for part, condition in node.args:
        holds = _holds(condition, point)
        if holds is not False:
            return part if holds else None
    return sp.nan


def _holds(condition: Any, point: Point) -> bool | None:
    if isinstance(condition, sp.Rel):
        found = sign_of(add(substitute(condition.lhs, point), negative(substitute(condition.rhs, point))).doit())
        return None if found is None else bool(condition.func(sp.Integer(found), sp.S.Zero))
    known = [_holds(part, point) for part in condition.args]
    if isinstance(condition, sp.Not):
        return None if known[0] is None else not known[0]
    if isinstance(condition, sp.And | sp.Or):
        decisive = isinstance(condition, sp.Or)
        return decisive if decisive in known else None if None in known else not decisive
    return bool(condition)


def _has_no_value(value: sp.Expr) -> bool:
    return bool(value.has(sp.zoo, sp.nan, sp.AccumBounds)) or value.is_real is False


def holds_at(expr: sp.Expr, point: Point, test: Callable[[sp.Expr], bool | None]) -> bool | None:
    """Whether `test` holds for the value of `expr` at `point`; False where that value is not a real number."""
    value = value_at(expr, point)
    if value is None:
        return None
    if value.is_real is False or value.has(sp.nan, sp.zoo, sp.oo, -sp.oo):
        return False
    return test(value)


def positive(letter: str, text: str = "") -> Condition:
    """The condition that what `letter` stands for is positive."""

    def holds(where: Where, point: Point) -> bool | None:
        return holds_at(where[letter], point, lambda value: value.is_positive)

    return Condition(text or f"${letter} > 0$", holds)


def nonzero(letter: str, text: str = "") -> Condition:
    """The condition that what `letter` stands for is not zero."""

    def holds(where: Where, point: Point) -> bool | None:
        return holds_at(where[letter], point, lambda value: value.is_nonzero)

    return Condition(text or f"${letter} \\neq 0$", holds)


def within(letter: str, test: Callable[[sp.Expr], bool | None], text: str) -> Condition:
    """The condition that `test` holds for the value of what `letter` stands for."""

    def holds(where: Where, point: Point) -> bool | None:
        return holds_at(where[letter], point, test)

    return Condition(text, holds)


def where_named(condition: Condition, *letters: str) -> Condition:
    """The condition that `condition` holds, asked only where all of `letters` stand for something: a step that gives
    them no meaning uses the law in another form, which the statement's condition is not about.
    """

    def holds(where: Where, point: Point) -> bool | None:
        return condition.holds(where, point) if where.keys() >= set(letters) else True

    return Condition(condition.text, holds)
