"""Log-sum-exp: the smooth maximum, whose gradient is softmax."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.autodiff import ArrayRule
from calcref.autodiff.mechanism.box import unboxed
from calcref.core.about import Source
from calcref.layers.arguments import real_arrays, require
from calcref.layers.layer import Layer


def logsumexp(x: Any) -> Any:
    """Return log(sum(exp(x))) along the last axis, of shape (...) for `x` of shape (..., n).

    The largest score is taken out of the sum first, so that nothing overflows. Where all scores are -inf the answer
    is -inf, and has no derivative.

    Raises:
        ShapeMismatch: `x` has no axis, or an empty last one.
        OutsideDomain: `x` is not made of real numbers.

    Source: Blanchard, Higham and Higham, Accurately computing the log-sum-exp and softmax functions, IMA J. Numer.
    Anal. 41 (2021) 2311, section 1.

    >>> logsumexp([1000.0, 1000.0]).round(4)
    np.float64(1000.6931)
    """
    (x,) = real_arrays("logsumexp", x=x)
    require(x.ndim >= 1 and x.shape[-1] >= 1, "logsumexp", "x (..., n) with n at least 1", x=x)
    return LOG_SUM_EXP.rule(x)


def _value(x: Any) -> Any:
    top = np.max(x, axis=-1, keepdims=True)
    top = np.where(np.isfinite(top), top, 0)  # inf - inf would be NaN
    with np.errstate(divide="ignore"):  # log 0 is -inf, as it should be
        return np.squeeze(top, -1) + np.log(np.sum(np.exp(x - top), axis=-1))


def _shares(y: Any, x: Any) -> Any:
    """The softmax; where scores are infinite they have all of it, in equal parts."""
    if np.all(np.isfinite(unboxed(y))):
        return np.exp(x - y[..., None])
    infinite = np.isposinf(unboxed(x))
    some = np.any(infinite, axis=-1, keepdims=True)
    shares = infinite / np.maximum(np.sum(infinite, axis=-1, keepdims=True), 1)
    return np.where(some, shares, np.exp(np.where(some, 0.0, x) - np.where(some, 0.0, y[..., None])))


def _jvp(x_dot: Any, y: Any, x: Any) -> Any:
    return np.sum(_shares(y, x) * x_dot, axis=-1)


def _vjp(y_bar: Any, y: Any, x: Any) -> Any:
    return y_bar[..., None] * _shares(y, x)


LOG_SUM_EXP = Layer(
    id="log-sum-exp",
    name="Log-sum-exp",
    page="autodiff/softmax-cross-entropy/#log-sum-exp",
    statement="y = log(sum(exp(x)))",
    statement_latex=r"y = \ln \sum_j e^{x_j} = m + \ln \sum_j e^{x_j - m},\quad m = \max_j x_j",
    backward_latex=r"\bar x = \bar y\,\operatorname{softmax}(x) = \bar y\,e^{x - y}",
    source=Source(
        "Blanchard, Higham and Higham, Accurately computing the log-sum-exp and softmax functions (2021)",
        "section 1",
    ),
    ml_use="Normalizes log-probabilities: in cross-entropy, in mixtures, and in dynamic programs over sequences.",
    rule=ArrayRule("logsumexp", _value, _jvp, _vjp),
)
