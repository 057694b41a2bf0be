"""The record of one integral that is looked up, and what rows are built from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import sympy as sp

from calcref.core.about import Source
from calcref.core.elementary.shapes import square
from calcref.core.expr import add, apply, mul, negative
from calcref.core.records import Condition
from calcref.core.shown import Brief
from calcref.core.simplify import standard_form

Letters = Mapping[str, sp.Expr]


@dataclass(frozen=True, slots=True, repr=False)
class Row(Brief):
    """One integral of the table.

    Args:
        id: the slug.
        name: what a reader calls it.
        of: `of(x, **letters)`, the integrand.
        answer: `answer(x, **letters)`, an antiderivative.
        source: where it can be read up.
        ml_use: where machine learning meets it.
        letters: the parameters of both, positive.
        read: from an integrand and its variable to the values of the letters, or None.
        conditions: where it holds, in the letter u for the variable and those of the parameters.
    """

    id: str
    name: str
    of: Callable[..., sp.Expr]
    answer: Callable[..., sp.Expr]
    source: Source
    ml_use: str
    letters: tuple[str, ...] = ()
    read: Callable[[sp.Expr, sp.Symbol], Letters | None] | None = None
    conditions: tuple[Condition, ...] = ()

    def fits(self, expr: sp.Expr, var: sp.Symbol) -> Letters | None:
        """The values of the letters that make the integrand `expr`, or None."""
        if self.read is not None:
            return self.read(expr, var)
        return {} if expr == standard_form(self.of(var)) else None


def squared(head: type[sp.Basic]) -> Callable[[sp.Expr], sp.Expr]:
    """The square of the function `head` of an expression."""
    return lambda u: square(apply(head, u))


def log(u: sp.Expr) -> sp.Expr:
    """The natural logarithm."""
    return apply(sp.log, u)


def log_abs(u: sp.Expr) -> sp.Expr:
    """The natural logarithm of the magnitude."""
    return log(apply(sp.Abs, u))


def log_less(u: sp.Expr) -> sp.Expr:
    """u ln u − u, an antiderivative of the logarithm."""
    return add(mul(u, log(u)), negative(u))
