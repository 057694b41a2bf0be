"""The slopes of functions that several equations describe, and of the inverse of a map of several variables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy as sp

from calcref.core.layout import NEGATIVE, POWER, PRODUCT, Inner, Piece, joined
from calcref.core.questions import Head
from calcref.core.several import ACROSS, DOWN, Rows, Several, Vector, nowhere, read, weighted


class InverseOf(Head):
    """`InverseOf(Rows(...))`: the inverse of a matrix of formulas, given and not asked for."""

    __slots__ = ()
    tightness = POWER

    def text(self) -> Iterator[Piece]:
        yield from (Inner(self.expr), "^-1")

    def latex(self, flat: bool) -> Iterator[Piece]:
        yield from (Inner(self.expr, 0, flat), "^{-1}")

    def valued(self, here: Any, *entered: Any) -> Any:
        return weighted(DOWN, (weighted(ACROSS, row) for row in _inverse(_entries(here, self.expr))))

    def doit(self, **hints: Any) -> sp.Expr:
        return Rows(*(Vector(*row) for row in sp.Matrix([row.args for row in self.expr.args]).inv().tolist()))


class SolutionOf(Head):
    """`SolutionOf(Rows(...), Vector(...))`: the inverse of a matrix of formulas, times a vector."""

    __slots__ = ()
    tightness = PRODUCT

    def text(self) -> Iterator[Piece]:
        yield from (Inner(self.args[0]), "^-1 ", Inner(self.args[1]))

    def latex(self, flat: bool) -> Iterator[Piece]:
        yield from (Inner(self.args[0], 0, flat), "^{-1} ", Inner(self.args[1], 0, flat))

    def valued(self, here: Any, *entered: Any) -> Any:
        rows, column = _inverse(_entries(here, self.args[0])), [read(here, nowhere(it)) for it in self.args[1].args]
        return weighted(
            ACROSS, (sum((one * other for one, other in zip(row, column, strict=True)), 0 * column[0]) for row in rows)
        )

    def doit(self, **hints: Any) -> sp.Expr:
        return Vector(*sp.Matrix([row.args for row in self.args[0].args]).LUsolve(sp.Matrix(self.args[1].args)))


Numbers = list[list[Any]]


def _entries(here: Any, rows: sp.Expr) -> Numbers:
    return [[read(here, nowhere(entry)) for entry in row.args] for row in rows.args]


def _inverse(rows: Numbers) -> Numbers:
    """The inverse of a small matrix of numbers of any kind."""
    whole, places = _determinant(rows), range(len(rows))
    if whole == 0:
        raise ZeroDivisionError
    return [[(-1) ** (i + j) * _determinant(_without(rows, j, i)) / whole for j in places] for i in places]


def _without(rows: Numbers, down: int, across: int) -> Numbers:
    return [[*row[:across], *row[across + 1 :]] for k, row in enumerate(rows) if k != down]


def _determinant(rows: Numbers) -> Any:
    if not rows:
        return 1
    return sum((-1) ** k * entry * _determinant(_without(rows, 0, k)) for k, entry in enumerate(rows[0]))


class ImplicitSlopes(Several):
    """`ImplicitSlopes(Vector(f, g, ...), Tuple(x, y, z, ...))`: how y, z, ... move with x while f, g, ... keep still?

    >>> from calcref.core.questions import written
    >>> x, y, z = sp.symbols("x y z", real=True)
    >>> written(ImplicitSlopes(Vector(x + y, y - z), sp.Tuple(x, y, z)))
    'd(y, z)/dx where x + y = 0, y - z = 0'
    """

    __slots__ = ()
    tightness = NEGATIVE

    @property
    def moving(self) -> tuple[sp.Symbol, ...]:
        """The letters that stand for functions."""
        return self.variables[1:]

    def text(self) -> Iterator[Piece]:
        yield from ("d", Inner(Vector(*self.moving)), "/d", Inner(self.var), " where ")
        yield from joined((Inner(it) for it in self.expr.args), " = 0, ")
        yield " = 0"

    def latex(self, flat: bool) -> Iterator[Piece]:
        yield from (r"\frac{d(", *joined(map(Inner, self.moving), ", "), ")}{d", Inner(self.var), r"} \text{ where } ")
        yield from joined((Inner(it, 0, flat) for it in self.expr.args), r" = 0,\; ")
        yield " = 0"

    def valued(self, here: Any, *entered: Any) -> Any:
        return here.implicit_slopes(self)

    def doit(self, **hints: Any) -> sp.Expr:
        inner = sp.Matrix([it.doit(**hints) for it in self.expr.args])
        found = inner.jacobian(list(self.moving)).LUsolve(inner.jacobian([self.var]))
        return Vector(*(-it for it in found))


class InverseJacobian(Several):
    """`InverseJacobian(Vector(f, g, ...), Tuple(x, y, ...))`: how x, y, ... answer to the values of f, g, ...?

    >>> from calcref.core.questions import written
    >>> x, y = sp.symbols("x y", real=True)
    >>> written(InverseJacobian(Vector(x + y, x - y), sp.Tuple(x, y)))
    'd(x, y)/d(x + y, x - y)'
    """

    __slots__ = ()
    tightness = NEGATIVE

    def text(self) -> Iterator[Piece]:
        yield from ("d", Inner(Vector(*self.variables)), "/d", Inner(self.expr))

    def latex(self, flat: bool) -> Iterator[Piece]:
        yield from (r"\frac{\partial(", *joined(map(Inner, self.variables), ", "), r")}{\partial(")
        yield from (*joined((Inner(it, 0, True) for it in self.expr.args), r",\, "), ")}")

    def valued(self, here: Any, *entered: Any) -> Any:
        return here.inverse_jacobian(self)

    def doit(self, **hints: Any) -> sp.Expr:
        inner = sp.Matrix([it.doit(**hints) for it in self.expr.args])
        return Rows(*(Vector(*row) for row in inner.jacobian(list(self.variables)).inv().tolist()))
