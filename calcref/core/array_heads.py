"""The operations on arrays, as heads that say which shape they have and how they are written.

They are built by the constructors of `calcref.matrix.build`, which keep a normal form.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import sympy as sp

from calcref.core.array_layout import LATEX, TEXT, Style, called, marked, multiplied, split_number, summed, whole
from calcref.core.arrays import ONE, SCALAR, ArrayHead, Shape, is_scalar
from calcref.core.expr import raw
from calcref.core.layout import ATOM, NEGATIVE, POWER, PRODUCT, SUM, Inner, Piece, joined

MOST = 10**9  # a number with a larger denominator is written as a decimal


class Operation(ArrayHead):
    """An operation that is written alike in text and in TeX, but for the signs."""

    __slots__ = ()

    def written(self, style: Style) -> Iterator[Piece]:
        """How it is written."""
        yield from called(style.named(type(self).__name__, rf"\operatorname{{{type(self).__name__}}}"), *self.args)

    def text(self) -> Iterator[Piece]:
        yield from self.written(TEXT)

    def latex(self, flat: bool) -> Iterator[Piece]:
        yield from self.written(LATEX)


class Same(Operation):
    """An operation whose result has the shape of its last argument."""

    __slots__ = ()

    @staticmethod
    def shaped(args: tuple[Any, ...], shapes: list[Shape]) -> Shape:
        return shapes[-1]


class Ones(Operation):
    """`Ones(m, n)`: every entry is 1."""

    __slots__ = ()
    tightness: ClassVar[int] = ATOM

    @staticmethod
    def shaped(args: tuple[Any, ...], shapes: list[Shape]) -> Shape:
        return args[0], args[1]

    def written(self, style: Style) -> Iterator[Piece]:
        rows, columns = self.args
        yield style.ones + (style.transposed if rows == ONE else "")
        if rows != ONE and columns != ONE:
            yield f" {style.ones}{style.transposed}"


class Zeros(Operation):
    """`Zeros(m, n)`: every entry is 0."""

    __slots__ = ()
    tightness: ClassVar[int] = ATOM
    shaped = staticmethod(Ones.shaped)

    def written(self, style: Style) -> Iterator[Piece]:
        yield "0"


class Eye(Operation):
    """`Eye(n)`: the identity matrix."""

    __slots__ = ()
    tightness: ClassVar[int] = ATOM

    @staticmethod
    def shaped(args: tuple[Any, ...], shapes: list[Shape]) -> Shape:
        return args[0], args[0]

    def written(self, style: Style) -> Iterator[Piece]:
        yield "I"


def unsigned(node: Any) -> tuple[bool, Any]:
    """Whether `node` starts with a minus sign, and what follows it."""
    if node.is_Number:
        return bool(node.is_negative), abs(node)
    if isinstance(node, Times) and node.args[0].is_Number and node.args[0].is_negative:
        rest = node.args[1:] if node.args[0] == -1 else (-node.args[0], *node.args[1:])
        return True, rest[0] if len(rest) == 1 else raw(Times, *rest)
    return False, node


class Plus(Same):
    """A sum of arrays of one shape."""

    __slots__ = ()
    tightness: ClassVar[int] = SUM

    def written(self, style: Style) -> Iterator[Piece]:
        yield from summed([unsigned(term) for term in self.args])


class Times(Operation):
    """A product: scalars in front, then matrices whose shapes fit."""

    __slots__ = ()

    @property
    def tightness(self) -> int:  # type: ignore[override]
        """A leading minus sign is loose."""
        return NEGATIVE if unsigned(self)[0] else PRODUCT

    @staticmethod
    def shaped(args: tuple[Any, ...], shapes: list[Shape]) -> Shape:
        full = [shape for shape in shapes if shape != SCALAR]
        return (full[0][0], full[-1][1]) if full else SCALAR

    @property
    def scalars(self) -> tuple[sp.Expr, ...]:
        """The factors that are scalars."""
        return tuple(factor for factor in self.args if is_scalar(factor))

    @property
    def chain(self) -> tuple[sp.Expr, ...]:
        """The factors that are not."""
        return tuple(factor for factor in self.args if not is_scalar(factor))

    def written(self, style: Style) -> Iterator[Piece]:
        minus, node = unsigned(self)
        if minus:
            yield "-"
            if not isinstance(node, Times):
                yield Inner(node, PRODUCT)
                return
        above: list[Any] = []
        below: list[Any] = []
        for factor in node.scalars:
            if factor.is_Rational and factor.q > MOST:
                above.append(sp.Float(abs(factor), 17))
                continue
            _, top, bottom = split_number(factor)
            inverted = reciprocal(factor)
            if inverted is not None:
                below.append(inverted)
                continue
            above.extend([whole(top)] if top != 1 else [])
            below.extend([whole(bottom)] if bottom != 1 else [])
        yield from multiplied(above, below, node.chain, style)


def reciprocal(node: Any) -> Any:
    """What `node` is one over; None where it is no power with a negative exponent."""
    if isinstance(node, Power) and node.args[1].is_Number and node.args[1].is_negative:
        exponent = -node.args[1]
        return node.args[0] if exponent == 1 else raw(Power, node.args[0], exponent)
    return None


class Hadamard(Same):
    """A product entry by entry."""

    __slots__ = ()
    tightness: ClassVar[int] = PRODUCT

    def written(self, style: Style) -> Iterator[Piece]:
        above = [factor for factor in self.args if reciprocal(factor) is None]
        below = [found for factor in self.args if (found := reciprocal(factor)) is not None]
        yield from joined((Inner(factor, POWER) for factor in above), style.times) if above else (style.ones,)
        for factor in below:
            yield from (style.over, Inner(factor, POWER))


class Power(Operation):
    """`Power(X, p)`: each entry to the exponent p."""

    __slots__ = ()

    @staticmethod
    def shaped(args: tuple[Any, ...], shapes: list[Shape]) -> Shape:
        return shapes[0]

    @property
    def tightness(self) -> int:  # type: ignore[override]
        """What is one over something reads as a quotient."""
        return PRODUCT if reciprocal(self) is not None else POWER

    def written(self, style: Style) -> Iterator[Piece]:
        base, exponent = self.args
        below = reciprocal(self)
        if below is not None:
            if is_scalar(self) and style.fractions:
                yield from (r"\frac{1}{", Inner(below), "}")
            else:
                one = "1/" if is_scalar(self) else style.ones + style.over
                yield from (one, Inner(below, POWER))
        elif isinstance(base, SquaredNorm):
            yield from around(style.norm, base.args[0])
            if exponent != sp.S.Half:
                yield from (
                    ("^{", Inner(2 * exponent, 0, True), "}") if style.fractions else ("^", Inner(2 * exponent, ATOM))
                )
        elif exponent == sp.S.Half:
            yield from (r"\sqrt{", Inner(base), "}") if style.fractions else ("sqrt(", Inner(base), ")")
        elif style.fractions:
            dot = "" if is_scalar(self) else r"\odot "
            yield from (Inner(base, ATOM), f"^{{{dot}", Inner(exponent, 0, True), "}")
        else:
            yield from (Inner(base, ATOM), "^" if is_scalar(self) else ".^", Inner(exponent, ATOM))


def around(signs: tuple[str, str], *args: sp.Expr) -> Iterator[Piece]:
    """`args` between two signs."""
    yield from (signs[0], *joined(map(Inner, args), ", "), signs[1])


class Each(Same):
    """`Each(f, X)`: the function with this name, of each entry."""

    __slots__ = ()
    tightness: ClassVar[int] = ATOM

    @property
    def name(self) -> str:
        """The name of the function."""
        return str(self.args[0].name)

    def written(self, style: Style) -> Iterator[Piece]:
        typeset = TYPESET.get(self.name, rf"\operatorname{{{self.name}}}".replace("_", r"\_"))
        if self.name == "abs":
            yield from (
                (r"\lvert ", Inner(self.args[1]), r" \rvert") if style.fractions else ("|", Inner(self.args[1]), "|")
            )
        else:
            yield from called(style.named(WRITTEN.get(self.name, self.name), typeset), self.args[1])


TYPESET = {
    **{name: rf"\{name}" for name in ("exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh", "arctan")},
    "sigmoid": r"\sigma",
}

WRITTEN = {"sigmoid": "σ"}


class Transpose(Operation):
    """`Transpose(X)`: rows become columns."""

    __slots__ = ()

    @staticmethod
    def shaped(args: tuple[Any, ...], shapes: list[Shape]) -> Shape:
        return shapes[0][1], shapes[0][0]

    def written(self, style: Style) -> Iterator[Piece]:
        upright = getattr(self.args[0], "upright", None)
        yield from marked(self.args[0], style.transposed) if upright is None else upright(style)


class Inverse(Same):
    """`Inverse(X)`: the inverse of a square matrix."""

    __slots__ = ()

    def written(self, style: Style) -> Iterator[Piece]:
        inner = self.args[0]
        if isinstance(inner, Transpose):
            yield from marked(inner.args[0], style.both)
        else:
            yield from marked(inner, style.inverse)


class SquaredNorm(Operation):
    """`SquaredNorm(X)`: the sum of the squares of all entries."""

    __slots__ = ()
    tightness: ClassVar[int] = POWER

    def written(self, style: Style) -> Iterator[Piece]:
        yield from around(style.norm, self.args[0])
        yield style.named("²", "^{2}")
