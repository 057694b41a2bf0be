"""Questions about a function of several variables along a line or a path, where it is a function of one.

Their values are slopes along that line, and no partial derivative is taken for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import factorial
from typing import Any

import sympy as sp

from calcref.core.expr import add, mul, raw, substitute
from calcref.core.layout import ATOM, Inner, Piece, joined
from calcref.core.questions import Diff
from calcref.core.several import ALONG, Several, Vector, nowhere


class Directional(Several):
    """`Directional(f, Tuple(x, y, ...), Tuple(v, w, ...))`: the derivative of f along a line in a direction.

    Its value is a slope along that line, and no partial derivative is taken for it.

    >>> x, y = sp.symbols("x y", real=True)
    >>> Directional(x * y, sp.Tuple(x, y), sp.Tuple(3, 4)).doit()
    4*x + 3*y
    """

    __slots__ = ()
    sign = ("D", "D")
    kinds = (sp.Expr, sp.Tuple, sp.Tuple)

    @property
    def direction(self) -> tuple[sp.Expr, ...]:
        """How far each variable goes as the line goes one step."""
        return tuple(self.args[2].args)

    def below(self) -> tuple[sp.Expr, ...]:
        return (Vector(*self.direction),)

    def line(self) -> sp.Expr:
        """The function along the line through the place, or through the variables, by the letter `ALONG`."""
        start = self.variables if self.place is None else self.place
        moved = zip(self.variables, start, self.direction, strict=True)
        return substitute(self.expr, {var: add(here, mul(by, ALONG)) for var, here, by in moved})

    def valued(self, here: Any, *entered: Any) -> Any:
        return here.closed(nowhere(raw(Diff, self.line(), ALONG)), 0)

    def doit(self, **hints: Any) -> sp.Expr:
        return sp.diff(self.line().doit(**hints), ALONG).subs(ALONG, 0)


class TotalDerivative(Several):
    """`TotalDerivative(f, Tuple(u, v, ...), Tuple(g, h, ...), Tuple(t))`: the derivative in t of f at u = g, v = h, ...

    Its value is the slope of the composition, and the chain rule has no part in it.

    >>> t, u, v = sp.symbols("t u v", real=True)
    >>> TotalDerivative(u * v, sp.Tuple(u, v), sp.Tuple(t, t**2), sp.Tuple(t)).doit()
    3*t**2
    """

    __slots__ = ()
    kinds = (sp.Expr, sp.Tuple, sp.Tuple, sp.Tuple)
    at_places = False

    @property
    def paths(self) -> tuple[sp.Expr, ...]:
        """What stands for each variable."""
        return tuple(self.args[2].args)

    @property
    def clock(self) -> sp.Symbol:
        """The letter that all of them follow."""
        return self.args[3].args[0]

    def text(self) -> Iterator[Piece]:
        yield from ("d/d", Inner(self.clock, ATOM), "[", Inner(self.expr), " | ", *self._where(" = "), "]")

    def latex(self, flat: bool) -> Iterator[Piece]:
        yield from (r"\frac{d}{d", Inner(self.clock), r"}\left[", Inner(self.expr), r"\right]_{", *self._where(" = "))
        yield "}"

    def _where(self, equal: str) -> Iterator[Piece]:
        for k, (var, path) in enumerate(zip(self.variables, self.paths, strict=True)):
            yield ", " if k else ""
            yield from (Inner(var, 0, True), equal, Inner(path, 0, True))

    def composed(self) -> sp.Expr:
        """The function of the one letter that it is about."""
        return substitute(self.expr, dict(zip(self.variables, self.paths, strict=True)))

    def valued(self, here: Any, *entered: Any) -> Any:
        return here.derivative(self.composed(), self.clock)

    def doit(self, **hints: Any) -> sp.Expr:
        return sp.diff(self.composed().doit(**hints), self.clock)


class SeveralExpansion(Several):
    """`SeveralExpansion(f, Tuple(x, y, ...), n, Tuple(a, b, ...))`: the polynomial of degree n that fits f best there.

    Its value comes from slopes along the line from that place, and no partial derivative is taken for it.

    >>> x, y = sp.symbols("x y", real=True)
    >>> SeveralExpansion(sp.exp(x) * sp.sin(y), sp.Tuple(x, y), 2, sp.Tuple(0, 0)).doit()
    x*y + y
    """

    __slots__ = ()
    kinds = (sp.Expr, sp.Tuple, sp.Integer, sp.Tuple)
    at_places = False

    @property
    def about(self) -> tuple[sp.Expr, ...]:
        """The place at which it fits."""
        return tuple(self.args[3].args)

    @property
    def order(self) -> int:
        """The degree of the polynomial."""
        return int(self.args[2])

    def text(self) -> Iterator[Piece]:
        yield from (f"T{self.order}[", Inner(self.expr), " | ", *self._where(), "]")

    def latex(self, flat: bool) -> Iterator[Piece]:
        yield from (f"T_{{{self.order}}}", r"\left[", Inner(self.expr), r"\right]_{", *self._where(), "}")

    def _where(self) -> Iterator[Piece]:
        yield from ("(", *joined((Inner(it, 0, True) for it in self.variables), ", "), ") = ")
        yield from ("(", *joined((Inner(it, 0, True) for it in self.about), ", "), ")")

    def line(self) -> sp.Expr:
        """The function along the line from the place to where the polynomial is read, by the letter `ALONG`."""
        ends = zip(self.variables, self.about, strict=True)
        return substitute(self.expr, {var: add(a, mul(ALONG, add(var, mul(sp.S.NegativeOne, a)))) for var, a in ends})

    def valued(self, here: Any, *entered: Any) -> Any:
        slope, total = self.line(), here.closed(nowhere(sp.S.Zero), 0)
        for k in range(self.order + 1):
            total = total + here.closed(nowhere(slope), 0) / factorial(k)
            slope = raw(Diff, slope, ALONG)
        return total

    def doit(self, **hints: Any) -> sp.Expr:
        line = self.line().doit(**hints)
        slopes = (sp.diff(line, ALONG, k).subs(ALONG, 0) for k in range(self.order + 1))
        return sp.expand(sum((slope / factorial(k) for k, slope in enumerate(slopes)), sp.S.Zero))
