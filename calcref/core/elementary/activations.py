"""Rows of the table: smooth activations."""

from __future__ import annotations

import sympy as sp
from sympy.functions.elementary.piecewise import ExprCondPair

from calcref.core.about import Source
from calcref.core.conditions import nonzero, within
from calcref.core.elementary.shapes import DECAY, HALF, TWO, inverse_root, odd_zero, square
from calcref.core.expr import add, apply, divide, mul, negative, power, raw, varies
from calcref.core.functions import (
    CUBIC,
    SELU_ALPHA,
    SELU_SCALE,
    elu,
    gelu,
    gelu_tanh,
    leaky_relu,
    logit,
    mish,
    selu,
    sigmoid,
    silu,
    softplus,
    softsign,
)
from calcref.core.letters import x
from calcref.core.proofs import Argument, Counterexample, FromForm
from calcref.core.ranges import POSITIVE, UNIT, ZERO_TO_ONE
from calcref.core.row import ONE_OR_TWO, Elementary, Parameters, at_zero, nowhere, of_head
from calcref.core.sources import goodfellow


def _bell(u: sp.Expr) -> sp.Expr:
    return apply(sp.exp, negative(mul(HALF, square(u))))


def _cubic(u: sp.Expr) -> sp.Expr:
    """What the hyperbolic tangent of the approximate GELU is taken of."""
    return mul(power(divide(TWO, sp.pi), HALF), add(u, mul(CUBIC, power(u, sp.Integer(3)))))


def _approximate_slope(u: sp.Expr) -> sp.Expr:
    bent = apply(sp.tanh, _cubic(u))
    inner = mul(power(divide(TWO, sp.pi), HALF), add(sp.S.One, mul(3 * CUBIC, square(u))))
    return add(mul(HALF, add(sp.S.One, bent)), mul(HALF, u, add(sp.S.One, negative(square(bent))), inner))


def _by_sign(u: sp.Expr, right: sp.Expr, left: sp.Expr) -> sp.Expr:
    """`right` where u is positive, else `left`."""
    first = raw(ExprCondPair, right, raw(sp.Gt, u, sp.S.Zero))
    return raw(sp.Piecewise, first, raw(ExprCondPair, left, sp.true))


def _read_shaped(expr: sp.Expr, var: sp.Symbol) -> tuple[sp.Expr, Parameters] | None:
    return None if varies(expr.args[1], var) else (expr.args[0], {"a": expr.args[1]})


LEAK = sp.Rational(1, 100)  # of a leaky ReLU, where a reader gives none
_MAAS = Source("A. Maas, A. Hannun and A. Ng, Rectifier nonlinearities improve acoustic models", "ICML 2013, section 2")
_CLEVERT = Source(
    "D. Clevert, T. Unterthiner and S. Hochreiter, Exponential linear units", "arXiv 1511.07289, section 3"
)
_KLAMBAUER = Source("G. Klambauer and others, Self-normalizing neural networks", "arXiv 1706.02515, section 2")
_GLOROT = Source("X. Glorot and Y. Bengio, Training deep feedforward neural networks", "AISTATS 2010, section 3")

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
        names=("silu", "swish"),
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
    Elementary(
        id="gelu-tanh",
        name="GELU by a hyperbolic tangent",
        head=gelu_tanh,
        of=of_head(gelu_tanh),
        names=("gelu_tanh",),
        latex=r"\operatorname{gelu}_{\tanh}",
        at=lambda mp, x: x * (1 + mp.tanh(mp.sqrt(2 / mp.pi) * (x + mp.mpf("0.044715") * x**3))) / 2,
        gaps=nowhere,
        inverse=odd_zero,
        slope=_approximate_slope,
        proof=FromForm(mul(HALF, x, add(sp.S.One, apply(sp.tanh, _cubic(x)))), x),
        source=Source("D. Hendrycks and K. Gimpel, Gaussian error linear units", "arXiv 1606.08415, section 2"),
        ml_use="What GPT-2 and BERT were trained with; the exact GELU differs from it by less than $0.001$.",
        reads_backwards=False,
    ),
    Elementary(
        id="mish",
        name="Mish",
        head=mish,
        of=of_head(mish),
        names=("mish",),
        at=lambda mp, x: x * mp.tanh(mp.log1p(mp.exp(x))),
        gaps=nowhere,
        inverse=odd_zero,
        slope=lambda u: add(
            apply(sp.tanh, apply(softplus, u)),
            mul(u, apply(sigmoid, u), add(sp.S.One, negative(square(apply(sp.tanh, apply(softplus, u)))))),
        ),
        proof=FromForm(mul(x, apply(sp.tanh, apply(softplus, x))), x),
        source=Source("D. Misra, Mish: a self regularized non-monotonic activation function", "arXiv 1908.08681"),
        ml_use="The activation of some object detectors; smooth, and a little below $0$ on the left.",
        reads_backwards=False,
    ),
    Elementary(
        id="leaky-relu",
        name="Leaky ReLU",
        head=leaky_relu,
        of=lambda u, a: apply(leaky_relu, u, a),
        names=("leaky_relu",),
        latex=r"\operatorname{leaky}",
        at=lambda mp, x, slope=None: x if x > 0 else (mp.mpf(1) / 100 if slope is None else slope) * x,
        takes=ONE_OR_TWO,
        typed=lambda u, a=LEAK: apply(leaky_relu, u, a),
        gaps=nowhere,
        kinks=lambda u, a: (u,),
        slope=lambda u, a: _by_sign(u, sp.S.One, a),
        conditions=(nonzero("u"),),
        kinked=True,
        proof=Argument("On each side of 0 the function is a straight line, of slope $a$ or $1$.", _MAAS),
        source=_MAAS,
        counterexample=Counterexample(
            "leaky_relu(x, 2)", "0", "$u \\neq 0$", "the slope is $2$ from the left and $1$ from the right"
        ),
        ml_use="A ReLU that lets a little of the gradient back to a unit whose input is negative.",
        read=_read_shaped,
        parameters=("a",),
        reads_backwards=False,
    ),
    Elementary(
        id="elu",
        name="ELU",
        head=elu,
        of=lambda u, a: apply(elu, u, a),
        names=("elu",),
        at=lambda mp, x, alpha=1: x if x > 0 else alpha * mp.expm1(x),
        takes=ONE_OR_TWO,
        typed=lambda u, a=sp.S.One: apply(elu, u, a),
        gaps=nowhere,
        kinks=lambda u, a: (u,),
        slope=lambda u, a: _by_sign(u, sp.S.One, mul(a, apply(sp.exp, u))),
        conditions=(nonzero("u"),),
        kinked=True,
        proof=Argument("On the right of 0 the function is $u$, on the left it is $a\\,(e^u - 1)$.", _CLEVERT),
        source=_CLEVERT,
        counterexample=Counterexample(
            "elu(x, 2)", "0", "$u \\neq 0$", "the slope is $2$ from the left and $1$ from the right"
        ),
        ml_use="A ReLU whose negative side levels off at $-a$; with $a = 1$ it has no kink.",
        read=_read_shaped,
        parameters=("a",),
        reads_backwards=False,
    ),
    Elementary(
        id="selu",
        name="SELU",
        head=selu,
        of=of_head(selu),
        names=("selu",),
        at=lambda mp, x: mp.mpf(SELU_SCALE) * (x if x > 0 else mp.mpf(SELU_ALPHA) * mp.expm1(x)),
        gaps=nowhere,
        kinks=at_zero,
        slope=lambda u: _by_sign(u, SELU_SCALE, mul(SELU_SCALE * SELU_ALPHA, apply(sp.exp, u))),
        conditions=(nonzero("u"),),
        kinked=True,
        proof=Argument("It is a multiple of an ELU.", _KLAMBAUER),
        source=_KLAMBAUER,
        ml_use="The activation of self-normalizing networks, whose layers keep mean $0$ and variance $1$.",
        reads_backwards=False,
    ),
    Elementary(
        id="softsign",
        name="Softsign",
        head=softsign,
        of=of_head(softsign),
        names=("softsign",),
        at=lambda mp, x: x / (1 + abs(x)),
        gaps=nowhere,
        kinks=at_zero,
        range=UNIT,
        slope=lambda u: power(add(sp.S.One, apply(sp.Abs, u)), -TWO),
        proof=Argument("On the right of 0 it is $1 - 1/(1 + u)$, and it is odd.", _GLOROT),
        source=_GLOROT,
        ml_use="A hyperbolic tangent with tails that die out as a power does, not as an exponential.",
        reads_backwards=False,
    ),
    Elementary(
        id="logit",
        name="Logit",
        head=logit,
        of=of_head(logit),
        names=("logit",),
        at=lambda mp, x: mp.log(x / (1 - x)),
        gaps=lambda u: (u, u - 1),
        inverse=lambda value: (1 / (1 + sp.exp(-value)),),
        slope=lambda u: power(mul(u, add(sp.S.One, negative(u))), sp.S.NegativeOne),
        conditions=(within("u", lambda value: (value * (1 - value)).is_positive, "$0 < u < 1$"),),
        proof=FromForm(apply(sp.log, divide(x, add(sp.S.One, negative(x)))), x),
        source=Source("K. Murphy, Probabilistic machine learning: an introduction", "section 2.4.2"),
        counterexample=Counterexample("logit(x)", "2", "$0 < u < 1$", "the function has no real value"),
        ml_use="The score of a probability: the inverse of the sigmoid.",
        reads_backwards=False,
    ),
)
