"""D_v f = ∇f · v: the derivative along a line, of a function that is differentiable."""

from __future__ import annotations

import sympy as sp

from calcref.core.expr import add, mul, raw
from calcref.core.proofs import Argument
from calcref.core.questions import Diff
from calcref.core.records import Law, Statement
from calcref.core.several import Directional
from calcref.multivariable.letters import PLACE, f, rudin, v, w, x, y

LAW = Law(
    id="directional-derivative",
    name="Directional derivative",
    statement=Statement(
        raw(Directional, f, PLACE, sp.Tuple(v, w)), add(mul(v, raw(Diff, f, x)), mul(w, raw(Diff, f, y)))
    ),
    page="multivariable/directional-derivative/#directional-derivative",
    hypotheses=("$f$ differentiable: continuous partial derivatives are enough",),
    source=rudin("example 9.18"),
    proof=Argument(
        "Along the line through $(x, y)$ in the direction $(v, w)$ the variables are $x + tv$ and $y + tw$. The chain "
        "rule gives the slope at $t = 0$.",
        rudin("example 9.18"),
    ),
    ml_use="What a step does to a loss before it is taken: the gradient times the step.",
)
