"""The logarithmic score: how surprising what happened was."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.core.about import Source
from calcref.metrics.labels import positives_and_probabilities
from calcref.metrics.metric import Score


def log_score(y: Any, p: Any) -> float:
    """Return minus the mean logarithm of the probability that was given to what happened; infinite where it was 0.

    Args:
        y: labels, 0 or 1.
        p: the probability of a 1, for each label.

    Raises:
        ShapeMismatch: `y` and `p` are not two sequences of one length, at least 1.
        OutsideDomain: a label is neither 0 nor 1, or a probability does not lie from 0 to 1.

    Source: Good, Rational decisions, Journal of the Royal Statistical Society B 14 (1952) 107.

    >>> round(log_score([1, 0], [0.5, 0.5]), 6), log_score([1], [0.0])
    (0.693147, inf)
    """
    positive, chances = positives_and_probabilities(y, p)
    with np.errstate(divide="ignore"):
        return float(np.mean(np.where(positive, -np.log(chances), -np.log1p(-chances))))


def _gradient(y: Any, p: Any) -> Any:
    positive, chances = positives_and_probabilities(y, p)
    with np.errstate(divide="ignore"):
        return np.where(positive, -1 / chances, 1 / (1 - chances)) / len(chances)


LOG_SCORE = Score(
    id="log-score",
    name="Logarithmic score",
    page="metrics/proper-scores/#log-score",
    statement="-mean(y*ln(p) + (1 - y)*ln(1 - p))",
    statement_latex=r"-\frac1n\sum_{i=1}^{n}\left(y_i\ln p_i + (1 - y_i)\ln(1 - p_i)\right)",
    given=("labels $y_i$ that are $0$ or $1$; $0 < p_i < 1$, and infinite where what happens was excluded",),
    expression="-(y*ln(p) + (1-y)*ln(1-p))",
    variable="p",
    derivative="(p - y)/(p*(1 - p))",
    source=Source("Gneiting and Raftery, Strictly Proper Scoring Rules", "JASA 102 (2007), section 3"),
    ml_use="What classifiers are trained on. One confident mistake can cost more than all else.",
    value=log_score,
    gradient=_gradient,
)
