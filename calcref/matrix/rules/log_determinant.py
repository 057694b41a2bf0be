"""⟨g, d log|det A|⟩ = ⟨g A⁻ᵀ, dA⟩."""

from calcref.core.array_functions import LogAbsDet
from calcref.core.sources import magnus
from calcref.matrix.build import times, transpose
from calcref.matrix.functions import inverse, log_abs_det
from calcref.matrix.letters import SQUARE
from calcref.matrix.moving import moving_rule
from calcref.matrix.rules.inverse import INVERTIBLE

RULE = moving_rule(
    id="log-determinant",
    name="Log-determinant",
    page="matrix/inverse-and-determinant/#",
    heads=(LogAbsDet,),
    pull=lambda node, held, var: [(times(held, inverse(transpose(node.args[0]))), node.args[0])],
    example=log_abs_det(SQUARE),
    conditions=(INVERTIBLE,),
    proof="$d\\log\\lvert\\det A\\rvert = d\\det(A)/\\det(A)$; then Jacobi's formula.",
    source=magnus("chapter 8, section 3"),
    ml_use="The log-likelihood of a Gaussian, and of a normalizing flow.",
)
