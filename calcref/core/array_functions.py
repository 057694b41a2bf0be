"""Functions of arrays, as heads: traces, determinants, diagonals, Kronecker products, spectra, factors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from calcref.core.array_heads import Operation, Same
from calcref.core.array_layout import Style, called
from calcref.core.arrays import ONE, SCALAR, Shape
from calcref.core.layout import ATOM, POWER, PRODUCT, Inner, Piece, joined


class Named(Operation):
    """A scalar that is written as a function of one array."""

    __slots__ = ()
    tightness: ClassVar[int] = ATOM
    says: ClassVar[tuple[str, str]]

    def written(self, style: Style) -> Iterator[Piece]:
        yield from called(style.named(*self.says), self.args[0])


class Det(Named):
    """`Det(X)`: the determinant."""

    __slots__ = ()
    says = ("det", r"\det")


class LogAbsDet(Named):
    """`LogAbsDet(X)`: the logarithm of the size of the determinant."""

    __slots__ = ()

    def written(self, style: Style) -> Iterator[Piece]:
        left, right = style.named("log|det(", r"\log\lvert\det("), style.named(")|", r")\rvert")
        yield from (left, Inner(self.args[0]), right)


class Trace(Named):
    """`Trace(X)`: the sum of the diagonal."""

    __slots__ = ()
    says = ("tr", r"\operatorname{tr}")


class Total(Named):
    """`Total(X)`: the sum of all entries."""

    __slots__ = ()
    says = ("sum", r"\operatorname{sum}")


class Diag(Named):
    """`Diag(x)`: the matrix with the vector x as its diagonal."""

    __slots__ = ()
    says = ("Diag", r"\operatorname{Diag}")

    @staticmethod
    def shaped(args: tuple[Any, ...], shapes: list[Shape]) -> Shape:
        return shapes[0][0], shapes[0][0]


class Diagonal(Named):
    """`Diagonal(X)`: the diagonal of a square matrix, as a vector."""

    __slots__ = ()
    says = ("diag", r"\operatorname{diag}")

    @staticmethod
    def shaped(args: tuple[Any, ...], shapes: list[Shape]) -> Shape:
        return shapes[0][0], ONE


class Vec(Named):
    """`Vec(X)`: the columns below one another (NumPy's order is by rows: there it is `X.T.ravel()`)."""

    __slots__ = ()
    says = ("vec", r"\operatorname{vec}")

    @staticmethod
    def shaped(args: tuple[Any, ...], shapes: list[Shape]) -> Shape:
        return shapes[0][0] * shapes[0][1], ONE


class Unvec(Operation):
    """`Unvec(v, m, n)`: the matrix with these columns below one another."""

    __slots__ = ()
    tightness: ClassVar[int] = ATOM

    @staticmethod
    def shaped(args: tuple[Any, ...], shapes: list[Shape]) -> Shape:
        return args[1], args[2]

    def written(self, style: Style) -> Iterator[Piece]:
        yield from called(style.named("unvec", r"\operatorname{vec}^{-1}"), self.args[0])


class Kron(Operation):
    """`Kron(A, B)`: the Kronecker product."""

    __slots__ = ()
    tightness: ClassVar[int] = PRODUCT

    @staticmethod
    def shaped(args: tuple[Any, ...], shapes: list[Shape]) -> Shape:
        (a, b), (c, d) = shapes
        return a * c, b * d

    def written(self, style: Style) -> Iterator[Piece]:
        yield from joined((Inner(factor, POWER) for factor in self.args), style.kron)


class KronLeft(Operation):
    """`KronLeft(G, B, m, n)`: entry i, j is the inner product of block i, j of G with B."""

    __slots__ = ()
    tightness: ClassVar[int] = ATOM

    @staticmethod
    def shaped(args: tuple[Any, ...], shapes: list[Shape]) -> Shape:
        return args[2], args[3]

    def written(self, style: Style) -> Iterator[Piece]:
        yield from called(style.named("blocks", r"\operatorname{blocks}"), *self.args[:2])


class KronRight(KronLeft):
    """`KronRight(G, A, p, q)`: the sum of the p × q blocks of G, each times its entry of A."""

    __slots__ = ()

    def written(self, style: Style) -> Iterator[Piece]:
        yield from called(style.named("weighted", r"\operatorname{weighted}"), *self.args[:2])


class Commutation(Operation):
    """`Commutation(m, n)`: the permutation that takes vec X to vec of the transpose, for X with m rows, n columns."""

    __slots__ = ()
    tightness: ClassVar[int] = ATOM

    @staticmethod
    def shaped(args: tuple[Any, ...], shapes: list[Shape]) -> Shape:
        return args[0] * args[1], args[0] * args[1]

    def written(self, style: Style) -> Iterator[Piece]:
        yield from (
            style.named("K_", "K_{"),
            Inner(self.args[0], ATOM),
            style.named("", " "),
            Inner(self.args[1], ATOM),
        )
        yield style.named("", "}")


class Softmax(Same):
    """`Softmax(X)`: of a vector, or of each row of a matrix, the exponentials over their sum."""

    __slots__ = ()
    tightness: ClassVar[int] = ATOM

    def written(self, style: Style) -> Iterator[Piece]:
        yield from called(style.named("softmax", r"\operatorname{softmax}"), self.args[0])


class LogSumExp(Operation):
    """`LogSumExp(X)`: of a vector, or of each row of a matrix, the logarithm of the sum of the exponentials."""

    __slots__ = ()
    tightness: ClassVar[int] = ATOM

    @staticmethod
    def shaped(args: tuple[Any, ...], shapes: list[Shape]) -> Shape:
        rows, columns = shapes[0]
        return SCALAR if ONE in (rows, columns) else (rows, ONE)

    def written(self, style: Style) -> Iterator[Piece]:
        yield from called(style.named("logsumexp", r"\operatorname{lse}"), self.args[0])


class Peak(Operation):
    """`Peak(X)`: the largest entry of a vector, or of each row of a matrix: what stable code subtracts first."""

    __slots__ = ()
    tightness: ClassVar[int] = ATOM
    shaped = staticmethod(LogSumExp.shaped)

    def written(self, style: Style) -> Iterator[Piece]:
        yield from called(style.named("max", r"\max"), self.args[0])


class Eigenvalue(Operation):
    """`Eigenvalue(A, k)`: the k-th eigenvalue of a symmetric matrix; number 0 is the smallest, -1 the largest."""

    __slots__ = ()
    tightness: ClassVar[int] = ATOM

    def written(self, style: Style) -> Iterator[Piece]:
        yield from _numbered(style.named("λ_", r"\lambda_{"), self, style)


def _numbered(letter: str, node: Operation, style: Style) -> Iterator[Piece]:
    """A letter with the place of an eigenvalue as its index, and the matrix behind."""
    matrix, place = node.args
    word = {0: "min", -1: "max"}.get(int(place), str(place))
    yield from (letter, style.named(word, rf"\text{{{word}}}}}"), "(", Inner(matrix), ")")


class Eigenvector(Operation):
    """`Eigenvector(A, k)`: the eigenvector of length 1 that belongs to it."""

    __slots__ = ()
    tightness: ClassVar[int] = ATOM

    @staticmethod
    def shaped(args: tuple[Any, ...], shapes: list[Shape]) -> Shape:
        return shapes[0][0], ONE

    def written(self, style: Style) -> Iterator[Piece]:
        yield from _numbered(style.named("v_", "v_{"), self, style)


class Cholesky(Same):
    """`Cholesky(A)`: the lower triangular factor with positive diagonal."""

    __slots__ = ()
    tightness: ClassVar[int] = ATOM

    def written(self, style: Style) -> Iterator[Piece]:
        yield from called(style.named("chol", r"\operatorname{chol}"), self.args[0])


class Lower(Same):
    """`Lower(X)`: the entries on the diagonal and below it; 0 above."""

    __slots__ = ()
    tightness: ClassVar[int] = ATOM

    def written(self, style: Style) -> Iterator[Piece]:
        yield from called(style.named("tril", r"\operatorname{tril}"), self.args[0])


class HalfLower(Same):
    """`HalfLower(X)`: the entries below the diagonal, and half of the diagonal; 0 above."""

    __slots__ = ()
    tightness: ClassVar[int] = ATOM

    def written(self, style: Style) -> Iterator[Piece]:
        yield from called(style.named("Φ", r"\Phi"), self.args[0])
