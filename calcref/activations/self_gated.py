"""Activations x times a gate of x: GELU by the normal distribution and by tanh, SiLU, Mish, hard swish."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from calcref.activations.activation import Activation, Corner, Naive, entrywise
from calcref.activations.s_shaped import clipped, logistic_function
from calcref.autodiff.rules.normal_distribution import distribution
from calcref.core.about import Source
from calcref.core.functions import CUBIC

_ROOT = math.sqrt(2 / math.pi)
_ERF = np.vectorize(math.erf, otypes=[np.float64])


def _gelu_tanh(x: Any) -> Any:
    return x * logistic_function(2 * _ROOT * (x + float(CUBIC) * x**3))  # (1 + tanh u)/2 is the sigmoid of 2u


def _gelu_tanh_slope(x: Any) -> Any:
    u = 2 * _ROOT * (x + float(CUBIC) * x**3)
    gate = logistic_function(u)
    return gate + gate * logistic_function(-u) * (2 * _ROOT * (x + 3 * float(CUBIC) * x**3))


def _mish(x: Any) -> Any:
    """x tanh(ln(1 + e^x)) = x (1 - q)/(1 + q), q = (1 + e^x)^-2 = exp(-2 softplus)."""
    twice = 2 * np.logaddexp(0.0, x)
    return x * (-np.expm1(-twice)) / (1 + np.exp(-twice))


def _mish_slope(x: Any) -> Any:
    twice = 2 * np.logaddexp(0.0, x)
    gate = -np.expm1(-twice) / (1 + np.exp(-twice))
    return gate + x * logistic_function(x) * 4 * np.exp(-twice) / (1 + np.exp(-twice)) ** 2


gelu = Activation(
    id="gelu-activation",
    name="GELU activation",
    page="activations/gelu-silu-mish/#gelu-activation",
    statement="x*Phi(x) = x*(1 + erf(x/sqrt(2)))/2",
    statement_latex=r"x\,\Phi(x)",
    expression="gelu(x)",
    derivative="(1 + erf(x/sqrt(2)))/2 + x*e^(-x^2/2)/sqrt(2 pi)",
    row="gelu",
    value=entrywise(lambda x: x * distribution(x)),
    slope=entrywise(lambda x: distribution(x) + x * np.exp(-(x**2) / 2) / math.sqrt(2 * math.pi)),
    naive=Naive(
        "x * (1 + erf(x / np.sqrt(2))) / 2", lambda x: x * (1 + _ERF(np.asarray(x) / math.sqrt(2))) / 2, (-9.0,)
    ),
)

gelu_tanh = Activation(
    id="gelu-tanh-activation",
    name="GELU activation by tanh",
    page="activations/gelu-silu-mish/#gelu-tanh-activation",
    statement="x*(1 + tanh(sqrt(2/pi)*(x + 0.044715*x^3)))/2",
    statement_latex=r"\tfrac{x}{2}\,\bigl(1+\tanh\bigl(\sqrt{2/\pi}\,(x+0.044715\,x^3)\bigr)\bigr)",
    expression="gelu_tanh(x)",
    derivative="(1 + tanh(sqrt(2/pi)*(x + 0.044715 x^3)))/2"
    " + x/2*(1 - tanh(sqrt(2/pi)*(x + 0.044715 x^3))^2)*sqrt(2/pi)*(1 + 0.134145 x^2)",
    row="gelu-tanh",
    value=entrywise(_gelu_tanh),
    slope=entrywise(_gelu_tanh_slope),
    naive=Naive(
        "x * (1 + np.tanh(u)) / 2",
        lambda x: x * (1 + np.tanh(_ROOT * (x + float(CUBIC) * x**3))) / 2,
        (-9.0,),
    ),
)

silu = Activation(
    id="silu-activation",
    name="SiLU activation",
    page="activations/gelu-silu-mish/#silu-activation",
    statement="x*sigmoid(x)",
    statement_latex=r"x\,\sigma(x)",
    expression="silu(x)",
    derivative="sigmoid(x) + x*sigmoid(x)*(1 - sigmoid(x))",
    row="silu",
    value=entrywise(lambda x: x * logistic_function(x)),
    slope=entrywise(lambda x: logistic_function(x) * (1 + x * logistic_function(-x))),
    naive=Naive("x * np.exp(x) / (1 + np.exp(x))", lambda x: x * np.exp(x) / (1 + np.exp(x)), (1000.0,)),
)

mish = Activation(
    id="mish-activation",
    name="Mish activation",
    page="activations/gelu-silu-mish/#mish-activation",
    statement="x*tanh(ln(1 + exp(x)))",
    statement_latex=r"x\tanh(\ln(1+e^{x}))",
    expression="mish(x)",
    derivative="tanh(softplus(x)) + x*sigmoid(x)*(1 - tanh(softplus(x))^2)",
    row="mish",
    value=entrywise(_mish),
    slope=entrywise(_mish_slope),
    naive=Naive("x * np.tanh(np.log(1 + np.exp(x)))", lambda x: x * np.tanh(np.log(1 + np.exp(x))), (-40.0,)),
)

hard_swish = Activation(
    id="hard-swish",
    name="Hard swish",
    page="activations/gelu-silu-mish/#hard-swish",
    statement="x*max(0, min(1, (x + 3)/6))",
    statement_latex=r"x\max\bigl(0,\,\min\bigl(1,\,\tfrac{x+3}{6}\bigr)\bigr)",
    expression="x*max(0, min(1, (x+3)/6))",
    derivative="(1 + sign(x-3))/2 + (2x + 3)/6*(sign(x+3) - sign(x-3))/2",
    source=Source("Howard and others, Searching for MobileNetV3", "arXiv 1905.02244, section 5.2"),
    ml_use="SiLU for small devices, made of parabola and lines.",
    value=entrywise(lambda x: np.where(x <= -3, 0.0, np.where(x >= 3, x, x * clipped(x + 3, 0.0, 6.0) / 6))),
    slope=entrywise(lambda x: np.where(x <= -3, 0.0, np.where(x >= 3, 1.0, (2 * x + 3) / 6))),
    corners=(Corner(-3.0, 0.0, -0.5), Corner(3.0, 1.5, 1.0)),
)
