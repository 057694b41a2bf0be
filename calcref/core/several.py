"""Functions of several variables: vectors and matrices of formulas, and what is asked of them.

A vector or a matrix has one number for a value, so that all that compares numbers compares them too: its entries,
each times a weight of its place. Two vectors of formulas are the same if and, but for a coincidence that weights of
four digits rule out, only if these numbers are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar

import sympy as sp
from sympy.core.basic import Basic

from calcref.core.expr import raw
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
        apart = r" \\[0.6em] " if any(_is_high(it) for it in self.args) else r" \\ "  # fractions are high
        yield from (r"\begin{pmatrix} ", *joined(map(Inner, self.args), apart), r" \end{pmatrix}")

    def valued(self, here: Any, *entered: Any) -> Any:
        return weighted(ACROSS, entered)

    def doit(self, **hints: Any) -> sp.Expr:
        return self.func(*(arg.doit(**hints) for arg in self.args))


def _is_high(entry: sp.Expr) -> bool:
    """Whether an open derivative stands in it, or a product with one."""
    terms = entry.args if isinstance(entry, sp.Add) else (entry,)
    return any(isinstance(it, Diff) for term in terms for it in (term, *(term.args if term.is_Mul else ())))


class Rows(Head):
    """`Rows(Vector(...), Vector(...), ...)`: a matrix of formulas, row by row.

    >>> from calcref.core.questions import written
    >>> x, y = sp.symbols("x y", real=True)
    >>> written(Rows(Vector(x, y), Vector(0, 1)))
    '[x, y; 0, 1]'
    """

    __slots__ = ()
    tightness: ClassVar[int] = ATOM
    entered = Vector.entered
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
    kinds: ClassVar[tuple[type[Basic], ...]] = (sp.Expr, sp.Tuple)  # of its arguments, before the place
    at_places: ClassVar[bool] = True  # whether a place may follow

    @classmethod
    def takes(cls, args: Sequence[Basic]) -> bool:
        """Whether these can be its arguments."""
        kinds = (*cls.kinds, sp.Tuple)[: len(args)] if cls.at_places else cls.kinds
        if len(args) < len(cls.kinds) or len(args) > len(kinds) or not all(map(isinstance, args, kinds)):
            return False
        return len(args[1].args) > 0 and all(isinstance(it, sp.Symbol) for it in args[1].args)

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
        return tuple(self.args[-1].args) if len(self.args) > len(self.kinds) else None

    @property
    def entries(self) -> tuple[tuple[sp.Expr, ...], ...]:
        """The questions that it holds, row by row, if its answer is a vector (one row) or a matrix; else none."""
        return ()

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
        return read(here, _at_place(expr, self))


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

    @property
    def entries(self) -> tuple[tuple[sp.Expr, ...], ...]:
        return (tuple(_at_place(raw(Diff, self.expr, var), self) for var in self.variables),)

    def valued(self, here: Any, *entered: Any) -> Any:
        return weighted(ACROSS, (self.slope(here, self.expr, var) for var in self.variables))

    def doit(self, **hints: Any) -> sp.Expr:
        return placed(self, Vector(*(sp.diff(self.expr.doit(**hints), var) for var in self.variables)))


class Jacobian(Several):
    """`Jacobian(Vector(f, g, ...), Tuple(x, y, ...))`: a row of partial derivatives for each function."""

    __slots__ = ()
    sign = ("J", "J")
    kinds = (Vector, sp.Tuple)

    @property
    def entries(self) -> tuple[tuple[sp.Expr, ...], ...]:
        return tuple(tuple(_at_place(raw(Diff, it, var), self) for var in self.variables) for it in self.expr.args)

    def valued(self, here: Any, *entered: Any) -> Any:
        rows = (weighted(ACROSS, (self.slope(here, it, var) for var in self.variables)) for it in self.expr.args)
        return weighted(DOWN, rows)

    def doit(self, **hints: Any) -> sp.Expr:
        rows = (Vector(*(sp.diff(it.doit(**hints), var) for var in self.variables)) for it in self.expr.args)
        return placed(self, Rows(*rows))


class Hessian(Several):
    """`Hessian(f, Tuple(x, y, ...))`: the matrix of all second partial derivatives.

    The entry in the row of x and the column of y is differentiated in x first, then in y.
    """

    __slots__ = ()
    sign = ("∇²", r"\nabla^{2}")

    @property
    def entries(self) -> tuple[tuple[sp.Expr, ...], ...]:
        slopes = [raw(Diff, self.expr, var) for var in self.variables]
        return tuple(tuple(_at_place(raw(Diff, it, var), self) for var in self.variables) for it in slopes)

    def valued(self, here: Any, *entered: Any) -> Any:
        rows = (
            weighted(ACROSS, (self.slope(here, self.expr, first, then) for then in self.variables))
            for first in self.variables
        )
        return weighted(DOWN, rows)

    def doit(self, **hints: Any) -> sp.Expr:
        inner = self.expr.doit(**hints)
        rows = (Vector(*(sp.diff(inner, first, then) for then in self.variables)) for first in self.variables)
        return placed(self, Rows(*rows))


def _at_place(expr: sp.Expr, question: Several) -> sp.Expr:
    """`expr`, read at the place that `question` asks about, if it asks about one."""
    for var, value in zip(question.variables, question.place or (), strict=False):
        expr = raw(At, expr, var, value)
    return expr


def placed(question: Several, answer: sp.Expr) -> sp.Expr:
    """`answer`, read at the place that `question` asks about, if it asks about one."""
    place = question.place
    return answer if place is None else answer.subs(dict(zip(question.variables, place, strict=True)))
