"""Layer normalization: each example by its own mean and variance."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.autodiff import ArrayRule
from calcref.core.about import Source
from calcref.layers.arguments import number, real_arrays, require
from calcref.layers.layer import Layer
from calcref.layers.precision import in_single
from calcref.layers.standardize import project, standardize


def layer_norm(x: Any, gain: Any, shift: Any, epsilon: float = 1e-5) -> Any:
    """Return gain * (x - mean) / sqrt(variance + epsilon) + shift, mean and variance along the last axis.

    The variance is the mean of the squared deviations (divided by n, not by n - 1).

    Args:
        x: shape (..., n).
        gain: shape (n,).
        shift: shape (n,).
        epsilon: inside the root; at least 0. With 0 a row of equal numbers has no value.

    Raises:
        ShapeMismatch: the shapes do not fit.
        OutsideDomain: an argument is not made of real numbers, or epsilon is out of its range.

    Source: Ba, Kiros and Hinton, Layer Normalization (2016), arXiv:1607.06450, section 3.

    >>> layer_norm([[1.0, 3.0], [10.0, 30.0]], [1.0, 1.0], [0.0, 0.0]).round(3)
    array([[-1.,  1.],
           [-1.,  1.]])
    """
    x, gain, shift = real_arrays("layer_norm", x=x, gain=gain, shift=shift)
    number("layer_norm", "epsilon", epsilon, 0, np.inf)
    fits = x.ndim >= 1 and x.shape[-1] >= 1 and gain.shape == shift.shape == x.shape[-1:]
    require(fits, "layer_norm", "x (..., n), gain (n,) and shift (n,), n at least 1", x=x, gain=gain, shift=shift)
    return LAYER_NORM.rule(x, gain, shift, epsilon=epsilon)


@in_single
def _value(x: Any, gain: Any, shift: Any, epsilon: float) -> Any:
    return gain * standardize(x, -1, epsilon)[0] + shift


@in_single
def _jvp(dots: tuple[Any, ...], y: Any, x: Any, gain: Any, shift: Any, epsilon: float) -> Any:
    x_dot, gain_dot, shift_dot = dots
    x_hat, scale = standardize(x, -1, epsilon)
    return gain * project(x_dot, x_hat, scale, -1) + gain_dot * x_hat + shift_dot


@in_single
def _vjp(y_bar: Any, y: Any, x: Any, gain: Any, shift: Any, epsilon: float) -> tuple[Any, ...]:
    x_hat, scale = standardize(x, -1, epsilon)
    examples = tuple(range(x.ndim - 1))  # gain and shift were broadcast over them
    x_bar = project(y_bar * gain, x_hat, scale, -1)
    return x_bar, np.sum(y_bar * x_hat, axis=examples), np.sum(y_bar, axis=examples)


LAYER_NORM = Layer(
    id="layer-normalization",
    name="Layer normalization",
    page="autodiff/normalization-layers/",
    statement="y = gain * (x - mean(x)) / sqrt(var(x) + epsilon) + shift, along the features",
    statement_latex=r"y = g \odot \hat x + s,\quad \hat x = r\,(x - \mu\mathbf 1),"
    r"\quad \mu = \tfrac1n\textstyle\sum_i x_i,\quad r = \bigl(\tfrac1n\sum_i (x_i-\mu)^2 + \varepsilon\bigr)^{-1/2}",
    backward_latex=r"\bar x = r\Bigl(v - \tfrac1n\mathbf 1\mathbf 1^\top v - \tfrac1n\hat x\hat x^\top v\Bigr),"
    r"\quad v = g \odot \bar y,\quad \bar g = \textstyle\sum \hat x \odot \bar y,\quad \bar s = \sum \bar y",
    given=(r"$\varepsilon > 0$; for $\varepsilon = 0$, entries that are not all equal",),
    source=Source("Ba, Kiros and Hinton, Layer Normalization (2016)", "section 3, arXiv:1607.06450"),
    ml_use="Between the blocks of a transformer; it needs no other example, so training and use are the same.",
    rule=ArrayRule("layer_norm", _value, _jvp, _vjp, reads="inputs"),
)
