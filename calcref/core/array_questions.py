"""What is asked of functions of arrays: gradients, Jacobians, Hessians, and the pairing that answers them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import sympy as sp

from calcref.core.array_layout import LATEX, TEXT, Style
from calcref.core.arrays import ONE, SCALAR, ArrayHead, Shape, height_of, is_scalar
from calcref.core.layout import ATOM, NEGATIVE, PRODUCT, SUM, Inner, Piece
from calcref.core.questions import Question


class ArrayQuestion(ArrayHead, Question):
    """A question about a function of arrays."""

    __slots__ = ()

    def written(self, style: Style) -> Iterator[Piece]:
        """How it is written."""
        raise NotImplementedError

    def text(self) -> Iterator[Piece]:
        yield from self.written(TEXT)

    def latex(self, flat: bool) -> Iterator[Piece]:
        yield from self.written(LATEX)


def _paired(args: tuple[Any, ...], style: Style) -> Iterator[Piece]:
    for k in range(1, len(args), 2):
        beside, moving = args[k], args[k + 1]
        if k > 1:
            yield " + "
        if not is_scalar(moving):
            yield from (style.pair[0], Inner(beside), ", d", Inner(moving, ATOM), style.pair[1])
            continue
        if beside != ONE:
            yield from (Inner(beside, PRODUCT if len(args) == 3 else NEGATIVE), " ")
        yield from ("d", Inner(moving, ATOM))


class Pairing(ArrayQuestion):
    """`Pairing(X, G, E, H, F, …)`: which matrix stands beside dX in ⟨G, dE⟩ + ⟨H, dF⟩ + …?

    ⟨A, B⟩ is the sum of the products of all entries, the trace of AᵀB.
    """

    __slots__ = ()
    runs_on: ClassVar[bool] = True
    tightness: ClassVar[int] = SUM

    @property
    def expr(self) -> sp.Expr:
        """What is taken apart next: nothing else that is open contains it."""
        return max(self.args[2::2], key=height_of)

    @property
    def var(self) -> Any:
        """What the differentials are to be moved to."""
        return self.args[0]

    @property
    def pairs(self) -> tuple[tuple[sp.Expr, sp.Expr], ...]:
        """What stands beside each differential, and what it is the differential of."""
        return tuple(zip(self.args[1::2], self.args[2::2], strict=True))

    def written(self, style: Style) -> Iterator[Piece]:
        yield from _paired(self.args, style)


class Paired(ArrayHead):
    """`Paired(X, G, X)`: ⟨G, dX⟩, and nothing is left to move."""

    __slots__ = ()
    tightness: ClassVar[int] = SUM

    def text(self) -> Iterator[Piece]:
        yield from _paired(self.args, TEXT)

    def latex(self, flat: bool) -> Iterator[Piece]:
        yield from _paired(self.args, LATEX)


class Concluded(ArrayQuestion):
    """A question that is answered by reading off what other derivations ended with: its step comes after them."""

    __slots__ = ()
    concludes: ClassVar[bool] = True


class GradientOf(Concluded):
    """`GradientOf(f, X)`: which G has df = ⟨G, dX⟩? It has the shape of X."""

    __slots__ = ()

    @staticmethod
    def shaped(args: tuple[Any, ...], shapes: list[Shape]) -> Shape:
        return shapes[1]

    def written(self, style: Style) -> Iterator[Piece]:
        yield from (style.named("∇_", r"\nabla_{"), Inner(self.args[1]), style.named(" ", "} "))
        yield Inner(self.args[0], PRODUCT)


class VjpOf(Concluded):
    """`VjpOf(Y, X, W)`: which G has ⟨W, dY⟩ = ⟨G, dX⟩? The backward pass of Y for the cotangent W."""

    __slots__ = ()
    shaped = staticmethod(GradientOf.shaped)

    def written(self, style: Style) -> Iterator[Piece]:
        yield from (style.named("∇_", r"\nabla_{"), Inner(self.args[1]), style.named(" ", "} "))
        yield from (style.pair[0], Inner(self.args[2]), ", ", Inner(self.args[0]), style.pair[1])


class JacobianOf(Concluded):
    """`JacobianOf(Y, X)`: which J has dY = J dX? Its rows belong to Y; matrices are read as their vec."""

    __slots__ = ()

    @staticmethod
    def shaped(args: tuple[Any, ...], shapes: list[Shape]) -> Shape:
        (a, b), (c, d) = shapes
        return a * b, c * d

    def written(self, style: Style) -> Iterator[Piece]:
        if style.fractions:
            yield from (r"\frac{\partial}{\partial ", Inner(self.args[1]), "} ")
        else:
            yield from ("∂/∂", Inner(self.args[1]), " ")
        yield Inner(self.args[0], PRODUCT)


class OtherLayoutOf(Concluded):
    """`OtherLayoutOf(Y, X)`: the transpose of the gradient of a number Y, or of the Jacobian of a vector Y."""

    __slots__ = ()

    @staticmethod
    def shaped(args: tuple[Any, ...], shapes: list[Shape]) -> Shape:
        (a, b), (c, d) = shapes
        return (d, c) if (a, b) == SCALAR else (c * d, a * b)

    def written(self, style: Style) -> Iterator[Piece]:
        of_number = is_scalar(self.args[0])
        if style.fractions:
            yield from (r"\frac{\partial}{\partial ", Inner(self.args[1], ATOM))
            yield from ((style.transposed if of_number else ""), "} ")
        else:
            yield from ("∂/∂", Inner(self.args[1], ATOM), style.transposed if of_number else "", " ")
        yield Inner(self.args[0], PRODUCT if of_number else ATOM)
        yield "" if of_number else style.transposed


class HessianOf(Concluded):
    """`HessianOf(f, X)`: the Jacobian of the gradient of f in X."""

    __slots__ = ()

    @staticmethod
    def shaped(args: tuple[Any, ...], shapes: list[Shape]) -> Shape:
        size = shapes[1][0] * shapes[1][1]
        return size, size

    def written(self, style: Style) -> Iterator[Piece]:
        yield from (style.named("∇²_", r"\nabla^{2}_{"), Inner(self.args[1]), style.named(" ", "} "))
        yield Inner(self.args[0], PRODUCT)


__all__ = ["SCALAR", "GradientOf", "HessianOf", "JacobianOf", "OtherLayoutOf", "Paired", "Pairing", "VjpOf"]
