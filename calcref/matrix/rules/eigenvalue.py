"""⟨g, dλ⟩ = ⟨g v vᵀ, dA⟩ for a simple eigenvalue of a symmetric matrix."""

from __future__ import annotations

from calcref.core.array_functions import Eigenvalue, Eigenvector
from calcref.core.arrays import Array
from calcref.core.expr import raw
from calcref.core.sources import magnus
from calcref.matrix.basics import number
from calcref.matrix.build import times, transpose
from calcref.matrix.moving import moving_rule, never

SYMMETRIC = Array("A", ("n", "n"), ("symmetric",))

RULE = moving_rule(
    id="eigenvalue",
    name="Simple eigenvalue",
    page="matrix/spectra/#",
    heads=(Eigenvalue,),
    pull=lambda node, held, var: [
        (times(held, raw(Eigenvector, *node.args), transpose(raw(Eigenvector, *node.args))), node.args[0])
    ],
    letters=lambda node: {"E": node},
    example=raw(Eigenvalue, SYMMETRIC, number(0)),
    conditions=(never("$E$ a simple eigenvalue", lambda node: False, "E"),),
    hypotheses=("$A$ symmetric",),
    proof="$A v = \\lambda v$ with $v^\\top v = 1$: multiply its differential by $v^\\top$ from the left.",
    source=magnus("chapter 8, section 9"),
    ml_use="Spectral penalties, and the sharpness of a loss.",
)
