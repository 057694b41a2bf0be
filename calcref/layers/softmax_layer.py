"""Softmax: scores into probabilities."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.autodiff import ArrayRule
from calcref.core.about import Source
from calcref.layers.arguments import real_arrays, require
from calcref.layers.layer import Layer


def softmax(x: Any) -> Any:
    """Return exp(x) / sum(exp(x)) along the last axis, of the shape of `x`, (..., n).

    The largest score is subtracted first, which changes nothing but the overflow. A score of -inf has probability 0;
    where all are -inf the answer is NaN.

    Raises:
        ShapeMismatch: `x` has no axis, or an empty last one.
        OutsideDomain: `x` is not made of real numbers.

    Source: Goodfellow, Bengio and Courville, Deep Learning (2016), sections 4.1 and 6.2.2.3.

    >>> softmax([1000.0, 1000.0, -np.inf])
    array([0.5, 0.5, 0. ])
    """
    (x,) = real_arrays("softmax", x=x)
    require(x.ndim >= 1 and x.shape[-1] >= 1, "softmax", "x (..., n) with n at least 1", x=x)
    return SOFTMAX.rule(x)


def _value(x: Any) -> Any:
    e = np.exp(x - np.max(x, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)


def _derivative(v: Any, y: Any, x: Any) -> Any:
    """For tangents and cotangents alike: the Jacobian diag(y) - y y^T is symmetric."""
    return y * (v - np.sum(v * y, axis=-1, keepdims=True))


SOFTMAX = Layer(
    id="softmax-layer",
    name="Softmax",
    page="autodiff/softmax-cross-entropy/",
    statement="y = exp(x) / sum(exp(x))",
    statement_latex=r"y_i = \frac{e^{x_i}}{\sum_j e^{x_j}}",
    backward_latex=r"\bar x = y \odot \bigl(\bar y - (\bar y \cdot y)\,\mathbf 1\bigr)",
    source=Source("Goodfellow, Bengio and Courville, Deep Learning (2016)", "sections 4.1 and 6.2.2.3"),
    ml_use="The last step of a classifier, and the weights of attention.",
    rule=ArrayRule("softmax", _value, _derivative, _derivative, reads="output"),
)
