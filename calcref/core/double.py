"""The question of a double integral: over x from a to b, of what is integrated over y between functions of x."""

from __future__ import annotations

from typing import Any

import sympy as sp

from calcref.core.expr import raw
from calcref.core.questions import Accumulation, Bounded, Question


class DoubleIntegral(Bounded, Question):
    """`DoubleIntegral(Accumulation(f, y, c, d), x, a, b)`: what is the integral over both variables?

    >>> from calcref.core.questions import written
    >>> x, y = sp.symbols("x y", real=True)
    >>> written(double(x * y, (y, sp.S.Zero, x), (x, sp.S.Zero, sp.S.One)))
    '∫[0, 1] ∫[0, x] x*y dy dx'
    """

    __slots__ = ()

    @property
    def inner(self) -> Accumulation:
        """The integral inside."""
        found: Accumulation = self.args[0]
        return found

    def valued(self, here: Any, *entered: Any) -> Any:
        return here.double_integral(self, *entered)

    def doit(self, **hints: Any) -> sp.Expr:
        (_, y, c, d), (_, x, a, b) = self.inner.args, self.args
        return sp.integrate(self.inner.expr.doit(**hints), (y, c, d), (x, a, b))


def double(expr: sp.Expr, inner: tuple[sp.Expr, ...], outer: tuple[sp.Expr, ...]) -> DoubleIntegral:
    """The double integral of `expr`, over the inner variable between its bounds first."""
    found: DoubleIntegral = raw(DoubleIntegral, raw(Accumulation, expr, *inner), *outer)
    return found
