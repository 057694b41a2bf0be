"""The last step for readers of the other layout: a gradient or a Jacobian, transposed."""

from __future__ import annotations

from calcref.core.array_questions import GradientOf, JacobianOf, TransposedGradient, TransposedJacobian
from calcref.core.array_records import ArrayDerivation
from calcref.core.errors import CalcrefError
from calcref.core.expr import raw
from calcref.core.proofs import Argument
from calcref.core.records import Derivation, Law, Statement, Step
from calcref.core.sources import magnus
from calcref.matrix.basics import TWO
from calcref.matrix.build import squared_norm, times, transpose
from calcref.matrix.letters import VECTOR

LAYOUTS = ("numerator", "denominator")

CHANGE_LAYOUT = Law(
    id="change-layout",
    name="Change the layout",
    statement=Statement(raw(TransposedGradient, squared_norm(VECTOR), VECTOR), times(TWO, transpose(VECTOR))),
    page="matrix/matrix-gradients/#change-layout",
    hypotheses=("the other layout is asked for",),
    proof=Argument(
        "In the numerator layout rows belong to the value, in the denominator layout to the variable: each is the "
        "transpose of the other.",
        magnus("chapter 9, section 2"),
    ),
    source=magnus("chapter 9, section 2"),
)


def must_be_layout(layout: object) -> None:
    """Nothing, if `layout` is the name of one.

    Raises:
        CalcrefError: it is not.
    """
    if layout not in LAYOUTS:
        raise CalcrefError(
            f"the layout is 'numerator' (rows belong to the value) or 'denominator' (rows belong to the variable, so a "
            f"gradient has its shape); found {layout!r}"
        )


def relaid(derivation: Derivation) -> Derivation:
    """`derivation` of a gradient or a Jacobian, followed by the step to the other layout."""
    function, var = derivation.question.args[:2]
    gradient = isinstance(derivation.question, GradientOf)
    head = TransposedGradient if gradient else TransposedJacobian
    answer = transpose(derivation.answer)
    return Derivation(Step(CHANGE_LAYOUT, raw(head, function, var), answer), (derivation,), answer)


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
    found = relaid(Derivation(derivation.step, derivation.parts, derivation.answer))
    return ArrayDerivation(found.step, found.parts, found.answer, names=derivation.names)
