"""The public verb `matrix_vjp`."""

from __future__ import annotations

from typing import Any

from calcref.core.array_questions import VjpOf
from calcref.core.array_records import ArrayDerivation
from calcref.core.arrays import ONE, Array, is_scalar, shape_of
from calcref.matrix.reading.shapes import Shapes
from calcref.verbs.arrays import derived, function_and_variable, with_names


def matrix_vjp(f: Any, wrt: Any, shapes: Shapes | None = None) -> ArrayDerivation:
    """The backward pass of a function of vectors and matrices, for a free cotangent of its value, with every step.

    The cotangent is called Ybar, or ybar for a vector or a number: with a value Y it is the gradient of a loss in Y,
    and the answer is the gradient of that loss in the variable.

    Args:
        f: a function of NumPy arrays, text such as "X W", or a matrix expression of SymPy.
        wrt: the name of the variable.
        shapes: as in `matrix_gradient`.

    Raises:
        CalcrefError: as `matrix_gradient` does.

    >>> matrix_vjp("X W", "W", {"X": "n d", "W": "d k"}).answer
    Xᵀ Ybar
    """
    function, var, arrays = function_and_variable(f, wrt, shapes)
    return with_names(derived(VjpOf, function, var, cotangent(function, arrays)), arrays)


def cotangent(function: Any, arrays: dict[str, Array]) -> Array:
    """A free array of the shape of `function`."""
    rows, columns = shape_of(function)
    dims = () if is_scalar(function) else (rows,) if columns == ONE else (rows, columns)
    name = "Ybar" if len(dims) == 2 else "ybar"
    while name in arrays:
        name += "_"
    return Array(name, dims)
