"""Determinants of small matrices of formulas, written out and not evaluated."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp

from calcref.core.expr import add, mul, negative

Matrix = Sequence[Sequence[sp.Expr]]


def determinant(rows: Matrix) -> sp.Expr:
    """The determinant, expanded along the first row; terms with a factor 0 are left out.

    >>> a, b, c, d = sp.symbols("a b c d", real=True)
    >>> determinant([[a, b], [c, d]])
    a*d - b*c
    """
    if not rows:
        return sp.S.One
    first, *below = rows
    terms = []
    for k, entry in enumerate(first):
        term = mul(entry, determinant([[*row[:k], *row[k + 1 :]] for row in below]))
        if term != 0:
            terms.append(negative(term) if k % 2 else term)
    return add(*terms)


def replaced(rows: Matrix, place: int, column: Sequence[sp.Expr]) -> list[list[sp.Expr]]:
    """The matrix with another column at a place, as in Cramer's rule."""
    return [[*row[:place], entry, *row[place + 1 :]] for row, entry in zip(rows, column, strict=True)]


def cofactor(rows: Matrix, down: int, across: int) -> sp.Expr:
    """The signed determinant of what is left without a row and a column."""
    left = [[*row[:across], *row[across + 1 :]] for k, row in enumerate(rows) if k != down]
    minor = determinant(left)
    return negative(minor) if (down + across) % 2 else minor
