"""Rows of the table: smooth activations."""

from __future__ import annotations

import sympy as sp

from calcref.core.about import Source
from calcref.core.elementary.shapes import DECAY, HALF, TWO, inverse_root, odd_zero, square
from calcref.core.expr import add, apply, divide, mul, negative, power
from calcref.core.functions import gelu, sigmoid, silu, softplus
from calcref.core.letters import x
from calcref.core.proofs import FromForm
from calcref.core.ranges import POSITIVE, ZERO_TO_ONE
from calcref.core.row import Elementary, nowhere, of_head
from calcref.core.sources import goodfellow


def _bell(u: sp.Expr) -> sp.Expr:
    return apply(sp.exp, negative(mul(HALF, square(u))))


ACTIVATIONS: tuple[Elementary, ...] = (
    Elementary(
        id="sigmoid",
        name="Sigmoid",
        head=sigmoid,
        of=of_head(sigmoid),
        names=("sigmoid",),
        latex=r"\sigma",
        at=lambda mp, x: 1 / (1 + mp.exp(-x)),
        gaps=nowhere,
        range=ZERO_TO_ONE,
        inverse=lambda value: (sp.log(value / (1 - value)),),
        slope=lambda u: mul(apply(sigmoid, u), add(sp.S.One, negative(apply(sigmoid, u)))),
        proof=FromForm(divide(sp.S.One, add(sp.S.One, DECAY)), x),
        source=goodfellow("section 3.10"),
        ml_use="Turns a score into a probability; its slope is at most $\\tfrac14$.",
    ),
    Elementary(
        id="softplus",
        name="Softplus",
        head=softplus,
        of=of_head(softplus),
        names=("softplus",),
        at=lambda mp, x: mp.log1p(mp.exp(x)),
        gaps=nowhere,
        range=POSITIVE,
        inverse=lambda value: (sp.log(sp.exp(value) - 1),),
        slope=of_head(sigmoid),
        proof=FromForm(apply(sp.log, add(sp.S.One, apply(sp.exp, x))), x),
        source=goodfellow("section 3.10"),
        ml_use="The logistic loss of a score, and a smooth ReLU that keeps variances positive.",
    ),
    Elementary(
        id="silu",
        name="SiLU (swish)",
        head=silu,
        of=of_head(silu),
        names=("silu",),
        at=lambda mp, x: x / (1 + mp.exp(-x)),
        gaps=nowhere,
        inverse=odd_zero,
        slope=lambda u: add(apply(sigmoid, u), mul(u, apply(sigmoid, u), add(sp.S.One, negative(apply(sigmoid, u))))),
        proof=FromForm(mul(x, apply(sigmoid, x)), x),
        source=Source(
            "S. Elfwing, E. Uchibe and K. Doya, Sigmoid-weighted linear units", "Neural Networks 107 (2018), section 2"
        ),
        ml_use="The activation of many vision networks and of the gated layers of language models.",
    ),
    Elementary(
        id="gelu",
        name="GELU",
        head=gelu,
        of=of_head(gelu),
        names=("gelu",),
        at=lambda mp, x: x * mp.ncdf(x),
        gaps=nowhere,
        inverse=odd_zero,
        slope=lambda u: add(
            mul(HALF, add(apply(sp.erf, mul(u, power(TWO, -HALF))), sp.S.One)),
            mul(u, _bell(u), inverse_root(mul(TWO, sp.pi))),
        ),
        proof=FromForm(mul(HALF, x, add(sp.S.One, apply(sp.erf, mul(x, power(TWO, -HALF))))), x),
        source=Source("D. Hendrycks and K. Gimpel, Gaussian error linear units", "arXiv 1606.08415, section 2"),
        ml_use="The activation of most transformers.",
    ),
)
