"""The affine layer: a matrix product and a bias that is broadcast over the examples."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.autodiff import ArrayRule
from calcref.core.about import Source
from calcref.layers.arguments import real_arrays, require
from calcref.layers.layer import Layer


def affine(x: Any, w: Any, b: Any) -> Any:
    """Return x @ w + b, of shape (..., m).

    Args:
        x: features along the last axis, shape (..., n).
        w: weights, shape (n, m); the transpose of what PyTorch keeps.
        b: bias, shape (m,), the same for every example.

    Raises:
        ShapeMismatch: the shapes do not fit.
        OutsideDomain: an argument is not made of real numbers.

    Source: Goodfellow, Bengio and Courville, Deep Learning (2016), section 6.5.6 for the backward pass.

    >>> affine([[1.0, 2.0]], [[1.0, 0.0, 2.0], [0.0, 1.0, 3.0]], [0.5, 0.5, 0.5])
    array([[1.5, 2.5, 8.5]])
    """
    x, w, b = real_arrays("affine", x=x, w=w, b=b)
    fits = x.ndim >= 1 and w.ndim == 2 and x.shape[-1] == w.shape[0] and b.shape == w.shape[1:]
    require(fits, "affine", "x (..., n), w (n, m) and b (m,)", x=x, w=w, b=b)
    return AFFINE.rule(x, w, b)


def _value(x: Any, w: Any, b: Any) -> Any:
    return x @ w + b


def _jvp(dots: tuple[Any, ...], y: Any, x: Any, w: Any, b: Any) -> Any:
    x_dot, w_dot, b_dot = dots
    return x_dot @ w + x @ w_dot + b_dot


def _vjp(y_bar: Any, y: Any, x: Any, w: Any, b: Any) -> tuple[Any, ...]:
    n, m = w.shape
    rows = np.reshape(y_bar, (-1, m))  # one for each example, whatever the batch looks like
    x_bar = y_bar @ w.T
    w_bar = np.reshape(x, (-1, n)).T @ rows
    b_bar = np.sum(rows, axis=0)  # the bias was broadcast, so its cotangents add up
    return x_bar, w_bar, b_bar


AFFINE = Layer(
    id="affine-layer",
    name="Affine layer",
    page="autodiff/affine-and-broadcasting/",
    statement="y = x @ w + b",
    statement_latex=r"y = xW + \mathbf{1}b",
    backward_latex=r"\bar x = \bar y\,W^\top,\quad \bar W = x^\top \bar y,\quad \bar b = \mathbf{1}^\top \bar y",
    source=Source("Goodfellow, Bengio and Courville, Deep Learning (2016)", "section 6.5.6"),
    ml_use="Most of the parameters, and most of the arithmetic, of nearly every network.",
    rule=ArrayRule("affine", _value, _jvp, _vjp, reads="inputs"),
)
