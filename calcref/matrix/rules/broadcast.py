"""⟨G, d(a 1ᵀ)⟩ = ⟨G 1, da⟩: what was repeated collects what its copies get."""

from __future__ import annotations

import sympy as sp

from calcref.core.array_heads import Times
from calcref.core.sources import giles
from calcref.matrix.basics import ones
from calcref.matrix.build import times
from calcref.matrix.letters import VECTOR
from calcref.matrix.moving import moving_rule
from calcref.matrix.rules.product import pull
from calcref.matrix.rules.reduce import only_one_is_no_ones, shrinks


def _fits(node: sp.Expr, var: sp.Symbol) -> bool:
    return only_one_is_no_ones(node) and not shrinks(node)


RULE = moving_rule(
    id="broadcast",
    name="Broadcast",
    page="matrix/elementwise-and-hadamard/#",
    heads=(Times,),
    pull=pull,
    fits=_fits,
    letters=lambda node: {},
    example=times(VECTOR, ones(sp.S.One, sp.Symbol("m", integer=True, positive=True))),
    proof="Repeating is a product with ones, and the product rule sums over the copies.",
    source=giles("section 2.1"),
    ml_use="The gradient of a bias is the sum over the batch.",
)
