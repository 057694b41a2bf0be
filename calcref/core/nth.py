"""The question of a derivative of any order, and how deep derivatives are nested."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy as sp

from calcref.core.expr import raw
from calcref.core.layout import ATOM, Inner, Piece
from calcref.core.nested import nested
from calcref.core.questions import Diff, Question


class NthDiff(Question):
    """`NthDiff(expr, x, n)`: what is the derivative of order `n` of `expr` in `x`?

    >>> x = sp.Symbol("x", real=True)
    >>> NthDiff(x**3, x, 2).doit()
    6*x
    """

    __slots__ = ()
    entered = (2,)

    @property
    def order(self) -> sp.Expr:
        """How often to differentiate, which may be a letter."""
        return self.args[2]

    def text(self) -> Iterator[Piece]:
        order, var = Inner(self.order, ATOM), Inner(self.var, ATOM)
        yield from ("d^", order, "/d", var, "^", order, "[", Inner(self.expr), "]")

    def latex(self, flat: bool) -> Iterator[Piece]:
        order = Inner(self.order, 0, True)
        yield from (
            r"\frac{d^{",
            order,
            r"}}{d",
            Inner(self.var),
            "^{",
            order,
            r"}}\left[",
            Inner(self.expr),
            r"\right]",
        )

    def valued(self, here: Any, *entered: Any) -> Any:
        return here.nth(self, *entered)

    def doit(self, **hints: Any) -> sp.Expr:
        inner, order = self.expr.doit(**hints), self.order.doit(**hints)
        return sp.diff(inner, self.var, order) if order.is_Integer else self.func(inner, self.var, order)


def of_order(expr: sp.Expr, var: sp.Symbol, order: int) -> sp.Expr:
    """The question of the derivative of this order: `expr` itself for 0, nested derivatives up to 2."""
    if order > 2:
        return raw(NthDiff, expr, var, sp.Integer(order))
    for _ in range(order):
        expr = raw(Diff, expr, var)
    return expr


def asked_order(question: Question) -> tuple[sp.Expr, int]:
    """What is differentiated, and how often; derivatives of derivatives are counted.

    >>> x = sp.Symbol("x", real=True)
    >>> asked_order(Diff(Diff(sp.sin(x), x), x))
    (sin(x), 2)
    """
    if isinstance(question, NthDiff):
        return question.expr, int(question.order)
    return nested(question)
