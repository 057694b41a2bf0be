"""⟨G, d tril(A)⟩ = ⟨tril(G), dA⟩."""

from calcref.core.array_functions import Lower
from calcref.core.sources import murray
from calcref.matrix.functions import lower
from calcref.matrix.letters import SQUARE
from calcref.matrix.moving import moving_rule

RULE = moving_rule(
    id="triangle",
    name="Lower triangle",
    heads=(Lower,),
    pull=lambda node, held, var: [(lower(held), node.args[0])],
    example=lower(SQUARE),
    proof="Above the diagonal nothing is left of $A$, so nothing stands beside its differential there.",
    source=murray("section 2.1"),
    ml_use="A factor of a covariance that is learned has zeros above its diagonal, and so has its gradient.",
    page="matrix/symmetric-arguments/#",
)
