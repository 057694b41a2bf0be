"""The area under the ROC curve, twice: as an integral, and as the probability that a pair is in the right order."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.core.about import Source
from calcref.core.errors import OutsideDomain
from calcref.core.evidence import Evidence
from calcref.metrics.labels import positives_and_scores
from calcref.metrics.mann_whitney import mann_whitney
from calcref.metrics.metric import Metric
from calcref.metrics.roc import roc_curve
from calcref.verify.arrays import compare
from calcref.verify.given import is_finite


def auc(y: Any, score: Any, sample_weight: Any = None) -> float:
    """Return the area under the ROC curve, the integral of tpr over fpr, by the trapezoid rule.

    With weights it is the chance for a positive and a negative that are drawn by their weights.

    Raises:
        ShapeMismatch, OutsideDomain: as for `roc_curve`.

    >>> auc([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])
    0.75
    """
    return roc_curve(y, score, sample_weight).area


def pair_probability(y: Any, score: Any, ties: float = 0.5) -> float:
    """Return P(>) + ties * P(=) for the scores of a positive and a negative, each drawn at random.

    With `ties=0.5` it is the area under the ROC curve (Hanley and McNeil, Radiology 143 (1982) 29); with 0 and 1 it is
    the area under its lower and its upper step curve. O(n log n): it counts in the sorted scores of the negatives.

    Raises:
        ShapeMismatch, OutsideDomain: as for `roc_curve`; `ties` is not from 0 to 1.

    >>> pair_probability([1, 1, 1, 0, 0, 0], [2, 1, 1, 1, 1, 0]) == 7 / 9
    True
    """
    if not (is_finite(ties) and 0 <= ties <= 1):
        raise OutsideDomain(f"ties count from 0 to 1; found {ties!r:.60}: try 0.5")
    positive, scores = positives_and_scores(y, score)
    negatives = np.sort(scores[~positive])
    below = int(np.sum(np.searchsorted(negatives, scores[positive], side="left")))
    not_above = int(np.sum(np.searchsorted(negatives, scores[positive], side="right")))
    pairs = len(negatives) * (len(scores) - len(negatives))
    return (below + ties * (not_above - below)) / pairs


def check_auc(y: Any, score: Any) -> Evidence:
    """Return whether area, probability and ranks agree to 1e-12: they count the same pairs in different ways.

    >>> check_auc([0, 1, 1, 0], [1, 1, 2, 0]).verdict
    'agrees'
    """
    area, probability, ranked = auc(y, score), pair_probability(y, score), mann_whitney(y, score).share
    how = (
        f"area {area:.6g} by the trapezoid rule against P(>) + P(=)/2 = {probability:.6g} by counting pairs, and "
        f"{ranked:.6g} by ranks"
    )
    return compare(how, [area, area], [probability, ranked], scale=1.0, tolerance=1e-12)


AREA = Metric(
    id="area-under-the-roc-curve",
    name="Area under the ROC curve",
    page="metrics/roc-auc/",
    statement="integral of tpr over fpr = P(s+ > s-) + P(s+ = s-)/2",
    statement_latex=r"\int_0^1 \mathrm{TPR}\;d\,\mathrm{FPR} = P(s_+ > s_-) + \tfrac12 P(s_+ = s_-)",
    given=("labels of both classes",),
    source=Source("Hanley and McNeil, The Meaning and Use of the Area under a ROC Curve", "Radiology 143 (1982) 29-36"),
    ml_use="Compares rankings without choosing a threshold, and does not change with the share of positives.",
    value=auc,
)
