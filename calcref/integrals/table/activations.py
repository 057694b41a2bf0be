"""Integrals of activations and their kin."""

from __future__ import annotations

import sympy as sp

from calcref.core.conditions import nonzero
from calcref.core.elementary.shapes import TWO
from calcref.core.expr import add, apply, divide, mul, negative, power
from calcref.core.functions import relu, sigmoid, softplus
from calcref.core.row import of_head
from calcref.core.sources import dlmf, goodfellow, spivak
from calcref.integrals.table.row import Row, log, squared

ACTIVATIONS: tuple[Row, ...] = (
    Row(
        "integral-of-the-hyperbolic-tangent",
        "Integral of the hyperbolic tangent",
        of_head(sp.tanh),
        lambda u: log(apply(sp.cosh, u)),
        dlmf("section 4.40"),
        "The log-cosh loss is the integral of its clipped, tanh-shaped gradient.",
    ),
    Row(
        "integral-of-the-squared-hyperbolic-tangent",
        "Integral of the squared hyperbolic tangent",
        squared(sp.tanh),
        lambda u: add(u, negative(apply(sp.tanh, u))),
        dlmf("section 4.40"),
        "The second moment of a recurrent unit.",
    ),
    Row(
        "integral-of-the-squared-sigmoid",
        "Integral of the squared sigmoid",
        squared(sigmoid),
        lambda u: add(apply(softplus, u), negative(apply(sigmoid, u))),
        goodfellow("section 3.10"),  # the slopes of the softplus and the sigmoid
        "The second moment of a gate.",
    ),
    Row(
        "integral-of-the-absolute-value",
        "Integral of the absolute value",
        of_head(sp.Abs),
        lambda u: divide(mul(u, apply(sp.Abs, u)), TWO),
        spivak("chapter 13"),
        "The mean absolute error, averaged over a range.",
    ),
    Row(
        "integral-of-a-reciprocal-absolute-value",
        "Integral of the reciprocal of the absolute value",
        lambda u: power(apply(sp.Abs, u), sp.S.NegativeOne),
        lambda u: mul(apply(sp.sign, u), log(apply(sp.Abs, u))),
        spivak("chapter 18"),
        "The scale prior of a parameter of unknown sign: its total is infinite at both ends.",
        conditions=(nonzero("u", "$x \\neq 0$"),),
    ),
    Row(
        "integral-of-relu",
        "Integral of ReLU",
        of_head(relu),
        lambda u: divide(mul(u, apply(relu, u)), TWO),
        goodfellow("section 6.3.1"),  # the slope of ReLU
        "The mean output of a rectified unit.",
    ),
)
