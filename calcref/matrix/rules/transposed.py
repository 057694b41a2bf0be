"""⟨G, dAᵀ⟩ = ⟨Gᵀ, dA⟩."""

from calcref.core.array_heads import Transpose
from calcref.core.sources import magnus
from calcref.matrix.build import transpose
from calcref.matrix.letters import MATRIX
from calcref.matrix.moving import moving_rule

RULE = moving_rule(
    id="transpose",
    name="Transpose",
    page="matrix/linear-and-quadratic-forms/#",
    heads=(Transpose,),
    pull=lambda node, held, var: [(transpose(held), node.args[0])],
    letters=lambda node: {},
    example=transpose(MATRIX),
    proof="Both sides are the same sum, written by columns and by rows.",
    source=magnus("chapter 8, section 3"),
)
