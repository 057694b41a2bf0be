"""⟨G, d(A⁻¹ B)⟩ = ⟨−A⁻ᵀ G (A⁻¹ B)ᵀ, dA⟩ + ⟨A⁻ᵀ G, dB⟩."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.array_heads import Inverse, Times
from calcref.core.arrays import Array, is_scalar
from calcref.core.sources import giles
from calcref.matrix.basics import MINUS
from calcref.matrix.build import times, transpose
from calcref.matrix.functions import inverse
from calcref.matrix.letters import SQUARE
from calcref.matrix.moving import matters, moving_rule
from calcref.matrix.rules.inverse import INVERTIBLE


def _fits(node: sp.Expr, var: sp.Symbol) -> bool:
    return not is_scalar(node) and not node.scalars and isinstance(node.chain[0], Inverse) and len(node.chain) > 1


def _pull(node: sp.Expr, held: sp.Expr, var: sp.Symbol) -> Iterator[tuple[sp.Expr, sp.Expr]]:
    back, right = times(transpose(node.chain[0]), held), times(*node.chain[1:])
    if matters(node.chain[0], var):
        yield times(MINUS, back, transpose(node)), node.chain[0].args[0]
    if matters(right, var):
        yield back, right


RULE = moving_rule(
    id="solve",
    name="Solution of a system",
    page="matrix/inverse-and-determinant/#",
    heads=(Times,),
    pull=_pull,
    fits=_fits,
    letters=lambda node: {"A": node.chain[0].args[0], "B": times(*node.chain[1:])},
    example=times(inverse(SQUARE), Array("B", ("n", "m"))),
    conditions=(INVERTIBLE,),
    proof="With $Y = A^{-1} B$, $A Y = B$: so $A\\,dY = dB - dA\\,Y$.",
    source=giles("section 2.3.1"),
    ml_use="The mean of a Gaussian process: its backward pass solves one system with the transpose.",
)
