"""∂²f/∂x∂y = ∂²f/∂y∂x: the order does not matter, where second derivatives are continuous."""

from __future__ import annotations

from calcref.core.expr import raw
from calcref.core.proofs import Argument
from calcref.core.questions import Diff
from calcref.core.records import Law, Statement
from calcref.multivariable.letters import f, rudin, x, y

LAW = Law(
    id="symmetry-of-second-derivatives",
    name="Symmetry of second derivatives",
    statement=Statement(raw(Diff, raw(Diff, f, x), y), raw(Diff, raw(Diff, f, y), x)),
    page="multivariable/hessian/#symmetry-of-second-derivatives",
    hypotheses=("both sides continuous near the place",),
    source=rudin("theorem 9.41"),
    proof=Argument(
        "Take the four values of $f$ at the corners of a small rectangle, with signs $+-+-$. Divided by its area, this "
        "is by the mean value theorem a value of either side inside of it, whichever variable is taken first.",
        rudin("theorem 9.41"),
    ),
    ml_use="Half of a Hessian is enough, and a Hessian times a vector needs no transpose.",
)
