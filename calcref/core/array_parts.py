"""Parts of arrays and what is made of parts, masks, and what standardizes, as heads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar

import sympy as sp

from calcref.core.array_functions import LogSumExp, Named
from calcref.core.array_heads import Operation, Transpose
from calcref.core.array_layout import Style, called
from calcref.core.arrays import Shape, is_row
from calcref.core.layout import ATOM, Inner, Piece, joined


class Columns(Operation):
    """`Columns(X, a, b)`: the columns of X from number a on, counted from 0, up to b, which is left out."""

    __slots__ = ()
    tightness: ClassVar[int] = ATOM

    @staticmethod
    def shaped(args: tuple[Any, ...], shapes: list[Shape]) -> Shape:
        return shapes[0][0], args[2] - args[1]

    def written(self, style: Style) -> Iterator[Piece]:
        vector = self._vector()
        if vector is None:
            yield from self._taken(self.args[0], style, style.named(":, ", r"{:},\,"))
        else:
            yield from (*self._taken(vector, style, ""), style.transposed)

    @property
    def upright(self) -> Callable[[Style], Iterator[Piece]] | None:
        """How the transpose is written, where this is a part of a vector that lies."""
        vector = self._vector()
        return None if vector is None else lambda style: self._taken(vector, style, "")

    def _vector(self) -> sp.Expr | None:
        whole = self.args[0]
        return whole.args[0] if is_row(whole) and isinstance(whole, Transpose) else None

    def _taken(self, whole: sp.Expr, style: Style, every: str) -> Iterator[Piece]:
        _, start, stop = self.args
        yield from (Inner(whole, ATOM), "[" + every, Inner(start), style.named(":", "{:}"), Inner(stop), "]")


class Beside(Operation):
    """`Beside(A, B, …)`: arrays with as many rows each, side by side."""

    __slots__ = ()
    tightness: ClassVar[int] = ATOM

    @staticmethod
    def shaped(args: tuple[Any, ...], shapes: list[Shape]) -> Shape:
        return shapes[0][0], sp.Add(*(columns for _, columns in shapes))

    def written(self, style: Style) -> Iterator[Piece]:
        yield from ("[", *joined(map(Inner, self.args), style.named(", ", r",\; ")), "]")


class Masked(Operation):
    """`Masked(X, M)`: the entries of X where M is 1, and minus infinity where it is 0."""

    __slots__ = ()
    tightness: ClassVar[int] = ATOM

    @staticmethod
    def shaped(args: tuple[Any, ...], shapes: list[Shape]) -> Shape:
        return shapes[0]

    def written(self, style: Style) -> Iterator[Piece]:
        yield from called(style.named("mask", r"\operatorname{mask}"), *self.args)


class Variance(Named):
    """`Variance(X)`: of a vector, or of each row of a matrix, the mean square of what differs from the mean."""

    __slots__ = ()
    says = ("var", r"\operatorname{var}")
    shaped = staticmethod(LogSumExp.shaped)


class Standardize(Operation):
    """`Standardize(X, ε)`: of a vector, or of each row, what differs from the mean over the root of variance + ε."""

    __slots__ = ()
    tightness: ClassVar[int] = ATOM
    shaped = staticmethod(Masked.shaped)

    def written(self, style: Style) -> Iterator[Piece]:
        whole, epsilon = self.args
        yield from called(
            style.named("standardize", r"\operatorname{standardize}"), whole, *([epsilon] if epsilon != 0 else [])
        )
