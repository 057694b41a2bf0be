"""The public verb `matrix_hessian`."""

from __future__ import annotations

from typing import Any

from calcref.core.array_questions import GradientOf, HessianOf, JacobianOf
from calcref.core.array_records import ArrayDerivation
from calcref.core.expr import raw
from calcref.core.records import Derivation, Step
from calcref.matrix.reading.shapes import Shapes
from calcref.matrix.rules.identify import IDENTIFY_HESSIAN
from calcref.verbs.arrays import derived, function_and_variable, must_be_scalar, with_names


def matrix_hessian(f: Any, wrt: Any, shapes: Shapes | None = None) -> ArrayDerivation:
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
    function, var, arrays = function_and_variable(f, wrt, shapes)
    must_be_scalar(function, "a Hessian", "take matrix_jacobian of each value")
    gradient = derived(GradientOf, function, var)
    slope = derived(JacobianOf, gradient.answer, var)
    step = Step(IDENTIFY_HESSIAN, raw(HessianOf, function, var), slope.answer)
    return with_names(Derivation(step, (gradient, slope), slope.answer), arrays)
