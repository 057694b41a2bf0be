"""The public verb `matrix_hessian`."""

from __future__ import annotations

from typing import Any

from calcref.core.array_questions import HessianOf
from calcref.core.records import Derivation
from calcref.matrix.reading.shapes import Shapes
from calcref.verbs.arrays import derived, function_and_variable, must_be_scalar


def matrix_hessian(f: Any, wrt: Any, shapes: Shapes | None = None) -> Derivation:
    """The Hessian of a function of vectors and matrices: the Jacobian of its gradient, with every step.

    Args:
        f: a function of NumPy arrays, text such as "x' A x", or a matrix expression of SymPy.
        wrt: the name of the variable; of a matrix the entries are taken column by column.
        shapes: as in `matrix_gradient`.

    Raises:
        CalcrefError: as `matrix_gradient` does.

    >>> matrix_hessian("x' A x", "x", {"A": "n n", "x": "n"}).answer
    A + Aᵀ
    """
    function, var, _ = function_and_variable(f, wrt, shapes)
    must_be_scalar(function, "a Hessian", "take matrix_jacobian of each value")
    return derived(HessianOf, function, var)
