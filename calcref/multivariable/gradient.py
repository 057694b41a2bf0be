"""∇f: all partial derivatives side by side."""

from __future__ import annotations

from calcref.core.expr import raw
from calcref.core.proofs import Argument
from calcref.core.questions import Diff
from calcref.core.records import Law, Statement
from calcref.core.several import Gradient, Vector
from calcref.multivariable.letters import PLACE, f, rudin, x, y

LAW = Law(
    id="gradient",
    name="Gradient",
    statement=Statement(raw(Gradient, f, PLACE), raw(Vector, raw(Diff, f, x), raw(Diff, f, y))),
    page="multivariable/partial-derivatives/#gradient",
    hypotheses=("$f$ with a derivative in each variable",),
    source=rudin("example 9.18"),
    proof=Argument("This is what the sign means.", rudin("example 9.18")),
    ml_use="Training moves all weights at once, against the gradient of the loss.",
)
