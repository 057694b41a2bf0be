"""⟨G, d mask(A, M)⟩ = ⟨M ⊙ G, dA⟩: what is masked gets nothing."""

from __future__ import annotations

import sympy as sp

from calcref.core.array_functions import Softmax
from calcref.core.array_heads import Hadamard, Times
from calcref.core.array_parts import Masked
from calcref.core.arrays import Array
from calcref.core.expr import raw
from calcref.core.sources import vaswani
from calcref.matrix.build import hadamard
from calcref.matrix.letters import MATRIX
from calcref.matrix.moving import Pairs, moving_rule


def _pull(node: sp.Expr, held: sp.Expr, var: sp.Symbol) -> Pairs:
    return [(held if _is_masked(held, raw(Softmax, node)) else hadamard(node.args[1], held), node.args[0])]


def _is_masked(held: sp.Expr, shares: sp.Expr) -> bool:
    """Whether `held` is 0 already where the mask is, since a softmax of what is masked is a factor of each entry."""
    body = held.chain[0] if isinstance(held, Times) and len(held.chain) == 1 else held
    return isinstance(body, Hadamard) and shares in body.args


RULE = moving_rule(
    id="mask",
    name="Mask",
    heads=(Masked,),
    pull=_pull,
    letters=lambda node: {},
    example=raw(Masked, MATRIX, Array("M", ("m", "n"), ("boolean",))),
    hypotheses=("$M$ made of zeros and ones; what is masked goes into an exponential",),
    proof="Where $M$ is $1$ the entry is that of $A$; where it is $0$ the entry is minus infinity, whatever $A$ is.",
    source=vaswani("section 3.2.3"),
    ml_use="A token does not look at those behind it, and sends nothing back to them.",
    page="matrix/elementwise-and-hadamard/#",
)
