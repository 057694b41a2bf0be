"""⟨G, d chol(A)⟩ = ⟨½ (S + Sᵀ), dA⟩ with S = L⁻ᵀ Φ(Lᵀ G) L⁻¹."""

from __future__ import annotations

import sympy as sp

from calcref.core.array_functions import Cholesky, HalfLower
from calcref.core.arrays import Array
from calcref.core.expr import raw
from calcref.core.sources import murray
from calcref.matrix.basics import HALF
from calcref.matrix.build import plus, times, transpose
from calcref.matrix.functions import inverse
from calcref.matrix.moving import Pairs, moving_rule

DEFINITE = Array("A", ("n", "n"), ("positive-definite",))


def _pull(node: sp.Expr, held: sp.Expr, var: sp.Symbol) -> Pairs:
    half = times(inverse(transpose(node)), raw(HalfLower, times(transpose(node), held)), inverse(node))
    return [(times(HALF, plus(half, transpose(half))), node.args[0])]


RULE = moving_rule(
    id="cholesky",
    name="Cholesky factor",
    page="matrix/spectra/#",
    heads=(Cholesky,),
    pull=_pull,
    letters=lambda node: {},
    example=raw(Cholesky, DEFINITE),
    hypotheses=("$A$ positive definite",),
    proof="$L^{-1} dA\\,L^{-\\top} = L^{-1} dL + (L^{-1} dL)^\\top$, and $L^{-1} dL$ is lower triangular: "
    "$\\Phi$ takes it out of the sum.",
    source=murray("section 3.2"),
    ml_use="Samples of a Gaussian with a given covariance.",
)
