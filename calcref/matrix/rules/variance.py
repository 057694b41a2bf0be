"""⟨g, d var(a)⟩ = ⟨2 g (a − mean(a) 1)/n, da⟩, for each row of a matrix."""

from __future__ import annotations

import sympy as sp

from calcref.core.array_parts import Variance
from calcref.core.arrays import ONE, is_scalar, shape_of
from calcref.core.expr import raw
from calcref.core.sources import ioffe
from calcref.matrix.basics import MINUS, TWO, ones
from calcref.matrix.build import hadamard, power, times
from calcref.matrix.letters import VECTOR
from calcref.matrix.moving import Pairs, moving_rule
from calcref.matrix.normalizing import centered
from calcref.matrix.reading.sizes import node_of


def _pull(node: sp.Expr, held: sp.Expr, var: sp.Symbol) -> Pairs:
    inside = node.args[0]
    rows, columns = shape_of(inside)
    if is_scalar(node):
        return [(times(TWO, power(node_of(rows * columns), MINUS), held, centered(inside)), inside)]
    spread = hadamard(times(held, ones(ONE, columns)), centered(inside))
    return [(times(TWO, power(node_of(columns), MINUS), spread), inside)]


RULE = moving_rule(
    id="variance",
    name="Variance",
    heads=(Variance,),
    pull=_pull,
    letters=lambda node: {},
    example=raw(Variance, VECTOR),
    proof="$\\frac1n\\lVert a - \\mu\\mathbf 1 \\rVert^2$, by the rule of the norm; what $\\mu$ adds vanishes, since "
    "what differs from the mean adds up to $0$.",
    source=ioffe("section 3"),
    page="matrix/elementwise-and-hadamard/#",
)
