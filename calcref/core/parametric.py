"""The question of the slope of a path: of one coordinate by the other, as both follow a clock."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy as sp

from calcref.core.layout import NEGATIVE, Inner, Piece
from calcref.core.questions import Question


class ParametricSlope(Question):
    """`ParametricSlope(up, t, across, k)`: the k-th derivative of `up` by `across`, which both change with `t`?

    >>> from calcref.core.questions import written
    >>> t = sp.Symbol("t", real=True)
    >>> written(ParametricSlope(sp.sin(t), t, sp.cos(t), 2))
    'd^2[sin(t)]/d[cos(t)]^2'
    """

    __slots__ = ()
    tightness = NEGATIVE

    @property
    def across(self) -> sp.Expr:
        """The coordinate in which the other is differentiated."""
        return self.args[2]

    @property
    def order(self) -> int:
        """How many times to differentiate."""
        return int(self.args[3])

    def text(self) -> Iterator[Piece]:
        power = f"^{self.order}" if self.order > 1 else ""
        yield from (f"d{power}[", Inner(self.expr), "]/d[", Inner(self.across), f"]{power}")

    def latex(self, flat: bool) -> Iterator[Piece]:
        power = f"^{self.order}" if self.order > 1 else ""
        yield from (rf"\frac{{d{power}\left[", Inner(self.expr, 0, flat), r"\right]}{d\left[")
        yield from (Inner(self.across, 0, flat), rf"\right]{power}}}")

    def valued(self, here: Any, *entered: Any) -> Any:
        return here.parametric(self)
