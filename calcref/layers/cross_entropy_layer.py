"""Softmax and cross-entropy in one layer, example by example."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.autodiff import ArrayRule
from calcref.core.about import Source
from calcref.layers.arguments import real_arrays, require
from calcref.layers.layer import Layer
from calcref.layers.log_sum_exp import LOG_SUM_EXP
from calcref.layers.softmax_layer import SOFTMAX


def softmax_cross_entropy(x: Any, target: Any) -> Any:
    """Return -sum(target * log(softmax(x))) along the last axis, in nats: one loss for each example, shape (...).

    It is computed as sum(target * (logsumexp(x) - x)), so no logarithm of a tiny probability is taken. A class of
    target 0 counts 0, even at score -inf.

    Args:
        x: scores, shape (..., n).
        target: weights of the classes, of the shape of `x`; for labels k, np.eye(n)[k]. It has a derivative too.

    Raises:
        ShapeMismatch: the shapes differ, or there is no class.
        OutsideDomain: an argument is not made of real numbers.

    Source: Bishop, Pattern Recognition and Machine Learning (2006), equations 4.108 and 4.109.

    >>> softmax_cross_entropy([[2.0, 2.0]], [[1.0, 0.0]]).round(4)
    array([0.6931])
    """
    x, target = real_arrays("softmax_cross_entropy", x=x, target=target)
    fits = x.ndim >= 1 and x.shape[-1] >= 1 and x.shape == target.shape
    wanted = "x and target (..., n), n at least 1 (for labels k, target is np.eye(n)[k])"
    require(fits, "softmax_cross_entropy", wanted, x=x, target=target)
    return SOFTMAX_CROSS_ENTROPY.rule(x, target)


def _surprise(x: Any, target: Any) -> Any:
    """-log(softmax(x)), and 0 for a class that neither can nor should be."""
    log_sum = LOG_SUM_EXP.rule.value(x)[..., None]
    return log_sum - np.where((target == 0) & (x == -np.inf), log_sum, x)


def _value(x: Any, target: Any) -> Any:
    return np.sum(target * _surprise(x, target), axis=-1)


def _jvp(dots: tuple[Any, ...], y: Any, x: Any, target: Any) -> Any:
    x_dot, target_dot = dots
    x_bar, target_bar = _vjp(np.ones_like(y), y, x, target)  # the gradient of each example's loss
    return np.sum(x_bar * x_dot + target_bar * target_dot, axis=-1)


def _vjp(y_bar: Any, y: Any, x: Any, target: Any) -> tuple[Any, ...]:
    total = np.sum(target, axis=-1, keepdims=True)  # 1 for a distribution: then the gradient is p - target
    x_bar = y_bar[..., None] * (total * SOFTMAX.rule.value(x) - target)
    target_bar = y_bar[..., None] * _surprise(x, target)
    return x_bar, target_bar


SOFTMAX_CROSS_ENTROPY = Layer(
    id="cross-entropy-layer",
    name="Softmax cross-entropy",
    page="autodiff/softmax-cross-entropy/#softmax-cross-entropy",
    statement="L = -sum(t * log(softmax(x)))",
    statement_latex=r"L = -\sum_i t_i \ln p_i = \sum_i t_i\Bigl(\ln\sum_j e^{x_j} - x_i\Bigr),"
    r"\quad p = \operatorname{softmax}(x)",
    backward_latex=r"\bar x = \bar L\,\Bigl(\bigl(\textstyle\sum_i t_i\bigr)\,p - t\Bigr),\quad \bar t = -\bar L \ln p",
    source=Source("Bishop, Pattern Recognition and Machine Learning (2006)", "equations 4.108 and 4.109"),
    ml_use="The loss of classifiers and language models; for a distribution $t$ the gradient is $p - t$.",
    rule=ArrayRule("softmax_cross_entropy", _value, _jvp, _vjp),
)
