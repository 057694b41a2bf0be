"""Activations that level off: sigmoid and tanh with their hard variants, and softplus, whose slope is the sigmoid."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.activations.activation import Activation, Corner, Naive, entrywise
from calcref.core.about import Source


def logistic_function(x: Any) -> Any:
    """1/(1 + exp(-x)) without overflow, and with all its digits far to the left.

    >>> logistic_function(np.array([-1000.0, 0.0, 1000.0])).tolist()
    [0.0, 0.5, 1.0]
    """
    return np.exp(-np.logaddexp(0.0, -x))


def clipped(x: Any, low: float, high: float) -> Any:
    """x held between two bounds; on the tape the slope at a bound is 0, where that of `np.clip` is shared.

    >>> clipped(np.array([-2.0, 0.5, 2.0]), -1.0, 1.0).tolist()
    [-1.0, 0.5, 1.0]
    """
    return np.where(x <= low, low, np.where(x >= high, high, x))


def level(x: Any, height: float) -> Any:
    """The same number everywhere, but NaN where x is.

    >>> level(np.array([1.0, np.nan]), 0.5).tolist()
    [0.5, nan]
    """
    return np.where(np.isnan(x), x, height)


sigmoid = Activation(
    id="sigmoid-activation",
    name="Sigmoid activation",
    page="activations/sigmoid-tanh-softplus/#sigmoid-activation",
    statement="1/(1 + exp(-x))",
    statement_latex=r"\frac{1}{1+e^{-x}}",
    expression="sigmoid(x)",
    derivative="sigmoid(x)*(1 - sigmoid(x))",
    row="sigmoid",
    value=entrywise(logistic_function),
    slope=entrywise(lambda x: logistic_function(x) * logistic_function(-x)),
    naive=Naive("np.exp(x) / (1 + np.exp(x))", lambda x: np.exp(x) / (1 + np.exp(x)), (1000.0,)),
)

tanh = Activation(
    id="tanh-activation",
    name="Tanh activation",
    page="activations/sigmoid-tanh-softplus/#tanh-activation",
    statement="tanh(x)",
    statement_latex=r"\frac{e^{x}-e^{-x}}{e^{x}+e^{-x}}",
    expression="tanh(x)",
    derivative="1 - tanh(x)^2",
    row="hyperbolic-tangent",
    value=entrywise(np.tanh),
    slope=entrywise(lambda x: 4 * logistic_function(2 * x) * logistic_function(-2 * x)),
    naive=Naive(
        "(np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))",
        lambda x: (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x)),
        (1000.0, 1e-12),
    ),
)

softplus = Activation(
    id="softplus-activation",
    name="Softplus activation",
    page="activations/sigmoid-tanh-softplus/#softplus-activation",
    statement="ln(1 + exp(x))",
    statement_latex=r"\ln(1+e^{x})",
    expression="softplus(x)",
    derivative="sigmoid(x)",
    row="softplus",
    value=entrywise(lambda x: np.logaddexp(0.0, x)),
    slope=entrywise(logistic_function),
    naive=Naive("np.log(1 + np.exp(x))", lambda x: np.log(1 + np.exp(x)), (1000.0, -40.0)),
)

hard_sigmoid = Activation(
    id="hard-sigmoid",
    name="Hard sigmoid",
    page="activations/sigmoid-tanh-softplus/#hard-sigmoid",
    statement="max(0, min(1, (x + 3)/6))",
    statement_latex=r"\max\bigl(0,\,\min\bigl(1,\,\tfrac{x+3}{6}\bigr)\bigr)",
    expression="max(0, min(1, (x+3)/6))",
    derivative="(sign(x+3) - sign(x-3))/12",
    source=Source("Howard and others, Searching for MobileNetV3", "arXiv 1905.02244, section 5.2"),
    ml_use="Gates on small devices, where an exponential is dear.",
    value=entrywise(lambda x: clipped(x + 3, 0.0, 6.0) / 6),
    slope=entrywise(lambda x: np.where(np.abs(x) < 3, 1 / 6, level(x, 0.0))),
    corners=(Corner(-3.0, 0.0, 1 / 6), Corner(3.0, 1 / 6, 0.0)),
)

hard_tanh = Activation(
    id="hard-tanh",
    name="Hard tanh",
    page="activations/sigmoid-tanh-softplus/#hard-tanh",
    statement="max(-1, min(1, x))",
    statement_latex=r"\max(-1,\,\min(1,\,x))",
    expression="max(-1, min(1, x))",
    derivative="(sign(x+1) - sign(x-1))/2",
    source=Source("Collobert and others, Natural Language Processing (Almost) from Scratch", "JMLR 12 (2011) 2493"),
    ml_use="Binarized networks: its slope, $1$ or $0$, stands in for that of the sign.",
    value=entrywise(lambda x: clipped(x, -1.0, 1.0)),
    slope=entrywise(lambda x: np.where(np.abs(x) < 1, 1.0, level(x, 0.0))),
    corners=(Corner(-1.0, 0.0, 1.0), Corner(1.0, 1.0, 0.0)),
)
