"""The public verb `matrix_jacobian`."""

from __future__ import annotations

from typing import Any

from calcref.core.array_questions import JacobianOf
from calcref.core.array_records import ArrayDerivation
from calcref.matrix.layout import must_be_layout, relaid
from calcref.matrix.reading.shapes import Shapes
from calcref.verbs.arrays import derived, function_and_variable, with_names


def matrix_jacobian(f: Any, wrt: Any, shapes: Shapes | None = None, layout: str = "numerator") -> ArrayDerivation:
    """The Jacobian of a vector or a matrix, as a matrix formula, with every step.

    Its rows belong to the value and its columns to the variable. Matrices are read column by column: with a value Y
    and a variable X, vec(dY) = J vec(dX), where NumPy's `ravel` goes by rows.

    Args:
        f: a function of NumPy arrays, text such as "A x", or a matrix expression of SymPy.
        wrt: the name of the variable.
        shapes: as in `matrix_gradient`.
        layout: "numerator" for rows that belong to the value; "denominator" for the transpose, by a last step.

    Raises:
        CalcrefError: as `matrix_gradient` does.

    >>> matrix_jacobian("softmax(x)", "x", {"x": "n"}).answer
    Diag(softmax(x)) - softmax(x) softmax(x)ᵀ
    >>> matrix_jacobian("A X B", "X", "A: m n, X: n k, B: k l").answer
    Bᵀ ⊗ A
    """
    function, var, arrays = function_and_variable(f, wrt, shapes)
    must_be_layout(layout)
    found = derived(JacobianOf, function, var)
    return with_names(found if layout == "numerator" else relaid(found), arrays)
