"""⟨G, d[A, B]⟩ = ⟨the first columns of G, dA⟩ + ⟨the others, dB⟩."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.array_parts import Beside
from calcref.core.arrays import Array
from calcref.core.sources import giles
from calcref.matrix.basics import ZERO
from calcref.matrix.moving import matters, moving_rule
from calcref.matrix.parts import beside, columns, width


def _pull(node: sp.Expr, held: sp.Expr, var: sp.Symbol) -> Iterator[tuple[sp.Expr, sp.Expr]]:
    start = ZERO
    for part in node.args:
        stop = start + width(part)
        if matters(part, var):
            yield columns(held, start, stop), part
        start = stop


RULE = moving_rule(
    id="side-by-side",
    name="Side by side",
    heads=(Beside,),
    pull=_pull,
    letters=lambda node: {},
    example=beside(Array("A", ("m", "k")), Array("B", ("m", "n"))),
    proof="The inner product is a sum over the entries, and each belongs to one of the parts.",
    source=giles("section 2.1"),
    ml_use="The heads of an attention are put side by side; on the way back each takes its columns.",
    page="matrix/linear-and-quadratic-forms/#",
)
