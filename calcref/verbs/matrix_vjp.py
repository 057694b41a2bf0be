"""The public verb `matrix_vjp`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sympy as sp

from calcref.core.array_questions import VjpOf
from calcref.core.array_records import ArrayDerivation
from calcref.core.arrays import ONE, Array, is_scalar, shape_of
from calcref.matrix.reading.given import read_values
from calcref.matrix.reading.shapes import Shapes
from calcref.verbs.arrays import derived, variable, with_names


def matrix_vjp(f: Any, wrt: Any, shapes: Shapes | None = None) -> ArrayDerivation:
    """The backward pass of a function of vectors and matrices, for a free cotangent of its value, with every step.

    The cotangent is called Ybar, or ybar for a vector or a number: with a value Y it is the gradient of a loss in Y,
    and the answer is the gradient of that loss in the variable. Where a function of NumPy arrays returns a tuple, the
    cotangents are numbered: Ybar_1, Ybar_2.

    Args:
        f: a function of NumPy arrays, text such as "X W", or a matrix expression of SymPy.
        wrt: the name of the variable.
        shapes: as in `matrix_gradient`.

    Raises:
        CalcrefError: as `matrix_gradient` does.

    >>> matrix_vjp("X W", "W", {"X": "n d", "W": "d k"}).answer
    Xᵀ Ybar
    """
    values, arrays = read_values(f, shapes)
    return pulled_back(values, cotangents(values, arrays), variable(wrt, arrays), arrays)


def pulled_back(
    values: Sequence[sp.Expr], bars: Sequence[Array], var: Array, arrays: dict[str, Array]
) -> ArrayDerivation:
    """The derivation of what the cotangents `bars` of `values` become at `var`."""
    more = [part for pair in zip(values[1:], bars[1:], strict=True) for part in pair]
    return with_names(derived(VjpOf, values[0], var, bars[0], *more), arrays)


def cotangents(values: Sequence[sp.Expr], arrays: dict[str, Array]) -> list[Array]:
    """A free array of the shape of each value."""
    found: list[Array] = []
    for number, value in enumerate(values, 1):
        rows, columns = shape_of(value)
        dims = () if is_scalar(value) else (rows,) if columns == ONE else (rows, columns)
        name = ("Ybar" if len(dims) == 2 else "ybar") + (f"_{number}" if len(values) > 1 else "")
        while name in arrays:
            name += "_"
        found.append(Array(name, dims))
    return found
