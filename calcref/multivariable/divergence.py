"""∇·F: what flows out of a small box around a place, for its volume."""

from __future__ import annotations

from calcref.core.expr import add, raw
from calcref.core.fields import Divergence
from calcref.core.proofs import Argument
from calcref.core.questions import Diff
from calcref.core.records import Law, Statement
from calcref.core.several import Vector
from calcref.multivariable.letters import PLACE, f, g, rudin, x, y

LAW = Law(
    id="divergence",
    name="Divergence",
    statement=Statement(raw(Divergence, raw(Vector, f, g), PLACE), add(raw(Diff, f, x), raw(Diff, g, y))),
    page="multivariable/divergence-curl-and-laplacian/#divergence",
    hypotheses=("$f$ with a derivative in $x$, and $g$ with one in $y$",),
    source=rudin("definition 10.42"),
    proof=Argument(
        "This is what the sign means: the trace of the Jacobian. Of a small box with sides $h$ and $k$, what leaves "
        "on the right less what enters on the left is close to $\\frac{\\partial f}{\\partial x} h \\cdot k$, and the "
        "other two sides add $\\frac{\\partial g}{\\partial y} k \\cdot h$.",
        rudin("definition 10.42"),
    ),
    ml_use="A normalizing flow loses log-density at this rate, and score matching takes it of a model's score.",
)
