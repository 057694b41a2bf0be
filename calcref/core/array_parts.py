"""Parts of arrays and what is made of parts, masks, and what standardizes, as heads."""

from __future__ import annotations

from collections.abc import Iterator
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
        whole, start, stop = self.args
        vector = is_row(whole) and isinstance(whole, Transpose)
        every = "" if vector else style.named(":, ", r":,\,")
        yield Inner(whole.args[0] if vector else whole, ATOM)
        yield style.named("[", "_{") + every
        yield from (Inner(start), ":", Inner(stop), style.named("]", "}"))
        yield style.transposed if vector else ""


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

    @staticmethod
    def shaped(args: tuple[Any, ...], shapes: list[Shape]) -> Shape:
        return shapes[0]

    def written(self, style: Style) -> Iterator[Piece]:
        whole, epsilon = self.args
        yield from called(
            style.named("standardize", r"\operatorname{standardize}"), whole, *([epsilon] if epsilon != 0 else [])
        )
