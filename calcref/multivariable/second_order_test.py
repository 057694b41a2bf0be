"""d²/dt² f(p + tv) at t = 0 is vᵀ∇²f v: how a function bends along a line, and so where it is level."""

from __future__ import annotations

import sympy as sp

from calcref.core.expr import add, mul, power, raw
from calcref.core.letters import t
from calcref.core.proofs import Argument
from calcref.core.questions import At, Diff
from calcref.core.records import Law, Statement
from calcref.multivariable.letters import f, rudin, v, w, x, y

_line = sp.Function("f")(add(x, mul(v, t)), add(y, mul(w, t)))
_twice = sp.Integer(2)

LAW = Law(
    id="second-order-test",
    name="Second-order test",
    statement=Statement(
        raw(At, raw(Diff, raw(Diff, _line, t), t), t, sp.S.Zero),
        add(
            mul(power(v, _twice), raw(Diff, raw(Diff, f, x), x)),
            mul(_twice, v, w, raw(Diff, raw(Diff, f, x), y)),
            mul(power(w, _twice), raw(Diff, raw(Diff, f, y), y)),
        ),
    ),
    page="multivariable/critical-points/#second-order-test",
    hypotheses=("$f$ with continuous second derivatives",),
    source=rudin("chapter 9, exercise 31"),
    proof=Argument(
        "Where the gradient is $0$, the first thing that moves $f$ along a line is this. If it is positive for every "
        "direction, the place is a minimum; if it is negative, a maximum; if it is both, a saddle. If it is $0$ for "
        "some direction and never of both signs, it does not tell.",
        rudin("chapter 9, exercise 31"),
    ),
    ml_use="Saddles, not bad minima, are what slows training of large networks.",
)
