"""Who reaches a threshold: the sums that ROC and precision-recall curves are made of."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.core.errors import OutsideDomain
from calcref.metrics.labels import positives_and_scores, weights_of


def reached(y: Any, score: Any, sample_weight: Any = None) -> tuple[Any, Any, Any]:
    """How many negatives and how many positives, or how much of their weight, have each distinct score or a higher one.

    What has no weight is left out. The third array has these scores, from high to low.

    Raises:
        ShapeMismatch, OutsideDomain: as for `positives_and_scores` and `weights_of`; a class has no weight.
    """
    positive, scores = positives_and_scores(y, score)
    weights = None
    if sample_weight is not None:
        weights = weights_of(sample_weight, len(scores))
        kept = weights > 0
        positive, scores, weights = positive[kept], scores[kept], weights[kept]
        if np.all(positive) or not np.any(positive):
            raise OutsideDomain("both classes must have some weight; found one whose weights sum to 0")
    order = np.argsort(scores[::-1], kind="stable")[::-1]  # downward, without a minus: unsigned scores have none
    order = len(scores) - 1 - order
    ranked = scores[order]
    last_of_tie = np.append(np.flatnonzero(ranked[1:] != ranked[:-1]), len(ranked) - 1)
    if weights is None:
        found = np.cumsum(positive[order])[last_of_tie]
        return last_of_tie + 1 - found, found, ranked[last_of_tie]
    heavy, hit = weights[order], positive[order]
    return np.cumsum(heavy * ~hit)[last_of_tie], np.cumsum(heavy * hit)[last_of_tie], ranked[last_of_tie]
