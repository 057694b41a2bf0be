"""Conditions that rules share, and how one is decided at a point."""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp

from calcref.core.decide import is_tiny
from calcref.core.expr import nodes, substitute, symbols_of, tree_size
from calcref.core.records import Condition, Point, Where

WALKABLE = 200  # SymPy's own walks are called on expressions of at most so many nodes


def value_at(expr: sp.Expr, point: Point) -> sp.Expr | None:
    """The value of `expr` at `point` in SymPy's own heads, or None where it is no number there or too large to tell."""
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
