"""⟨g, d tr A⟩ = ⟨g I, dA⟩."""

from calcref.core.array_functions import Trace
from calcref.core.arrays import shape_of
from calcref.core.sources import magnus
from calcref.matrix.basics import eye
from calcref.matrix.build import times
from calcref.matrix.functions import trace
from calcref.matrix.letters import SQUARE
from calcref.matrix.moving import moving_rule

RULE = moving_rule(
    id="trace",
    name="Trace",
    page="matrix/trace/#",
    heads=(Trace,),
    pull=lambda node, held, var: [(times(held, eye(shape_of(node.args[0])[0])), node.args[0])],
    letters=lambda node: {},
    example=trace(SQUARE),
    proof="$\\operatorname{tr} A = \\langle I, A \\rangle$.",
    source=magnus("chapter 8, section 3"),
)
