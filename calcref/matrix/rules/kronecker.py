"""⟨G, d(A ⊗ B)⟩: the blocks of G, against B and against A."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.array_functions import Kron, KronLeft, KronRight
from calcref.core.arrays import Array, shape_of
from calcref.core.expr import raw
from calcref.core.sources import magnus
from calcref.matrix.functions import kron
from calcref.matrix.moving import matters, moving_rule


def _pull(node: sp.Expr, held: sp.Expr, var: sp.Symbol) -> Iterator[tuple[sp.Expr, sp.Expr]]:
    left, right = node.args
    if matters(left, var):
        yield raw(KronLeft, held, right, *shape_of(left)), left
    if matters(right, var):
        yield raw(KronRight, held, left, *shape_of(right)), right


RULE = moving_rule(
    id="kronecker",
    name="Kronecker product",
    page="matrix/vec-and-kronecker/#",
    heads=(Kron,),
    pull=_pull,
    letters=lambda node: {},
    example=kron(Array("A", ("m", "n")), Array("B", ("p", "q"))),
    proof="Block $i, j$ of $A \\otimes B$ is $a_{ij} B$.",
    source=magnus("chapter 2, section 2"),
)
