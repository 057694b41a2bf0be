"""⟨G, d(some columns of A)⟩ = ⟨[0, G, 0], dA⟩: the others get nothing."""

from __future__ import annotations

import sympy as sp

from calcref.core.array_parts import Columns
from calcref.core.arrays import Array, dimension
from calcref.core.sources import giles
from calcref.matrix.moving import moving_rule
from calcref.matrix.parts import columns, placed

RULE = moving_rule(
    id="columns",
    name="Some of the columns",
    heads=(Columns,),
    pull=lambda node, held, var: [(placed(held, node.args[1], node.args[0]), node.args[0])],
    letters=lambda node: {},
    example=columns(Array("A", ("m", "2*n")), sp.S.Zero, dimension("n")),
    proof="Entries that were not taken do not count, so nothing stands beside their differentials.",
    source=giles("section 2.1"),
    ml_use="Gates of a recurrent cell, and heads of an attention: each has columns of its own.",
    page="matrix/linear-and-quadratic-forms/#",
)
