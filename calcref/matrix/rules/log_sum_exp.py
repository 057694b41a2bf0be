"""⟨g, d logsumexp(a)⟩ = ⟨g softmax(a), da⟩, for each row of a matrix."""

from __future__ import annotations

import sympy as sp

from calcref.core.array_functions import LogSumExp, Softmax
from calcref.core.arrays import ONE, is_scalar, shape_of
from calcref.core.expr import raw
from calcref.core.sources import giles
from calcref.matrix.basics import ones
from calcref.matrix.build import hadamard, times
from calcref.matrix.letters import VECTOR
from calcref.matrix.moving import Pairs, moving_rule


def _pull(node: sp.Expr, held: sp.Expr, var: sp.Symbol) -> Pairs:
    shares = raw(Softmax, node.args[0])
    if is_scalar(node):
        return [(times(held, shares), node.args[0])]
    return [(hadamard(times(held, ones(ONE, shape_of(shares)[1])), shares), node.args[0])]


RULE = moving_rule(
    id="matrix-log-sum-exp",
    name="Log-sum-exp",
    page="matrix/elementwise-and-hadamard/#",
    heads=(LogSumExp,),
    pull=_pull,
    letters=lambda node: {},
    example=raw(LogSumExp, VECTOR),
    proof="$d\\log s = ds/s$, and $s = \\sum_i e^{a_i}$ has $ds = \\sum_i e^{a_i}\\,da_i$.",
    source=giles("section 2.1"),
    ml_use="Cross-entropy: predicted probabilities minus the label.",
)
