"""J: the gradients of several functions, one in each row."""

from __future__ import annotations

from calcref.core.expr import raw
from calcref.core.proofs import Argument
from calcref.core.questions import Diff
from calcref.core.records import Law, Statement
from calcref.core.several import Jacobian, Rows, Vector
from calcref.multivariable.letters import PLACE, f, g, rudin, x, y

LAW = Law(
    id="jacobian",
    name="Jacobian",
    statement=Statement(
        raw(Jacobian, raw(Vector, f, g), PLACE),
        raw(Rows, *(raw(Vector, *(raw(Diff, it, var) for var in (x, y))) for it in (f, g))),
    ),
    page="multivariable/jacobian/#jacobian",
    hypotheses=("$f$ and $g$ with a derivative in each variable",),
    source=rudin("theorem 9.17"),
    proof=Argument(
        "This is what the letter means: a row for each function, a column for each variable.", rudin("theorem 9.17")
    ),
    ml_use="What a layer does to small changes of its input.",
)
