"""⟨G, d(c A)⟩ = ⟨c G, dA⟩ where c does not vary."""

from __future__ import annotations

import sympy as sp

from calcref.core.array_heads import Times
from calcref.core.expr import varies
from calcref.core.sources import magnus
from calcref.matrix.build import times
from calcref.matrix.letters import FACTOR, MATRIX
from calcref.matrix.moving import Pairs, moving_rule


def _fixed(node: sp.Expr, var: sp.Symbol) -> list[sp.Expr]:
    return [scalar for scalar in node.scalars if not varies(scalar, var)]


def _fits(node: sp.Expr, var: sp.Symbol) -> bool:
    return bool(_fixed(node, var))


def _pull(node: sp.Expr, held: sp.Expr, var: sp.Symbol) -> Pairs:
    fixed = _fixed(node, var)
    return [(times(*fixed, held), times(*(factor for factor in node.args if factor not in fixed)))]


RULE = moving_rule(
    id="scale",
    name="Constant factor",
    page="matrix/differentials/#",
    heads=(Times,),
    pull=_pull,
    fits=_fits,
    letters=lambda node: {},
    example=times(FACTOR, MATRIX),
    proof="A factor that does not vary goes from one side of an inner product to the other.",
    source=magnus("chapter 8, section 2"),
)
