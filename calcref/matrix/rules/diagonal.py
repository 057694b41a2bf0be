"""⟨G, d Diag(a)⟩ = ⟨diag(G), da⟩ and ⟨g, d diag(A)⟩ = ⟨Diag(g), dA⟩."""

from calcref.core.array_functions import Diag, Diagonal
from calcref.core.sources import magnus
from calcref.matrix.functions import diag, diagonal
from calcref.matrix.letters import VECTOR
from calcref.matrix.moving import moving_rule

RULE = moving_rule(
    id="diagonal",
    name="Diagonal",
    page="matrix/trace/#",
    heads=(Diag, Diagonal),
    pull=lambda node, held, var: [((diagonal if isinstance(node, Diag) else diag)(held), node.args[0])],
    letters=lambda node: {},
    example=diag(VECTOR),
    proof="Only the entries on the diagonal meet.",
    source=magnus("chapter 2, section 5"),
)
