"""RMS normalization: each example divided by the root of its mean square."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.autodiff import ArrayRule
from calcref.core.about import Source
from calcref.layers.arguments import number, real_arrays, require
from calcref.layers.layer import Layer
from calcref.layers.precision import in_single


def rms_norm(x: Any, gain: Any, epsilon: float = 1e-5) -> Any:
    """Return gain * x / sqrt(mean(x**2) + epsilon), the mean along the last axis.

    Args:
        x: shape (..., n).
        gain: shape (n,).
        epsilon: inside the root; at least 0. With 0 a row of zeros has no value.

    Raises:
        ShapeMismatch: the shapes do not fit.
        OutsideDomain: an argument is not made of real numbers, or epsilon is out of its range.

    Source: Zhang and Sennrich, Root Mean Square Layer Normalization (2019), arXiv:1910.07467, equation 4.

    >>> rms_norm([3.0, 4.0, 0.0, 0.0], np.ones(4)).round(3)
    array([1.2, 1.6, 0. , 0. ])
    """
    x, gain = real_arrays("rms_norm", x=x, gain=gain)
    number("rms_norm", "epsilon", epsilon, 0, np.inf)
    fits = x.ndim >= 1 and x.shape[-1] >= 1 and gain.shape == x.shape[-1:]
    require(fits, "rms_norm", "x (..., n) and gain (n,), n at least 1", x=x, gain=gain)
    return RMS_NORM.rule(x, gain, epsilon=epsilon)


def _scale(x: Any, epsilon: float) -> Any:
    return 1 / np.sqrt(np.mean(x**2, axis=-1, keepdims=True) + epsilon)


def _project(v: Any, x_hat: Any, scale: Any) -> Any:
    """The Jacobian of x * scale times `v`; it is symmetric."""
    return scale * (v - x_hat * np.mean(v * x_hat, axis=-1, keepdims=True))


@in_single
def _value(x: Any, gain: Any, epsilon: float) -> Any:
    return gain * (x * _scale(x, epsilon))


@in_single
def _jvp(dots: tuple[Any, ...], y: Any, x: Any, gain: Any, epsilon: float) -> Any:
    x_dot, gain_dot = dots
    scale = _scale(x, epsilon)
    return gain * _project(x_dot, x * scale, scale) + gain_dot * (x * scale)


@in_single
def _vjp(y_bar: Any, y: Any, x: Any, gain: Any, epsilon: float) -> tuple[Any, ...]:
    scale = _scale(x, epsilon)
    x_hat = x * scale
    gain_bar = np.sum(y_bar * x_hat, axis=tuple(range(x.ndim - 1)))  # gain was broadcast over the examples
    return _project(y_bar * gain, x_hat, scale), gain_bar


RMS_NORM = Layer(
    id="rms-normalization",
    name="RMS normalization",
    page="autodiff/normalization-layers/#rms-normalization",
    statement="y = gain * x / sqrt(mean(x^2) + epsilon), along the features",
    statement_latex=r"y = g \odot \hat x,\quad \hat x = r x,"
    r"\quad r = \bigl(\tfrac1n\textstyle\sum_i x_i^2 + \varepsilon\bigr)^{-1/2}",
    backward_latex=r"\bar x = r\Bigl(v - \tfrac1n\hat x\hat x^\top v\Bigr),\quad v = g \odot \bar y,"
    r"\quad \bar g = \textstyle\sum \hat x \odot \bar y",
    given=(r"$\varepsilon > 0$; for $\varepsilon = 0$, entries that are not all $0$",),
    source=Source("Zhang and Sennrich, Root Mean Square Layer Normalization (2019)", "equation 4, arXiv:1910.07467"),
    ml_use="In place of layer normalization in many language models: no mean to compute, and none to send back.",
    rule=ArrayRule("rms_norm", _value, _jvp, _vjp, reads="inputs"),
)
