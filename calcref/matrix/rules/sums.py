"""⟨G, d(A + B)⟩ = ⟨G, dA⟩ + ⟨G, dB⟩."""

from calcref.core.array_heads import Plus
from calcref.core.sources import magnus
from calcref.matrix.build import plus
from calcref.matrix.letters import A_SAME, B_SAME
from calcref.matrix.moving import moving_rule

RULE = moving_rule(
    id="matrix-sum",
    name="Sum",
    page="matrix/differentials/#",
    heads=(Plus,),
    pull=lambda node, held, var: [(held, term) for term in node.args],
    letters=lambda node: {},
    example=plus(A_SAME, B_SAME),
    proof="The differential of a sum is the sum of the differentials; terms without the variable drop out.",
    source=magnus("chapter 8, section 2"),
)
