"""Kullback-Leibler divergence of a target distribution from the softmax of scores."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.core.about import Source
from calcref.core.errors import OutsideDomain
from calcref.losses.cross_entropy_loss import cross_entropy, rows
from calcref.losses.loss import Loss

_NEAR = 1e-6  # to which a target has to add up to 1; float32 rows do


def _distributions(scores: Any, target: Any) -> tuple[Any, Any]:
    scores, target = rows(scores, target)
    total = np.sum(target, axis=-1)
    if not np.all(np.abs(total - 1) <= _NEAR):
        worst = np.ravel(total)[np.argmax(np.abs(np.ravel(total) - 1))]
        raise OutsideDomain(f"targets are distributions: each row adds up to 1; found {worst:g}: divide by its sum")
    return scores, target


def _value(scores: Any, target: Any) -> Any:
    """The cross-entropy less the entropy of the target, in one sum, where they nearly cancel."""
    scores, target = _distributions(scores, target)
    with np.errstate(over="ignore", invalid="ignore"):
        shifted = scores - np.max(scores, axis=-1, keepdims=True)
        log_model = shifted - np.log(np.sum(np.exp(shifted), axis=-1, keepdims=True))
        log_ratio = np.log(np.where(target == 0, 1.0, target)) - np.where(target == 0, 0.0, log_model)
        return np.sum(target * log_ratio) / (target.size // target.shape[-1])


kl_divergence = Loss(
    id="kl-divergence-loss",
    name="KL divergence with softmax",
    page="losses/classification-losses/#kl-divergence-loss",
    statement="mean over examples of sum(y*ln(y/p)), p = softmax(s) along the last axis",
    statement_latex=r"\frac1n\sum_{i=1}^{n}\sum_{k} y_{ik}\ln\frac{y_{ik}}{p_{ik}},"
    r"\quad p_{ik}=\frac{e^{s_{ik}}}{\sum_j e^{s_{ij}}}",
    expression="ln(e^a + e^b + e^c) - a",
    variable="a",
    derivative="e^a/(e^a + e^b + e^c) - 1",
    given=("$y_{ik} \\ge 0$, and for each $i$ they add up to $1$; $0\\ln 0 = 0$",),
    source=Source("Cover and Thomas, Elements of Information Theory (2nd ed.)", "section 2.3"),
    ml_use="Distillation: the student's scores against the teacher's probabilities; it is $0$ where they agree.",
    value=_value,
    gradient=lambda scores, target: cross_entropy.gradient(*_distributions(scores, target)),
)
