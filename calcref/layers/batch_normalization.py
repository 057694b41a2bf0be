"""Batch normalization: each feature by its mean and variance over the batch."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.autodiff import ArrayRule
from calcref.core.about import Source
from calcref.layers.arguments import number, real_arrays, require
from calcref.layers.layer import Layer
from calcref.layers.precision import in_single
from calcref.layers.standardize import project, standardize


def batch_norm(x: Any, gain: Any, shift: Any, epsilon: float = 1e-5) -> Any:
    """Return gain * (x - mean) / sqrt(variance + epsilon) + shift, mean and variance over all axes but the last.

    This is what happens in training: every example moves the mean and the variance of all others, and the derivative
    says so. The variance is divided by the number of examples, as in the paper.

    Args:
        x: features along the last axis, shape (..., n), of at least 2 examples.
        gain: shape (n,).
        shift: shape (n,).
        epsilon: inside the root; at least 0. With 0 a feature that is equal in all examples has no value.

    Raises:
        ShapeMismatch: the shapes do not fit.
        OutsideDomain: an argument is not made of real numbers, or epsilon is out of its range.

    Source: Ioffe and Szegedy, Batch Normalization (2015), arXiv:1502.03167, algorithm 1.

    >>> batch_norm([[1.0, 10.0], [3.0, 30.0]], [1.0, 1.0], [0.0, 0.0]).round(3)
    array([[-1., -1.],
           [ 1.,  1.]])
    """
    x, gain, shift = real_arrays("batch_norm", x=x, gain=gain, shift=shift)
    number("batch_norm", "epsilon", epsilon, 0, np.inf)
    fits = x.ndim >= 2 and x.size >= 2 * x.shape[-1] > 0 and gain.shape == shift.shape == x.shape[-1:]
    wanted = "x (..., n) of at least 2 examples, gain (n,) and shift (n,)"
    require(fits, "batch_norm", wanted, x=x, gain=gain, shift=shift)
    return BATCH_NORM.rule(x, gain, shift, epsilon=epsilon)


def _examples(x: Any) -> tuple[int, ...]:
    """All axes but the last."""
    return tuple(range(x.ndim - 1))


@in_single
def _value(x: Any, gain: Any, shift: Any, epsilon: float) -> Any:
    return gain * standardize(x, _examples(x), epsilon)[0] + shift


@in_single
def _jvp(dots: tuple[Any, ...], y: Any, x: Any, gain: Any, shift: Any, epsilon: float) -> Any:
    x_dot, gain_dot, shift_dot = dots
    x_hat, scale = standardize(x, _examples(x), epsilon)
    return gain * project(x_dot, x_hat, scale, _examples(x)) + gain_dot * x_hat + shift_dot


@in_single
def _vjp(y_bar: Any, y: Any, x: Any, gain: Any, shift: Any, epsilon: float) -> tuple[Any, ...]:
    examples = _examples(x)
    x_hat, scale = standardize(x, examples, epsilon)
    x_bar = project(y_bar * gain, x_hat, scale, examples)  # through mean and variance, over the batch
    return x_bar, np.sum(y_bar * x_hat, axis=examples), np.sum(y_bar, axis=examples)


BATCH_NORM = Layer(
    id="batch-normalization",
    name="Batch normalization",
    page="autodiff/normalization-layers/#batch-normalization",
    statement="y = gain * (x - mean(x)) / sqrt(var(x) + epsilon) + shift, over the batch",
    statement_latex=r"y_b = g \odot \hat x_b + s,\quad \hat x_b = r \odot (x_b - \mu),"
    r"\quad \mu = \tfrac1B\textstyle\sum_b x_b,\quad r = \bigl(\tfrac1B\sum_b (x_b-\mu)^2 + \varepsilon\bigr)^{-1/2}",
    backward_latex=r"\bar x_b = r \odot \Bigl(v_b - \tfrac1B\textstyle\sum_c v_c"
    r" - \hat x_b \odot \tfrac1B\sum_c \hat x_c \odot v_c\Bigr),\quad v_b = g \odot \bar y_b",
    given=(r"$\varepsilon > 0$; for $\varepsilon = 0$, features that are not equal in all examples",),
    source=Source("Ioffe and Szegedy, Batch Normalization (2015)", "algorithm 1 and section 3, arXiv:1502.03167"),
    ml_use="Deep convolutional networks train with larger steps; running averages take the batch's place in use.",
    rule=ArrayRule("batch_norm", _value, _jvp, _vjp, reads="inputs"),
)
