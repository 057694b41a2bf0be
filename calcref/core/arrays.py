"""Scalars, vectors and matrices as expressions: what each is called, its shape, and what is known of its entries.

All are stored with two dimensions, a vector as one column; what a reader sees is another matter.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

import sympy as sp
from sympy.core.basic import Basic

from calcref.core.questions import Head, written
from calcref.core.walk import Fold

Shape = tuple[sp.Expr, sp.Expr]

ONE = sp.S.One
SCALAR: Shape = (ONE, ONE)
PROPERTIES = (
    "symmetric",  # equal to its transpose
    "positive-definite",  # symmetric with positive eigenvalues
    "diagonal",  # zero off its diagonal
    "lower-triangular",  # zero above its diagonal
    "upper-triangular",  # zero below its diagonal
    "positive",  # all entries are positive
    "one-hot",  # one entry is 1, all others are 0
    "boolean",  # each entry is 0 or 1: a mask
)
_SYMMETRIC = frozenset(("symmetric", "positive-definite", "diagonal"))


class Array(sp.Symbol):  # type: ignore[misc]
    """A named scalar, vector or matrix.

    Args:
        name: what it is called.
        dims: none for a scalar, one for a vector, two for a matrix: names or whole numbers.
        properties: what is known of it, of `PROPERTIES`.

    >>> A = Array("A", ("m", "n"))
    >>> A, A.shape, A.is_commutative
    (A, (m, n), False)
    """

    __slots__ = ("dims", "properties")
    dims: tuple[sp.Expr, ...]
    properties: frozenset[str]

    def __new__(cls, name: str, dims: Iterable[Any] = (), properties: Iterable[str] = ()) -> Array:
        made: Array = sp.Symbol.__xnew__(cls, name, commutative=False)
        made.dims = tuple(map(dimension, dims))
        made.properties = frozenset(properties)
        return made

    def _hashable_content(self) -> tuple[Any, ...]:
        return (self.name, self.dims, tuple(sorted(self.properties)))

    def __getnewargs_ex__(self) -> tuple[tuple[Any, ...], dict[str, Any]]:
        return (self.name, self.dims, tuple(sorted(self.properties))), {}

    @property
    def shape(self) -> Shape:
        """Rows and columns: a vector is one column."""
        return (*self.dims, ONE, ONE)[0], (*self.dims, ONE, ONE)[1]

    @property
    def is_symmetric(self) -> bool:
        """Whether it equals its transpose."""
        return bool(self.properties & _SYMMETRIC)


def dimension(given: Any) -> sp.Expr:
    """A dimension as an expression: a whole number, a name, or sums of products of both.

    >>> dimension("n"), dimension(3), dimension("m*n"), dimension("n+-1")
    (n, 3, m*n, n - 1)
    """
    if isinstance(given, Basic):
        return given
    return sp.Add(*(sp.Mul(*map(_factor, term.split("*"))) for term in str(given).split("+")))


def _factor(text: str) -> sp.Expr:
    part = text.strip()
    return sp.Integer(part) if part.lstrip("-").isdigit() else sp.Symbol(part, integer=True, positive=True)


def factors_of(dim: sp.Expr) -> str:
    """A dimension as text that `dimension` reads.

    >>> factors_of(dimension("n*m*n"))
    'm*n*n'
    """
    if dim.is_Add:
        return "+".join(sorted(map(factors_of, dim.args)))
    powers = dim.as_powers_dict().items() if not dim.is_Integer else ((dim, 1),)
    return "*".join(sorted(str(base) for base, count in powers for _ in range(int(count))))


class ArrayHead(Head):
    """An expression of arrays: it says which shape it has, and never commutes."""

    __slots__ = ()
    commutes: ClassVar[bool] = False

    @staticmethod
    def shaped(args: tuple[Any, ...], shapes: list[Shape]) -> Shape:
        """The shape, from the arguments and their shapes."""
        return SCALAR

    @property
    def shape(self) -> Shape:
        """Rows and columns."""
        return shape_of(self)

    def _sympystr(self, printer: Any) -> str:
        return written(self)


def _combined(node: Basic, shapes: list[Shape]) -> Shape:
    return node.shaped(node.args, shapes) if isinstance(node, ArrayHead) else SCALAR


shape_of: Fold[Shape] = Fold(lambda leaf: leaf.shape if isinstance(leaf, Array) else SCALAR, _combined)
height_of: Fold[int] = Fold(lambda leaf: 0, lambda node, found: 1 + max(found))


def is_scalar(node: Basic) -> bool:
    """Whether `node` is one number."""
    return shape_of(node) == SCALAR


def is_vector(node: Basic) -> bool:
    """Whether `node` is one column, and no scalar."""
    rows, columns = shape_of(node)
    return bool(columns == ONE and rows != ONE)


def is_row(node: Basic) -> bool:
    """Whether `node` is one row, and no scalar."""
    rows, columns = shape_of(node)
    return bool(rows == ONE and columns != ONE)


def said_shape(node: Basic) -> str:
    """The shape of `node` in words, for messages and for readers.

    >>> said_shape(Array("A", ("m", "n"))), said_shape(Array("x", ("n",))), said_shape(Array("s"))
    ('m × n', 'n', 'scalar')
    """
    rows, columns = shape_of(node)
    if is_scalar(node):
        return "scalar"
    return str(rows) if columns == ONE else f"{rows} × {columns}"
