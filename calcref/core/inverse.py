"""The question of the slope of an inverse function, where the function itself is read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy as sp

from calcref.core.expr import fresh, raw
from calcref.core.layout import NEGATIVE, Inner, Piece
from calcref.core.parametric import ParametricSlope
from calcref.core.questions import Question


class InverseSlope(Question):
    """`InverseSlope(expr, x)`: the slope of the inverse of `expr` in `x`, at the value that `expr` has at `x`?

    >>> from calcref.core.questions import written
    >>> x = sp.Symbol("x", real=True)
    >>> written(InverseSlope(x + sp.exp(x), x))
    'dx/dy where y = x + e^x'
    """

    __slots__ = ()
    tightness = NEGATIVE

    def text(self) -> Iterator[Piece]:
        y = fresh(self, "yzwv").name
        yield from ("d", Inner(self.var), f"/d{y} where {y} = ", Inner(self.expr))

    def latex(self, flat: bool) -> Iterator[Piece]:
        y = fresh(self, "yzwv").name
        yield from (r"\frac{d", Inner(self.var), rf"}}{{d{y}}} \text{{ where }} {y} = ", Inner(self.expr, 0, flat))

    def valued(self, here: Any, *entered: Any) -> Any:
        """By walking: how far `x` has to go for a small change of `expr`."""
        return here.parametric(raw(ParametricSlope, self.var, self.var, self.expr, sp.S.One))
