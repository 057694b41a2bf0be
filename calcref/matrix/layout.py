"""The last step into the other layout, in which a gradient is a row and a Jacobian has a column for each value."""

from __future__ import annotations

import sympy as sp

from calcref.core.array_questions import GradientOf, JacobianOf, OtherLayoutOf
from calcref.core.array_records import ArrayDerivation
from calcref.core.errors import CalcrefError
from calcref.core.expr import raw
from calcref.core.proofs import Argument
from calcref.core.records import Derivation, Law, Statement, Step
from calcref.core.sources import magnus
from calcref.matrix.build import squared_norm, times, transpose
from calcref.matrix.letters import VECTOR

CHANGE_LAYOUT = Law(
    id="change-layout",
    name="Change the layout",
    statement=Statement(raw(OtherLayoutOf, squared_norm(VECTOR), VECTOR), times(sp.Integer(2), transpose(VECTOR))),
    page="matrix/matrix-gradients/#change-layout",
    proof=Argument(
        "Both layouts hold the same slopes: one writes those of an entry of $x$ in a row, the other in a column.",
        magnus("chapter 9, section 3"),
    ),
    source=magnus("chapter 9, section 3"),
    ml_use="Papers and books use either; a formula that is copied from one into the other is transposed.",
)


def other_layout(derivation: ArrayDerivation) -> ArrayDerivation:
    """`derivation` of a gradient or a Jacobian with one more step: the same slopes in the other layout.

    There the gradient of a number has the shape of the transposed variable, and a Jacobian has a row for each entry of
    the variable, and a column for each entry of the value.

    Raises:
        CalcrefError: it is a derivation of a Hessian, which is the same in both, or of a backward pass, which has the
            shape of its variable in both.

    >>> from calcref import matrix_gradient
    >>> other_layout(matrix_gradient("||A x - y||^2", "x", "A: m n, x: n, y: m")).answer
    2 (A x - y)ᵀ A
    """
    question = derivation.question
    if not isinstance(question, (GradientOf, JacobianOf)):
        raise CalcrefError(
            f"a change of layout is of a gradient or a Jacobian; this is {type(question).__name__.removesuffix('Of')}, "
            "which is the same in both layouts"
        )
    answer = transpose(derivation.answer)
    step = Step(CHANGE_LAYOUT, raw(OtherLayoutOf, *question.args), answer)
    return ArrayDerivation(
        step, (Derivation(derivation.step, derivation.parts, derivation.answer),), answer, names=derivation.names
    )
