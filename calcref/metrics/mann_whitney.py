"""The Mann-Whitney statistic: the area under the ROC curve, read off the ranks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from calcref.core.about import Source
from calcref.core.shown import Brief, table
from calcref.metrics.labels import positives_and_scores
from calcref.metrics.metric import Metric


@dataclass(frozen=True, slots=True, repr=False)
class RankSum(Brief):
    """How many pairs are in order, and how many pairs there are.

    Args:
        statistic: the pairs in which the positive scores higher, ties counting half.
        pairs: of a positive and a negative.
    """

    statistic: float
    pairs: int

    @property
    def share(self) -> float:
        """The share of the pairs in order, which is the area under the ROC curve."""
        return self.statistic / self.pairs

    def _repr_html_(self) -> str:
        rows = [(self.statistic, self.pairs, self.share)]
        return table("Pairs in order", ("statistic", "pairs", "share"), rows)


def mann_whitney(y: Any, score: Any) -> RankSum:
    """Return the statistic U of Mann and Whitney: the ranks of the positives say how many pairs they win.

    Tied scores share the mean of their ranks. O(n log n).

    Raises:
        ShapeMismatch, OutsideDomain: as for `roc_curve`.

    Source: Mann and Whitney, Annals of Mathematical Statistics 18 (1947) 50.

    >>> mann_whitney([1, 1, 1, 0, 0, 0], [2, 1, 1, 1, 1, 0])
    RankSum(statistic=7.0, pairs=9)
    """
    positive, scores = positives_and_scores(y, score)
    m = int(np.sum(positive))
    return RankSum(float(np.sum(ranks(scores)[positive]) - m * (m + 1) / 2), m * (len(scores) - m))


def ranks(values: Any) -> Any:
    """The place of each value in ascending order, from 1; equal ones share the mean of their places.

    >>> ranks(np.array([5, 1, 5])).tolist()
    [2.5, 1.0, 2.5]
    """
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    return (np.cumsum(counts) - (counts - 1) / 2)[place]


MANN_WHITNEY = Metric(
    id="mann-whitney-statistic",
    name="Mann-Whitney statistic",
    page="metrics/roc-auc/#mann-whitney",
    statement="sum(r[i]*y[i]) - m*(m+1)/2 = m*n*A, r the ranks, m positives, n negatives, A the area",
    statement_latex=r"\sum_i r_i\,y_i - \frac{m(m+1)}{2} = m\,n\,A",
    given=("$r_i$ the ranks, ties sharing their mean; $m$ positives, $n$ negatives, $A$ the area under the curve",),
    source=Source(
        "Mann and Whitney, On a Test of Whether One of Two Random Variables Is Stochastically Larger", "1947"
    ),
    ml_use="Computes the area by one sort, and says how likely so large an area is by chance.",
    value=lambda y, score: mann_whitney(y, score).statistic,
)
