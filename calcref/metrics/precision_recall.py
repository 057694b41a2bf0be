"""The precision-recall curve: how much of what is called positive is, against how much of it is found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from calcref.core.about import Source
from calcref.core.shown import table
from calcref.metrics.metric import Metric
from calcref.metrics.thresholds import reached


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PrecisionRecallCurve:
    """The points of a precision-recall curve. No straight lines join them.

    Args:
        precision: the share of positives in what reaches each threshold; 1 at the end, where nothing does.
        recall: the share of the positives that reach it, from 1 down to 0.
        thresholds: distinct scores from low to high; the last point has none.
    """

    precision: Any
    recall: Any
    thresholds: Any

    def __iter__(self) -> Iterator[Any]:
        """`precision`, `recall`, `thresholds`: the record unpacks as scikit-learn's function does.

        >>> precision, recall, thresholds = precision_recall_curve([0, 1], [0.2, 0.7])
        >>> precision.tolist(), recall.tolist()
        ([0.5, 1.0, 1.0], [1.0, 1.0, 0.0])
        """
        return iter((self.precision, self.recall, self.thresholds))

    @property
    def average_precision(self) -> float:
        """The mean of the precision over the recall that each threshold adds: the area of the steps."""
        return float(-np.sum(np.diff(self.recall) * self.precision[:-1]))

    @property
    def trapezoid_area(self) -> float:
        """What straight lines between the points would enclose: mostly too much, since no threshold is on them."""
        return float(-np.trapezoid(self.precision, self.recall))

    def __repr__(self) -> str:
        return f"PrecisionRecallCurve({len(self.recall)} points, average precision {self.average_precision:.6g})"

    def _repr_html_(self) -> str:
        rows = zip([*self.thresholds, np.inf], self.precision, self.recall, strict=True)
        return table(
            f"Precision and recall, average precision {self.average_precision:.6g}",
            ("threshold", "precision", "recall"),
            rows,
        )


def precision_recall_curve(
    y: Any, score: Any, sample_weight: Any = None, drop_intermediate: bool = False
) -> PrecisionRecallCurve:
    """Return the precision-recall curve of `score` for labels `y`: a point for each distinct score. O(n log n).

    Args:
        y: labels, 0 or 1 (or booleans); both must occur.
        score: one for each label, the higher the more likely 1.
        sample_weight: how much each label counts; 1 unless said otherwise.
        drop_intermediate: of the points with one recall keep only the first and the last.

    Raises:
        ShapeMismatch, OutsideDomain: as for `roc_curve`.

    Source: Davis and Goadrich, The relationship between precision-recall and ROC curves, ICML 2006.

    >>> precision_recall_curve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])
    PrecisionRecallCurve(5 points, average precision 0.833333)
    """
    false, true, thresholds = reached(y, score, sample_weight)
    if drop_intermediate and len(true) > 2:
        moved = np.diff(true) != 0
        kept = np.concatenate([[True], moved[:-1] | moved[1:], [True]])
        false, true, thresholds = false[kept], true[kept], thresholds[kept]
    return PrecisionRecallCurve(
        np.append((true / (true + false))[::-1], 1.0), np.append((true / true[-1])[::-1], 0.0), thresholds[::-1]
    )


def average_precision(y: Any, score: Any, sample_weight: Any = None) -> float:
    """Return the precision, averaged over the positives as they are found; tied ones are found together.

    Raises:
        ShapeMismatch, OutsideDomain: as for `roc_curve`.

    >>> round(average_precision([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]), 12)
    0.833333333333
    """
    return precision_recall_curve(y, score, sample_weight).average_precision


AVERAGE_PRECISION = Metric(
    id="average-precision",
    name="Average precision",
    page="metrics/precision-recall/",
    statement="sum((r[k] - r[k-1])*p[k], k = 1..n), r the recall and p the precision at the k-th highest score",
    statement_latex=r"\sum_{k=1}^{n} (r_k - r_{k-1})\,p_k",
    given=(
        "labels of both classes; $r_k$ and $p_k$ recall and precision at the $k$-th highest of $n$ distinct scores",
    ),
    source=Source("Davis and Goadrich, The Relationship between Precision-Recall and ROC Curves", "ICML 2006"),
    ml_use="Judges search, detection and whatever else has few positives: it does see how rare they are.",
    value=average_precision,
)
