"""The question for a Taylor polynomial."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy as sp

from calcref.core.layout import ATOM, PRODUCT, Inner, Piece
from calcref.core.questions import Question


class Expansion(Question):
    """`Expansion(expr, x, a, n)`: which polynomial in `x` of degree `n` fits `expr` best at `a`?

    >>> x = sp.Symbol("x", real=True)
    >>> Expansion(sp.exp(x), x, 0, 2).doit()
    x**2/2 + x + 1
    """

    __slots__ = ()
    tightness = PRODUCT

    @property
    def about(self) -> sp.Expr:
        """The place at which it fits."""
        return self.args[2]

    @property
    def order(self) -> int:
        """The degree of the polynomial."""
        return int(self.args[3])

    def text(self) -> Iterator[Piece]:
        yield from ("T", Inner(self.args[3], ATOM), "[", Inner(self.expr), " | ", Inner(self.var), " = ")
        yield from (Inner(self.about), "]")

    def latex(self, flat: bool) -> Iterator[Piece]:
        yield from ("T_{", Inner(self.args[3], 0, True), r"}\left[", Inner(self.expr), r"\right]")
        yield from ("_{", Inner(self.var, 0, True), " = ", Inner(self.about, 0, True), "}")

    def valued(self, here: Any, *entered: Any) -> Any:
        return here.expansion(self)

    def doit(self, **hints: Any) -> sp.Expr:
        expr, var, about = self.expr.doit(**hints), self.var, self.about
        slopes = (sp.diff(expr, var, k).subs(var, about) for k in range(self.order + 1))
        return sum((slope * (var - about) ** k / sp.factorial(k) for k, slope in enumerate(slopes)), sp.S.Zero)
