"""f(a) + f'(a)(x − a) + f''(a)/2 (x − a)² + …: the polynomial that fits f best at a."""

from __future__ import annotations

import sympy as sp

from calcref.core.expansion import Expansion
from calcref.core.expr import add, divide, mul, negative, power, raw
from calcref.core.letters import a, f, x
from calcref.core.proofs import Argument, Counterexample
from calcref.core.questions import At, Diff
from calcref.core.records import Law, Statement
from calcref.core.sources import spivak

_slope = raw(Diff, f, x)
_away = add(x, negative(a))

TAYLOR = Law(
    id="taylor-polynomial",
    name="Taylor polynomial",
    statement=Statement(
        raw(Expansion, f, x, a, sp.Integer(2)),
        raw(
            sp.Add,
            raw(At, f, x, a),
            mul(raw(At, _slope, x, a), _away),
            mul(divide(raw(At, raw(Diff, _slope, x), x, a), sp.Integer(2)), power(_away, sp.Integer(2))),
        ),
    ),
    page="derivatives/taylor/#taylor-polynomial",
    hypotheses=("$f$ differentiable at $a$ as often as its degree says",),
    source=spivak("chapter 20, theorem 1"),
    proof=Argument(
        "It has the value and the slopes of $f$ at $a$, so what is left and all its slopes up to the degree are "
        "$0$ there. By "
        "L'Hôpital's rule, once for each of them, the rest divided by $(x-a)^n$ tends to $0$, and no other "
        "polynomial of that "
        "degree does as well.",
        spivak("chapter 20, theorems 1 and 2"),
    ),
    counterexample=Counterexample(
        "|x|",
        "0",
        "$f$ differentiable at $a$ as often as its degree says",
        "no straight line fits the kink better than all others",
    ),
    ml_use="Gradient descent trusts the first degree, Newton's method the second.",
)
