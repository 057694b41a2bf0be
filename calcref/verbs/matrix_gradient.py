"""The public verb `matrix_gradient`."""

from __future__ import annotations

from typing import Any

from calcref.core.array_questions import GradientOf
from calcref.core.array_records import ArrayDerivation
from calcref.matrix.layout import must_be_layout, relaid
from calcref.matrix.reading.shapes import Shapes
from calcref.verbs.arrays import derived, function_and_variable, must_be_scalar, with_names


def matrix_gradient(f: Any, wrt: Any, shapes: Shapes | None = None, layout: str = "denominator") -> ArrayDerivation:
    """The gradient of a function of vectors and matrices, as a matrix formula, with every step.

    It has the shape of the variable. It is not verified until `.check()` is called.

    Args:
        f: a function of NumPy arrays, text such as "||A x - y||^2", or a matrix expression of SymPy.
        wrt: the name of the variable.
        shapes: for each name its dimensions, names or whole numbers, and what is known of it:
            {"A": "m n", "x": "n", "S": "n n symmetric", "c": ""}.
        layout: "denominator" for the shape of the variable; "numerator" for its transpose, by a last step.

    Raises:
        ParseError: the text is not one formula, or holds a name without a shape.
        Untraceable: the function does something that cannot be written as a formula.
        ShapeMismatch: shapes do not fit, or the value is not one number.
        NoRuleApplies: no rule is about an operation in it.

    >>> matrix_gradient("||A x - y||^2", "x", {"A": "m n", "x": "n", "y": "m"}).answer
    2 Aᵀ (A x - y)
    >>> matrix_gradient("a' x", "x", "a: n, x: n", layout="numerator").answer
    aᵀ
    """
    function, var, arrays = function_and_variable(f, wrt, shapes)
    must_be_scalar(function, "a gradient", "matrix_jacobian and matrix_vjp are for arrays")
    must_be_layout(layout)
    found = derived(GradientOf, function, var)
    return with_names(found if layout == "denominator" else relaid(found), arrays)
