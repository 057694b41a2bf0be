"""Label smoothing: cross-entropy with a target that keeps a little doubt."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.core.about import Source
from calcref.core.errors import OutsideDomain
from calcref.losses.cross_entropy_loss import cross_entropy, rows
from calcref.losses.loss import Loss
from calcref.verify.given import is_finite


def label_smoothing(epsilon: float = 0.1) -> Loss:
    """Return cross-entropy against (1 - epsilon)*y + epsilon*sum(y)/K, with K classes.

    Its least value is the entropy of the smoothed target, and it is taken at finite scores.

    Raises:
        OutsideDomain: `epsilon` is not at least 0 and below 1.

    Source: Szegedy and others, Rethinking the Inception architecture, arXiv 1512.00567, section 7.

    >>> label_smoothing(0.3).gradient([0.0, 0.0, 0.0], [1.0, 0.0, 0.0]).round(4).tolist()
    [-0.4667, 0.2333, 0.2333]
    """
    if not (is_finite(epsilon) and 0 <= epsilon < 1):
        raise OutsideDomain(f"epsilon must be at least 0 and below 1; found {epsilon!r:.60}: try 0.1")
    doubt = float(epsilon)

    def smoothed(scores: Any, target: Any) -> tuple[Any, Any]:
        scores, target = rows(scores, target)
        return scores, (1 - doubt) * target + doubt * np.mean(target, axis=-1, keepdims=True)

    return Loss(
        id="label-smoothing",
        name="Label smoothing",
        page="losses/classification-losses/#label-smoothing",
        statement="mean over examples of -sum(t*ln(p)), t = (1 - epsilon)*y + epsilon*mean(y), p = softmax(s)",
        statement_latex=r"-\frac1n\sum_{i=1}^{n}\sum_{k} t_{ik}\ln p_{ik},"
        r"\quad t_{ik}=(1-\varepsilon)\,y_{ik}+\frac{\varepsilon}{K}\sum_j y_{ij},"
        r"\quad p_{ik}=\frac{e^{s_{ik}}}{\sum_j e^{s_{ij}}}",
        expression="ln(e^a + e^b + e^c) - (1 - 2*epsilon/3)*a - epsilon*(b + c)/3",
        variable="a",
        derivative="e^a/(e^a + e^b + e^c) - 1 + 2*epsilon/3",
        given=("every real $s_{ik}$; $K$ classes",),
        source=Source("Szegedy and others, Rethinking the Inception Architecture", "arXiv 1512.00567, section 7"),
        ml_use="Image classifiers and translation: scores have no reason to grow for ever.",
        value=lambda scores, target: cross_entropy.value(*smoothed(scores, target)),
        gradient=lambda scores, target: cross_entropy.gradient(*smoothed(scores, target)),
        parameters=(("epsilon", doubt),),
    )


LABEL_SMOOTHING = label_smoothing()
