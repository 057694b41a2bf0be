"""What every metric of a ranking checks first: labels of both classes, and a score for each."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.verify.given import array_of


def positives_and_scores(y: Any, score: Any) -> tuple[Any, Any]:
    """`y` as an array of booleans and `score` as one of float64, of one length.

    Raises:
        ShapeMismatch: they are not two sequences of one length.
        OutsideDomain: a label is not 0 or 1, one class does not occur, or a score is not a real number or is NaN.
    """
    labels, scores = array_of(y, "labels"), array_of(score, "scores")
    if labels.ndim != 1 or labels.shape != scores.shape:
        raise ShapeMismatch(
            f"labels and scores are two sequences of one length; found shapes {labels.shape} and {scores.shape}: "
            "give one score for each label"
        )
    if labels.dtype.kind not in "fiub" or not np.all((labels == 0) | (labels == 1)):
        found = ", ".join(map(str, np.unique(labels.astype(str))[:5]))
        raise OutsideDomain(f"labels must be 0 or 1 (or False or True); found {found}: try y == positive_label")
    if scores.dtype.kind not in "fiub":
        raise OutsideDomain(f"scores must be real numbers; found {scores.dtype}")
    if np.any(np.isnan(scores)):
        raise OutsideDomain(f"a score is NaN, at index {int(np.argmax(np.isnan(scores)))}: it has no place in an order")
    positive = labels == 1
    count = int(np.sum(positive))
    if count in (0, len(labels)):
        raise OutsideDomain(
            f"both classes must occur; found {count} positive and {len(labels) - count} negative labels: "
            "without both there is no pair to put in order"
        )
    exact = scores.dtype.kind in "iu" or scores.dtype.itemsize > 8  # a float64 has no room for integers beyond 2^53
    return positive, scores if exact else scores.astype(np.float64)
