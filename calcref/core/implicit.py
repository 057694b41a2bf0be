"""Functions that are not given: their slopes, and the slopes of those that an equation describes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy as sp

from calcref.core.layout import ATOM, NEGATIVE, Inner, Piece, joined
from calcref.core.questions import Head, Question


class Prime(Head):
    """`Prime(f(u), k)`: the k-th derivative of a function that is not given, read where its argument is; no question.

    >>> from calcref.core.questions import written
    >>> x = sp.Symbol("x", real=True)
    >>> written(Prime(sp.Function("f")(x), 2)), written(Prime(sp.Function("f")(2 * x), 1))
    ("f''", "f'(2*x)")
    """

    __slots__ = ()
    tightness = ATOM

    @property
    def order(self) -> int:
        """How many times it is differentiated."""
        return int(self.args[1])

    def _written(self, flat: bool) -> Iterator[Piece]:
        marks = "'" * self.order if self.order < 4 else f"^{{({self.order})}}"
        yield f"{self.expr.func.__name__}{marks}"
        if not all(arg.is_Symbol for arg in self.expr.args):
            yield from ("(", *joined((Inner(arg, 0, flat) for arg in self.expr.args), ", "), ")")

    def text(self) -> Iterator[Piece]:
        return self._written(True)

    def latex(self, flat: bool) -> Iterator[Piece]:
        return self._written(flat)

    def valued(self, here: Any, *entered: Any) -> Any:
        return here.prime(self)


class ImplicitSlope(Question):
    """`ImplicitSlope(left, x, y, right, k)`: the k-th derivative in `x` of the `y` that keeps `left = right`?"""

    __slots__ = ()
    tightness = NEGATIVE

    @property
    def y(self) -> sp.Symbol:
        """The letter that stands for the function of x."""
        return self.args[2]

    @property
    def right(self) -> sp.Expr:
        """The right side of the equation."""
        return self.args[3]

    @property
    def order(self) -> int:
        """How many times to differentiate."""
        return int(self.args[4])

    def text(self) -> Iterator[Piece]:
        power = f"^{self.order}" if self.order > 1 else ""
        yield from (f"d{power}", Inner(self.y), "/d", Inner(self.var), power)
        yield from (" where ", Inner(self.expr), " = ", Inner(self.right))

    def latex(self, flat: bool) -> Iterator[Piece]:
        power = f"^{self.order}" if self.order > 1 else ""
        yield from (rf"\frac{{d{power}", Inner(self.y), "}{d", Inner(self.var), rf"{power}}} \text{{ where }} ")
        yield from (Inner(self.expr, 0, flat), " = ", Inner(self.right, 0, flat))

    def valued(self, here: Any, *entered: Any) -> Any:
        return here.implicit(self)
