"""∂f/∂x: the derivative in x, while every other variable is held still."""

from __future__ import annotations

import sympy as sp

from calcref.core.expr import add, divide, negative, raw
from calcref.core.proofs import Argument
from calcref.core.questions import Diff, LimitOf
from calcref.core.records import Law, Statement
from calcref.multivariable.letters import f, rudin, s, x, y

_ahead = sp.Function("f")(add(x, s), y)

LAW = Law(
    id="partial-derivative",
    name="Partial derivative",
    statement=Statement(raw(Diff, f, x), LimitOf(divide(add(_ahead, negative(f)), s), s, sp.S.Zero)),
    page="multivariable/partial-derivatives/#partial-derivative",
    hypotheses=("the limit exists",),
    source=rudin("definition 9.16"),
    proof=Argument(
        "This is what the letter means: with $y$ held still $f$ is a function of $x$ alone, and every rule of one "
        "variable holds for it.",
        rudin("definition 9.16"),
    ),
    ml_use="How a prediction answers to one feature, or a loss to one weight.",
)
