"""Functions of several variables: vectors and matrices of formulas, and what is asked of them.

A vector or a matrix has one number for a value, so that all that compares numbers compares them too: its entries,
each times a weight of its place. Two vectors of formulas are the same if and, but for a coincidence that weights of
four digits rule out, only if these numbers are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import factorial
from typing import Any, ClassVar

import sympy as sp

from calcref.core.expr import add, mul, raw, substitute
from calcref.core.layout import ATOM, Inner, Piece, joined
from calcref.core.questions import At, Diff, Head, Question

ACROSS = (1543, 2389, 3467, 4801, 5717, 6883, 7919, 8837)  # weights of the entries of a vector, and of a row
DOWN = (1259, 2011, 3163, 4507, 5381, 6469, 7477, 9103)  # weights of the rows of a matrix
MOST = len(ACROSS)  # variables, or functions


class Vector(Head):
    """`Vector(a, b, ...)`: formulas side by side.

    >>> from calcref.core.questions import written
    >>> x = sp.Symbol("x", real=True)
    >>> written(Vector(x, 2))
    '(x, 2)'
    """

    __slots__ = ()
    tightness: ClassVar[int] = ATOM

    @property
    def entered(self) -> tuple[int, ...]:  # type: ignore[override]
        """Its value comes from all entries."""
        return tuple(range(len(self.args)))

    def text(self) -> Iterator[Piece]:
        yield from ("(", *joined(map(Inner, self.args), ", "), ")")

    def latex(self, flat: bool) -> Iterator[Piece]:
        if flat:
            yield from self.text()
            return
        yield from (r"\begin{pmatrix} ", *joined(map(Inner, self.args), r" \\ "), r" \end{pmatrix}")

    def valued(self, here: Any, *entered: Any) -> Any:
        return weighted(ACROSS, entered)

    def doit(self, **hints: Any) -> sp.Expr:
        return self.func(*(arg.doit(**hints) for arg in self.args))


class Rows(Head):
    """`Rows(Vector(...), Vector(...), ...)`: a matrix of formulas, row by row.

    >>> from calcref.core.questions import written
    >>> x, y = sp.symbols("x y", real=True)
    >>> written(Rows(Vector(x, y), Vector(0, 1)))
    '[x, y; 0, 1]'
    """

    __slots__ = ()
    tightness: ClassVar[int] = ATOM
    entered = Vector.entered  # type: ignore[assignment]
    doit = Vector.doit

    def text(self) -> Iterator[Piece]:
        yield "["
        for k, row in enumerate(self.args):
            yield "; " if k else ""
            yield from joined(map(Inner, row.args), ", ")
        yield "]"

    def latex(self, flat: bool) -> Iterator[Piece]:
        yield r"\begin{pmatrix} "
        for k, row in enumerate(self.args):
            yield r" \\ " if k else ""
            yield from joined((Inner(entry, 0, True) for entry in row.args), " & ")
        yield r" \end{pmatrix}"

    def valued(self, here: Any, *entered: Any) -> Any:
        return weighted(DOWN, entered)


def weighted(weights: Sequence[int], values: Iterable[Any]) -> Any:
    """The sum of `values`, each times the weight of its place."""
    first, *rest = (weight * value for weight, value in zip(weights, values, strict=False))
    return sum(rest, first)


class Several(Question):
    """A question about a function of several variables: `(expr, Tuple(x, y, ...))`, and a place, if it is about one.

    It is answered by reading off what other derivations ended with.
    """

    __slots__ = ()
    concludes: ClassVar[bool] = True
    tightness: ClassVar[int] = ATOM
    sign: ClassVar[tuple[str, str]] = ("", "")  # what stands before the function, in text and in TeX

    @property
    def variables(self) -> tuple[sp.Symbol, ...]:
        """Its variables, in their order."""
        return tuple(self.args[1].args)

    @property
    def var(self) -> sp.Symbol:
        """The first of its variables."""
        return self.variables[0]

    @property
    def place(self) -> tuple[sp.Expr, ...] | None:
        """The place that it asks about, or None."""
        return tuple(self.args[-1].args) if len(self.args) > self.least else None

    least: ClassVar[int] = 2  # arguments of a question about no place

    def below(self) -> tuple[sp.Expr, ...]:
        """What is written below the sign."""
        return self.variables

    def text(self) -> Iterator[Piece]:
        yield from (self.sign[0], "_(", *joined(map(Inner, self.below()), ", "), ")[", Inner(self.expr), "]")
        if self.place is not None:
            yield from ("(", *joined(map(Inner, self.place), ", "), ")")

    def latex(self, flat: bool) -> Iterator[Piece]:
        below = joined((Inner(it, 0, True) for it in self.below()), ", ")
        yield from (self.sign[1], "_{", *below, "}", r"\left[", Inner(self.expr), r"\right]")
        if self.place is not None:
            yield from ("_{(", *joined((Inner(it, 0, True) for it in self.place), ", "), ")}")

    def slope(self, here: Any, expr: sp.Expr, *along: sp.Symbol) -> Any:
        """The derivative of `expr` in these variables, one after the other, where the question asks for it."""
        for var in along[:-1]:
            expr = raw(Diff, expr, var)
        return self.read(here, raw(Diff, expr, along[-1]))

    def read(self, here: Any, expr: sp.Expr) -> Any:
        """The value of `expr` where the question asks for it."""
        if self.place is None:
            return expr.valued(here) if isinstance(expr, Diff) else here.closed(nowhere(expr), 0)
        for var, value in zip(self.variables, self.place, strict=True):
            expr = raw(At, expr, var, value)
        return read(here, expr)


def nowhere(expr: sp.Expr) -> sp.Expr:
    """`expr`, read at a value of a letter that does not occur in it."""
    return raw(At, expr, ALONG, sp.S.Zero)


ALONG = sp.Symbol("_t", real=True)  # how far along a line; no reader types it


def read(here: Any, expr: sp.Expr) -> Any:
    """The value of an expression that is read at a place, by what the evaluator `here` can do."""
    (place,) = (expr.args[k] for k in expr.entered)
    return here.closed(expr, here.closed(nowhere(place), 0))


class Gradient(Several):
    """`Gradient(f, Tuple(x, y, ...))`: the vector of all partial derivatives.

    >>> x, y = sp.symbols("x y", real=True)
    >>> Gradient(x * y, sp.Tuple(x, y)).doit()
    Vector(y, x)
    """

    __slots__ = ()
    sign = ("∇", r"\nabla")

    def valued(self, here: Any, *entered: Any) -> Any:
        return weighted(ACROSS, (self.slope(here, self.expr, var) for var in self.variables))

    def doit(self, **hints: Any) -> sp.Expr:
        return _placed(self, Vector(*(sp.diff(self.expr.doit(**hints), var) for var in self.variables)))


class Jacobian(Several):
    """`Jacobian(Vector(f, g, ...), Tuple(x, y, ...))`: a row of partial derivatives for each function."""

    __slots__ = ()
    sign = ("J", "J")

    def valued(self, here: Any, *entered: Any) -> Any:
        rows = (weighted(ACROSS, (self.slope(here, it, var) for var in self.variables)) for it in self.expr.args)
        return weighted(DOWN, rows)

    def doit(self, **hints: Any) -> sp.Expr:
        rows = (Vector(*(sp.diff(it.doit(**hints), var) for var in self.variables)) for it in self.expr.args)
        return _placed(self, Rows(*rows))


class Hessian(Several):
    """`Hessian(f, Tuple(x, y, ...))`: the matrix of all second partial derivatives.

    The entry in the row of x and the column of y is differentiated in x first, then in y.
    """

    __slots__ = ()
    sign = ("∇²", r"\nabla^{2}")

    def valued(self, here: Any, *entered: Any) -> Any:
        rows = (
            weighted(ACROSS, (self.slope(here, self.expr, first, then) for then in self.variables))
            for first in self.variables
        )
        return weighted(DOWN, rows)

    def doit(self, **hints: Any) -> sp.Expr:
        inner = self.expr.doit(**hints)
        rows = (Vector(*(sp.diff(inner, first, then) for then in self.variables)) for first in self.variables)
        return _placed(self, Rows(*rows))


class Directional(Several):
    """`Directional(f, Tuple(x, y, ...), Tuple(v, w, ...))`: the derivative of f along a line in a direction.

    Its value is a slope along that line, and no partial derivative is taken for it.

    >>> x, y = sp.symbols("x y", real=True)
    >>> Directional(x * y, sp.Tuple(x, y), sp.Tuple(3, 4)).doit()
    4*x + 3*y
    """

    __slots__ = ()
    sign = ("D", "D")
    least = 3

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
    least = 4

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


def _placed(question: Several, answer: sp.Expr) -> sp.Expr:
    place = question.place
    return answer if place is None else answer.subs(dict(zip(question.variables, place, strict=True)))


class SeveralExpansion(Several):
    """`SeveralExpansion(f, Tuple(x, y, ...), n, Tuple(a, b, ...))`: the polynomial of degree n that fits f best there.

    Its value comes from slopes along the line from that place, and no partial derivative is taken for it.

    >>> x, y = sp.symbols("x y", real=True)
    >>> SeveralExpansion(sp.exp(x) * sp.sin(y), sp.Tuple(x, y), 2, sp.Tuple(0, 0)).doit()
    x*y + y
    """

    __slots__ = ()
    least = 4

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
