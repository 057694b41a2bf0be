"""⟨g, d vec A⟩ = ⟨vec⁻¹ g, dA⟩."""

from __future__ import annotations

from calcref.core.array_functions import Unvec, Vec
from calcref.core.arrays import shape_of
from calcref.core.sources import magnus
from calcref.matrix.functions import unvec, vec
from calcref.matrix.letters import MATRIX
from calcref.matrix.moving import moving_rule

RULE = moving_rule(
    id="vec",
    name="Vectorization",
    page="matrix/vec-and-kronecker/#",
    heads=(Vec, Unvec),
    pull=lambda node, held, var: [
        (unvec(held, shape_of(node.args[0])) if isinstance(node, Vec) else vec(held), node.args[0])
    ],
    letters=lambda node: {},
    example=vec(MATRIX),
    proof="The entries only change their places.",
    source=magnus("chapter 2, section 4"),
)
