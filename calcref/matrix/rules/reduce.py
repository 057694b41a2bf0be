"""⟨g, d sum(A)⟩ = ⟨g 1 1ᵀ, dA⟩, and sums of rows or columns."""

from __future__ import annotations

import sympy as sp

from calcref.core.array_functions import Total
from calcref.core.array_heads import Ones, Times
from calcref.core.arrays import shape_of
from calcref.core.sources import magnus
from calcref.matrix.basics import ones
from calcref.matrix.build import times, total
from calcref.matrix.letters import MATRIX
from calcref.matrix.moving import Pairs, moving_rule
from calcref.matrix.rules.product import pull as along_product


def only_one_is_no_ones(node: sp.Expr) -> bool:
    """Whether `node` multiplies one factor with ones on one side or on both."""
    return not node.scalars and sum(not isinstance(factor, Ones) for factor in node.chain) == 1


def shrinks(node: sp.Expr) -> bool:
    """Whether what is multiplied with ones becomes smaller."""
    inside = next(factor for factor in node.chain if not isinstance(factor, Ones))
    return bool(shape_of(inside)[0] != 1 and shape_of(inside)[1] != 1)


def _fits(node: sp.Expr, var: sp.Symbol) -> bool:
    return isinstance(node, Total) or (only_one_is_no_ones(node) and shrinks(node))


def _pull(node: sp.Expr, held: sp.Expr, var: sp.Symbol) -> Pairs:
    if isinstance(node, Times):
        return along_product(node, held, var)
    return [(times(held, ones(*shape_of(node.args[0]))), node.args[0])]


RULE = moving_rule(
    id="reduce",
    name="Sum of entries",
    page="matrix/trace/#",
    heads=(Total, Times),
    pull=_pull,
    fits=_fits,
    letters=lambda node: {},
    example=total(MATRIX),
    proof="Each entry counts once: $\\sum a_{ij} = \\langle \\mathbf{1}\\mathbf{1}^\\top, A \\rangle$.",
    source=magnus("chapter 8, section 2"),
)
