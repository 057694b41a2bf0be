"""⟨g, d det A⟩ = ⟨g det(A) A⁻ᵀ, dA⟩."""

from calcref.core.array_functions import Det
from calcref.core.sources import magnus
from calcref.matrix.build import times, transpose
from calcref.matrix.functions import det, inverse
from calcref.matrix.letters import SQUARE
from calcref.matrix.moving import moving_rule
from calcref.matrix.rules.inverse import INVERTIBLE

RULE = moving_rule(
    id="determinant",
    name="Determinant",
    page="matrix/inverse-and-determinant/#",
    heads=(Det,),
    pull=lambda node, held, var: [(times(held, node, inverse(transpose(node.args[0]))), node.args[0])],
    example=det(SQUARE),
    conditions=(INVERTIBLE,),
    proof="Jacobi's formula: $d\\det A = \\operatorname{tr}(\\operatorname{adj}(A)\\,dA)$, and "
    "$\\operatorname{adj}(A) = \\det(A)\\,A^{-1}$ where $A$ is invertible.",
    source=magnus("chapter 8, section 3"),
    ml_use="The change of volume of an invertible layer.",
)
