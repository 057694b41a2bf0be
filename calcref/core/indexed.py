"""Sums and products of terms that a whole number counts, whose bounds may be letters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import sympy as sp

from calcref.core.layout import NEGATIVE, PRODUCT, Inner, Piece, joined
from calcref.core.questions import Head

MOST_TERMS = 300  # that are written out, to have a value


class Indexed(Head):
    """`Indexed(expr, i, m, n)`: `expr` for every whole `i` from `m` to `n`, put together; no question."""

    __slots__ = ()
    outside = entered = (2, 3)
    tightness = NEGATIVE
    name: ClassVar[str]
    in_sympy: ClassVar[Any]

    @property
    def lower(self) -> sp.Expr:
        """Where the index starts."""
        return self.args[2]

    @property
    def upper(self) -> sp.Expr:
        """Where the index ends."""
        return self.args[3]

    def text(self) -> Iterator[Piece]:
        yield from (self.name, "(", *joined(map(Inner, self.args), ", "), ")")

    def latex(self, flat: bool) -> Iterator[Piece]:
        yield from (rf"\{self.name}_{{", Inner(self.var, 0, True), " = ", Inner(self.lower, 0, True))
        yield from ("}^{", Inner(self.upper, 0, True), "} ", Inner(self.expr, PRODUCT, flat))

    def valued(self, here: Any, *entered: Any) -> Any:
        return here.indexed(self, *entered)

    def doit(self, **hints: Any) -> sp.Expr:
        expr, lower, upper = (self.args[k].doit(**hints) for k in (0, 2, 3))
        if (upper - lower).is_number and upper - lower > MOST_TERMS:
            return self
        return type(self).in_sympy(expr, (self.var, lower, upper)).doit(**hints)


class IndexedSum(Indexed):
    """`IndexedSum(expr, i, m, n)`: the sum of `expr` for every whole `i` from `m` to `n`; 0 where there is none.

    >>> i, n = sp.symbols("i n", integer=True)
    >>> IndexedSum(i, i, 1, 4).doit(), IndexedSum(i, i, 1, n).free_symbols
    (10, {n})
    """

    __slots__ = ()
    name = "sum"
    in_sympy = sp.Sum


class IndexedProduct(Indexed):
    """`IndexedProduct(expr, i, m, n)`: that of `expr` for every whole `i` from `m` to `n`; 1 where there is none.

    >>> i = sp.Symbol("i", integer=True)
    >>> IndexedProduct(i, i, 1, 4).doit()
    24
    """

    __slots__ = ()
    name = "prod"
    in_sympy = sp.Product


def index(name: str, lower: sp.Expr) -> sp.Symbol:
    """The whole number of that name that starts at `lower`.

    >>> index("i", sp.S.One).is_positive
    True
    """
    if lower.is_Integer and lower > 0:
        return sp.Symbol(name, integer=True, positive=True)
    return sp.Symbol(name, integer=True, nonnegative=True) if lower.is_zero else sp.Symbol(name, integer=True)
