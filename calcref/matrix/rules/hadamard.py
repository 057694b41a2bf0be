"""⟨G, d(A ⊙ B)⟩ = ⟨G ⊙ B, dA⟩ + ⟨G ⊙ A, dB⟩."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.array_heads import Hadamard
from calcref.core.sources import magnus
from calcref.matrix.build import hadamard
from calcref.matrix.letters import A_SAME, B_SAME
from calcref.matrix.moving import matters, moving_rule


def _pull(node: sp.Expr, held: sp.Expr, var: sp.Symbol) -> Iterator[tuple[sp.Expr, sp.Expr]]:
    for k, factor in enumerate(node.args):
        if matters(factor, var):
            yield hadamard(held, *node.args[:k], *node.args[k + 1 :]), factor


RULE = moving_rule(
    id="hadamard",
    name="Product entry by entry",
    page="matrix/elementwise-and-hadamard/#",
    heads=(Hadamard,),
    pull=_pull,
    letters=lambda node: {},
    example=hadamard(A_SAME, B_SAME),
    proof="It is the product rule of one variable, for each entry.",
    source=magnus("chapter 3, section 6"),
    ml_use="A gate multiplies entry by entry, and so does its gradient.",
)
