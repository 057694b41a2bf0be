"""⟨g, d‖A‖²⟩ = ⟨2 g A, dA⟩ and ⟨g, d‖A‖⟩ = ⟨g A/‖A‖, dA⟩."""

from __future__ import annotations

import sympy as sp

from calcref.core.array_heads import Power, SquaredNorm
from calcref.core.sources import magnus
from calcref.matrix.basics import HALF, MINUS, TWO
from calcref.matrix.build import power, squared_norm, times
from calcref.matrix.letters import MATRIX
from calcref.matrix.moving import Pairs, moving_rule, never


def _pull(node: sp.Expr, held: sp.Expr, var: sp.Symbol) -> Pairs:
    if isinstance(node, SquaredNorm):
        return [(times(TWO, held, node.args[0]), node.args[0])]
    inside = node.args[0].args[0]
    return [(times(held, power(node, MINUS), inside), inside)]


def _fits(node: sp.Expr, var: sp.Symbol) -> bool:
    return isinstance(node, SquaredNorm) or (node.args[1] == HALF and isinstance(node.args[0], SquaredNorm))


RULE = moving_rule(
    id="norm",
    name="Norm",
    page="matrix/linear-and-quadratic-forms/#",
    heads=(SquaredNorm, Power),
    pull=_pull,
    fits=_fits,
    letters=lambda node: {"N": node},
    example=power(squared_norm(MATRIX), HALF),
    conditions=(never("$N \\neq 0$", lambda node: isinstance(node, SquaredNorm), "N"),),
    proof="$\\lVert A \\rVert^2 = \\langle A, A \\rangle$, by the product rule; the root is a function of one number.",
    source=magnus("chapter 8, section 4"),
    ml_use="Least squares and weight decay.",
)
