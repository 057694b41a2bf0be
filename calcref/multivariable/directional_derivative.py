"""D_v f = ∇f · v: the derivative along a line, of a function that is differentiable."""

from __future__ import annotations

import sympy as sp

from calcref.core.along_lines import Directional
from calcref.core.expr import add, mul, raw
from calcref.core.letters import t
from calcref.core.proofs import Argument
from calcref.core.questions import At, Diff
from calcref.core.records import Law, Statement
from calcref.multivariable.letters import PLACE, f, rudin, v, w, x, y

_moved = sp.Function("f")(add(x, mul(v, t)), add(y, mul(w, t)))

LINE = Law(
    id="derivative-along-a-line",
    name="Derivative along a line",
    statement=Statement(raw(Directional, f, PLACE, sp.Tuple(v, w)), raw(At, raw(Diff, _moved, t), t, sp.S.Zero)),
    page="multivariable/directional-derivative/#derivative-along-a-line",
    hypotheses=("the slope along the line exists",),
    source=rudin("example 9.18"),
    proof=Argument("This is what the sign means: it asks nothing of other directions.", rudin("example 9.18")),
    ml_use="A line search looks at a loss along one line, as a function of one number.",
)
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
