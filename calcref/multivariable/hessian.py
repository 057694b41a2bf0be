"""∇²f: all second partial derivatives."""

from __future__ import annotations

from calcref.core.expr import raw
from calcref.core.proofs import Argument
from calcref.core.questions import Diff
from calcref.core.records import Law, Statement
from calcref.core.several import Hessian, Rows, Vector
from calcref.multivariable.letters import PLACE, f, rudin, x, y

LAW = Law(
    id="hessian",
    name="Hessian",
    statement=Statement(
        raw(Hessian, f, PLACE),
        raw(Rows, *(raw(Vector, *(raw(Diff, raw(Diff, f, first), then) for then in (x, y))) for first in (x, y))),
    ),
    page="multivariable/hessian/#hessian",
    hypotheses=("$f$ with second derivatives in all variables",),
    source=rudin("definition 9.39"),
    proof=Argument("This is what the sign means: the Jacobian of the gradient.", rudin("definition 9.39")),
    ml_use="How a loss bends: Newton's method divides by it, and its largest eigenvalue bounds the learning rate.",
)
