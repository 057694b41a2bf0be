"""The last step for readers of the other layout: a gradient or a Jacobian, transposed."""

from __future__ import annotations

from calcref.core.array_questions import GradientOf, TransposedGradient, TransposedJacobian
from calcref.core.errors import CalcrefError
from calcref.core.expr import raw
from calcref.core.proofs import Argument
from calcref.core.records import Derivation, Law, Statement, Step
from calcref.core.sources import magnus
from calcref.matrix.basics import TWO
from calcref.matrix.build import squared_norm, times, transpose
from calcref.matrix.letters import VECTOR
from calcref.matrix.moving import PAGE

LAYOUTS = ("numerator", "denominator")

CHANGE_LAYOUT = Law(
    id="change-layout",
    name="Change the layout",
    statement=Statement(raw(TransposedGradient, squared_norm(VECTOR), VECTOR), times(TWO, transpose(VECTOR))),
    page=PAGE + "change-layout",
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
