"""⟨g, d softmax(a)⟩ = ⟨p ⊙ (g − (pᵀg) 1), da⟩ with p = softmax(a), for each row of a matrix."""

from __future__ import annotations

import sympy as sp

from calcref.core.array_functions import Softmax
from calcref.core.arrays import ONE, shape_of
from calcref.core.expr import raw
from calcref.core.sources import giles
from calcref.matrix.basics import ones
from calcref.matrix.build import hadamard, minus, times
from calcref.matrix.functions import inner
from calcref.matrix.letters import VECTOR
from calcref.matrix.moving import Pairs, moving_rule


def _pull(node: sp.Expr, held: sp.Expr, var: sp.Symbol) -> Pairs:
    rows, columns = shape_of(node)
    if ONE in (rows, columns):
        mean = times(inner(node, held), ones(rows, columns))
    else:
        mean = times(hadamard(held, node), ones(columns, ONE), ones(ONE, columns))
    return [(hadamard(node, minus(held, mean)), node.args[0])]


RULE = moving_rule(
    id="softmax",
    name="Softmax",
    page="matrix/elementwise-and-hadamard/#",
    heads=(Softmax,),
    pull=_pull,
    letters=lambda node: {},
    example=raw(Softmax, VECTOR),
    proof="By the quotient rule $dp_i = p_i\\,(da_i - \\sum_j p_j\\,da_j)$.",
    source=giles("section 2.1"),
    ml_use="Attention: the gradient of the scores is centered by the weights.",
)
