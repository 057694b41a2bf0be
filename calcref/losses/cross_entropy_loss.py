"""Cross-entropy of a target distribution with the softmax of scores."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.core.about import Source
from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.losses.loss import Loss, alike


def _value(scores: Any, target: Any) -> Any:
    """Mean over the rows of sum(y * (logsumexp(s) - s)); a class of target 0 counts 0, even at score -inf."""
    scores, target = rows(scores, target)
    with np.errstate(over="ignore", invalid="ignore"):  # infinite and NaN losses are answers
        shifted = scores - np.max(scores, axis=-1, keepdims=True)
        surprise = np.log(np.sum(np.exp(shifted), axis=-1, keepdims=True)) - shifted
        return np.sum(target * np.where(target == 0, 0.0, surprise)) / (target.size // target.shape[-1])


def _gradient(scores: Any, target: Any) -> Any:
    """(sum(y) * softmax(s) - y) / number of rows."""
    scores, target = rows(scores, target)
    with np.errstate(over="ignore", invalid="ignore"):
        shifted = np.exp(scores - np.max(scores, axis=-1, keepdims=True))
        softmax = shifted / np.sum(shifted, axis=-1, keepdims=True)
        total = np.sum(target, axis=-1, keepdims=True)
        return (total * softmax - target) / (target.size // target.shape[-1])


def rows(scores: Any, target: Any) -> tuple[Any, Any]:
    """Scores and weights of the classes, which lie along the last axis.

    Raises:
        ShapeMismatch: there is no such axis, or the shapes differ.
        OutsideDomain: a weight is negative or not finite, or something is no real number.
    """
    scores, target = alike(scores, target)
    if target.ndim == 0:
        raise ShapeMismatch("cross-entropy needs a score for each class, along the last axis; found one number")
    if not (np.all(target >= 0) and np.all(np.isfinite(target))):
        raise OutsideDomain(
            f"targets are weights of the classes, at least 0; found {np.min(target)}: "
            "for labels k try np.eye(classes)[k]"
        )
    return scores, target


cross_entropy = Loss(
    id="cross-entropy",
    name="Cross-entropy with softmax",
    page="losses/loss-functions/#cross-entropy",
    statement="mean over examples of -sum(y*ln(p)), p = softmax(s) along the last axis",
    statement_latex=r"-\frac1n\sum_{i=1}^{n}\sum_{k} y_{ik}\ln p_{ik},"
    r"\quad p_{ik}=\frac{e^{s_{ik}}}{\sum_j e^{s_{ij}}}",
    expression="ln(e^a + e^b + e^c) - a",
    variable="a",
    derivative="e^a/(e^a + e^b + e^c) - 1",
    given=("every real $s_{ik}$",),
    source=Source("Bishop, Pattern Recognition and Machine Learning", "section 4.3.4"),
    ml_use="Classification and language models; "
    "for one example its gradient in the scores is $p - y$ where $y$ adds up to $1$, else $(\\sum_k y_k)\\,p - y$.",
    value=_value,
    gradient=_gradient,
)
