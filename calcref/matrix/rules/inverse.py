"""⟨G, dA⁻¹⟩ = ⟨−A⁻ᵀ G A⁻ᵀ, dA⟩."""

from __future__ import annotations

import sympy as sp

from calcref.core.array_heads import Inverse
from calcref.core.arrays import Array
from calcref.core.records import Condition
from calcref.core.sources import magnus
from calcref.matrix.basics import MINUS
from calcref.matrix.build import times, transpose
from calcref.matrix.functions import inverse
from calcref.matrix.letters import SQUARE
from calcref.matrix.moving import moving_rule, never


def is_positive_definite(node: sp.Expr) -> bool:
    """Whether `node` is declared positive definite."""
    return isinstance(node, Array) and "positive-definite" in node.properties


INVERTIBLE: Condition = never("$A$ invertible", is_positive_definite)

RULE = moving_rule(
    id="inverse",
    name="Inverse",
    page="matrix/inverse-and-determinant/#",
    heads=(Inverse,),
    pull=lambda node, held, var: [(times(MINUS, transpose(node), held, transpose(node)), node.args[0])],
    example=inverse(SQUARE),
    conditions=(INVERTIBLE,),
    proof="$A A^{-1} = I$ does not vary, so $dA\\,A^{-1} + A\\,dA^{-1} = 0$.",
    source=magnus("chapter 8, section 4"),
    ml_use="The precision matrix of a Gaussian, and the posterior of a Gaussian process.",
)
