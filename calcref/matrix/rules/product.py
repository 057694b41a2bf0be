"""⟨G, d(A B)⟩ = ⟨G Bᵀ, dA⟩ + ⟨Aᵀ G, dB⟩, for any number of factors."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.array_heads import Times
from calcref.core.sources import magnus
from calcref.matrix.build import times, transpose
from calcref.matrix.functions import inner
from calcref.matrix.letters import A, B
from calcref.matrix.moving import matters, moving_rule


def pull(node: sp.Expr, held: sp.Expr, var: sp.Symbol) -> Iterator[tuple[sp.Expr, sp.Expr]]:
    """What stands beside each factor: what is to its left and to its right goes over to G, transposed."""
    scalars, chain = node.scalars, node.chain
    for k, scalar in enumerate(scalars):
        if matters(scalar, var):
            others = (*scalars[:k], *scalars[k + 1 :])
            yield times(*others, inner(held, times(*chain)) if chain else held), scalar
    for k, factor in enumerate(chain):
        if matters(factor, var):
            left = (transpose(times(*chain[:k])),) if k else ()
            right = (transpose(times(*chain[k + 1 :])),) if k + 1 < len(chain) else ()
            yield times(*scalars, *left, held, *right), factor


RULE = moving_rule(
    id="product",
    name="Product",
    page="matrix/linear-and-quadratic-forms/#",
    heads=(Times,),
    pull=pull,
    letters=lambda node: dict(zip("AB", node.chain, strict=False)) if len(node.args) == 2 == len(node.chain) else {},
    example=times(A, B),
    proof="$d(AB) = dA\\,B + A\\,dB$, and a trace does not change when its factors move around in a circle.",
    source=magnus("chapter 8, section 3"),
    ml_use="A layer $Y = XW$ sends $\\bar Y W^\\top$ back to its input and $X^\\top \\bar Y$ to its weights.",
)
