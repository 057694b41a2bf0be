"""Calibration: of the days with 70% rain forecast, did it rain on 70%?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from calcref.core.about import Source
from calcref.core.errors import OutsideDomain
from calcref.core.shown import table
from calcref.metrics.labels import positives_and_probabilities
from calcref.metrics.metric import Metric
from calcref.verify.given import is_whole

Strategy = Literal["uniform", "quantile"]
MOST_BINS = 100_000


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class CalibrationCurve:
    """What was forecast and what happened, bin by bin; empty bins are left out.

    Args:
        observed: the share of ones in each bin.
        predicted: the mean forecast there.
        counts: how many forecasts it holds.
    """

    observed: Any
    predicted: Any
    counts: Any

    def __iter__(self) -> Iterator[Any]:
        """`observed`, `predicted`: the record unpacks as scikit-learn's function does.

        >>> observed, predicted = calibration_curve([0, 1], [0.2, 0.7])
        >>> observed.tolist(), predicted.tolist()
        ([0.0, 1.0], [0.2, 0.7])
        """
        return iter((self.observed, self.predicted))

    @property
    def error(self) -> float:
        """The mean distance of the two, each bin by its count."""
        return float(self.counts @ np.abs(self.observed - self.predicted) / np.sum(self.counts))

    def __repr__(self) -> str:
        return f"CalibrationCurve({len(self.counts)} bins, error {self.error:.6g})"

    def _repr_html_(self) -> str:
        rows = zip(self.predicted, self.observed, self.counts, strict=True)
        return table(f"Calibration, error {self.error:.6g}", ("forecast", "observed", "count"), rows)


def calibration_curve(y: Any, p: Any, n_bins: int = 5, strategy: Strategy = "uniform") -> CalibrationCurve:
    """Return how often a 1 followed forecasts of about one size.

    Args:
        y: labels, 0 or 1.
        p: the probability of a 1, for each label.
        n_bins: how many bins.
        strategy: "uniform" for bins of one width, "quantile" for bins with one count.

    Raises:
        ShapeMismatch, OutsideDomain: as for `log_score`; `n_bins` is not a whole number from 1 on, or `strategy` is
            neither.

    >>> calibration_curve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8], n_bins=2)
    CalibrationCurve(2 bins, error 0.0875)
    """
    positive, chances = positives_and_probabilities(y, p)
    group = grouped(chances, n_bins, strategy)
    counts = np.bincount(group)
    used = counts > 0
    observed, predicted = (np.bincount(group, weights=it)[used] / counts[used] for it in (positive, chances))
    return CalibrationCurve(observed, predicted, counts[used])


def expected_calibration_error(y: Any, p: Any, n_bins: int = 10, strategy: Strategy = "uniform") -> float:
    """Return the mean distance between forecast and observed share, bin by bin.

    It depends on the bins, and is above 0 for a calibrated model too, since a share of few labels is off by chance.

    Raises:
        ShapeMismatch, OutsideDomain: as for `calibration_curve`.

    Source: Naeini, Cooper and Hauskrecht, Obtaining well calibrated probabilities using Bayesian binning, AAAI 2015.

    >>> round(expected_calibration_error([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8], n_bins=2), 12)
    0.0875
    """
    return calibration_curve(y, p, n_bins, strategy).error


def grouped(chances: Any, n_bins: int, strategy: Strategy) -> Any:
    """The number of the bin of each forecast, from 0; a bin holds its upper end.

    Raises:
        OutsideDomain: `n_bins` or `strategy` is not as it should be.
    """
    if not is_whole(n_bins) or not 1 <= n_bins <= MOST_BINS:
        raise OutsideDomain(f"n_bins is a whole number from 1 to {MOST_BINS:,}; found {n_bins!r:.60}: try 10")
    if not isinstance(strategy, str) or strategy not in ("uniform", "quantile"):
        raise OutsideDomain(f"there are two strategies, 'uniform' and 'quantile'; found {strategy!r:.60}")
    shares = np.linspace(0.0, 1.0, n_bins + 1)
    ends = shares if strategy == "uniform" else np.percentile(chances, 100 * shares)
    return np.searchsorted(ends[1:-1], chances)


CALIBRATION_ERROR = Metric(
    id="expected-calibration-error",
    name="Expected calibration error",
    page="metrics/calibration/",
    statement="sum(w[k]*|o[k] - p[k]|), w the shares of the bins, o what was observed, p the mean forecast",
    statement_latex=r"\sum_k w_k\,\lvert o_k - p_k\rvert",
    given=("$w_k$ the share of the forecasts in a bin, $p_k$ their mean, $o_k$ the share of ones",),
    source=Source("Naeini, Cooper and Hauskrecht, Obtaining Well Calibrated Probabilities", "AAAI 2015"),
    ml_use="Says whether a network that is sure is right; temperature scaling is judged by it.",
    value=expected_calibration_error,
)
