"""The Brier score: the mean square of what a probability missed, and what it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from calcref.core.about import Source
from calcref.core.shown import Brief, table
from calcref.metrics.calibration import grouped
from calcref.metrics.labels import positives_and_probabilities
from calcref.metrics.metric import Metric, Score


def brier_score(y: Any, p: Any) -> float:
    """Return the mean of (p - y)^2 for probabilities `p` of a 1, and labels `y`.

    Raises:
        ShapeMismatch, OutsideDomain: as for `log_score`.

    Source: Brier, Verification of forecasts expressed in terms of probability, Monthly Weather Review 78 (1950) 1.

    >>> brier_score([1, 0], [0.5, 0.5])
    0.25
    """
    positive, chances = positives_and_probabilities(y, p)
    return float(np.mean((chances - positive) ** 2))


@dataclass(frozen=True, slots=True, repr=False)
class BrierDecomposition(Brief):
    """The parts of a Brier score.

    Args:
        reliability: the mean square of how far the forecasts of a group are from what happened: 0 is best.
        resolution: how far what happened differs from group to group: large is good.
        uncertainty: the variance of the labels, which no forecast changes.
        within: what bins hide, of forecasts that differ in one bin; 0 without bins.
    """

    reliability: float
    resolution: float
    uncertainty: float
    within: float

    @property
    def score(self) -> float:
        """The Brier score, put together again."""
        return self.reliability - self.resolution + self.uncertainty + self.within

    def _repr_html_(self) -> str:
        rows = [(self.reliability, self.resolution, self.uncertainty, self.within, self.score)]
        return table("A Brier score", ("reliability", "resolution", "uncertainty", "within bins", "score"), rows)


def brier_decomposition(y: Any, p: Any, n_bins: int | None = None) -> BrierDecomposition:
    """Return reliability, resolution and uncertainty: the Brier score is the first less the second plus the third.

    Args:
        y: labels, 0 or 1.
        p: the probability of a 1, for each label.
        n_bins: bins of equal width; without them each distinct forecast is a group of its own, and nothing is lost.

    Raises:
        ShapeMismatch, OutsideDomain: as for `log_score`; `n_bins` is not a whole number from 1 on.

    Source: Murphy, A new vector partition of the probability score, Journal of Applied Meteorology 12 (1973) 595;
    Stephenson and others, Two extra components in the Brier score decomposition, Weather and Forecasting 23 (2008).

    >>> found = brier_decomposition([1, 1, 0, 0], [0.75, 0.75, 0.75, 0.25])
    >>> found.uncertainty, round(found.resolution, 6), round(found.score, 12)
    (0.25, 0.083333, 0.1875)
    """
    positive, chances = positives_and_probabilities(y, p)
    group = np.unique(chances, return_inverse=True)[1] if n_bins is None else grouped(chances, n_bins, "uniform")
    counts = np.bincount(group)
    shares = counts / len(chances)
    counts = np.maximum(counts, 1)
    predicted, observed = (np.bincount(group, weights=it) / counts for it in (chances, positive))
    if n_bins is None:
        predicted = np.unique(chances)  # a mean of equal numbers may be off by rounding
    base = float(np.mean(positive))
    inside = chances - predicted[group]
    within = np.mean(inside**2) - 2 * np.mean(inside * (positive - observed[group]))
    return BrierDecomposition(
        float(shares @ (predicted - observed) ** 2),
        float(shares @ (observed - base) ** 2),
        base * (1 - base),
        float(within),
    )


def _gradient(y: Any, p: Any) -> Any:
    positive, chances = positives_and_probabilities(y, p)
    return 2 * (chances - positive) / len(chances)


BRIER_SCORE = Score(
    id="brier-score",
    name="Brier score",
    page="metrics/proper-scores/#brier-score",
    statement="mean((p - y)^2)",
    statement_latex=r"\frac1n\sum_{i=1}^{n}(p_i - y_i)^2",
    given=("labels $y_i$ that are $0$ or $1$; $0 \\le p_i \\le 1$",),
    expression="(p - y)^2",
    variable="p",
    derivative="2*(p - y)",
    source=Source(
        "Brier, Verification of Forecasts Expressed in Terms of Probability", "Monthly Weather Review 78 (1950)"
    ),
    ml_use="Judges probabilities and not decisions, and stays finite where the logarithm does not.",
    value=brier_score,
    gradient=_gradient,
)

BRIER_DECOMPOSITION = Metric(
    id="brier-decomposition",
    name="Decomposition of the Brier score",
    page="metrics/calibration/#decomposition",
    statement="sum(w[k]*(p[k] - o[k])^2) - sum(w[k]*(o[k] - c)^2) + c*(1 - c)",
    statement_latex=r"\sum_k w_k\,(p_k - o_k)^2 - \sum_k w_k\,(o_k - c)^2 + c\,(1 - c)",
    given=(
        "$p_k$ the distinct forecasts, $w_k$ how often each is made, $o_k$ how often a $1$ follows, $c$ how often it "
        "does in all",
    ),
    source=Source(
        "Murphy, A New Vector Partition of the Probability Score", "Journal of Applied Meteorology 12 (1973)"
    ),
    ml_use="Tells a model that is wrong about its doubt from one that knows nothing.",
    value=lambda y, p: brier_decomposition(y, p).score,
)
