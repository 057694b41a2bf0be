"""How far the area under a ROC curve may be off: the variance of a mean over pairs, which share their members."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any, Literal

import numpy as np

from calcref.core.about import Source
from calcref.core.errors import OutsideDomain
from calcref.core.shown import Brief, table
from calcref.metrics.labels import positives_and_scores
from calcref.metrics.metric import Metric
from calcref.verify.given import is_finite


@dataclass(frozen=True, slots=True, repr=False)
class AreaInterval(Brief):
    """An area under a ROC curve with its interval.

    Args:
        area: the estimate.
        deviation: its standard error.
        lower: the lower end of the interval, not below 0.
        upper: the upper end, not above 1.
    """

    area: float
    deviation: float
    lower: float
    upper: float

    def _repr_html_(self) -> str:
        rows = [(self.area, self.deviation, self.lower, self.upper)]
        return table("An area with its interval", ("area", "standard error", "from", "to"), rows)


def auc_interval(
    y: Any, score: Any, level: float = 0.95, method: Literal["delong", "hanley-mcneil"] = "delong"
) -> AreaInterval:
    """Return the area under the ROC curve, its standard error, and the normal interval of this level around it.

    DeLong's variance is found from the data alone; Hanley and McNeil's takes scores to be exponential, and is known
    from the area and the two counts.

    Raises:
        ShapeMismatch, OutsideDomain: as for `roc_curve`; `level` is not between 0 and 1, `method` is neither, a class
            has fewer than two members, or the variance is 0, which only says that the data are too few.

    Source: DeLong, DeLong and Clarke-Pearson, Biometrics 44 (1988) 837; Hanley and McNeil, Radiology 143 (1982) 29.

    >>> found = auc_interval([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])
    >>> found.area, round(found.deviation, 6), round(found.lower, 6), found.upper
    (0.75, 0.353553, 0.057048, 1.0)
    """
    if not (is_finite(level) and 0 < level < 1):
        raise OutsideDomain(f"a level lies between 0 and 1; found {level!r:.60}: try 0.95")
    if not isinstance(method, str) or method not in ("delong", "hanley-mcneil"):
        raise OutsideDomain(f"there are two methods, 'delong' and 'hanley-mcneil'; found {method!r:.60}")
    wins, losses = placements(y, score)
    area, m, n = float(np.mean(wins)), len(wins), len(losses)
    if min(m, n) < 2:
        raise OutsideDomain(f"a variance needs two members of each class; found {m} positive and {n} negative")
    variance = _delong(wins, losses) if method == "delong" else _hanley_mcneil(area, m, n)
    if variance <= 0:
        raise OutsideDomain(
            f"the variance at an area of {area:g} is 0, and its interval a point: only more data can tell the error"
        )
    deviation = math.sqrt(variance)
    far = NormalDist().inv_cdf((1 + level) / 2) * deviation
    return AreaInterval(area, deviation, max(area - far, 0.0), min(area + far, 1.0))


def placements(y: Any, score: Any) -> tuple[Any, Any]:
    """For each positive the share of the negatives below it, and for each negative that of the positives above it.

    Ties count half.

    >>> [it.tolist() for it in placements([1, 0, 0], [1, 1, 0])]
    [[0.75], [0.5, 1.0]]
    """
    positive, scores = positives_and_scores(y, score)
    high, low = scores[positive], scores[~positive]
    return _share_below(high, low), 1 - _share_below(low, high)


def _share_below(places: Any, others: Any) -> Any:
    ordered = np.sort(others)
    counted = np.searchsorted(ordered, places, "left") + np.searchsorted(ordered, places, "right")
    return counted / (2 * len(others))


def _delong(wins: Any, losses: Any) -> float:
    return float(np.var(wins, ddof=1) / len(wins) + np.var(losses, ddof=1) / len(losses))


def _hanley_mcneil(area: float, m: int, n: int) -> float:
    two_positives, two_negatives = area / (2 - area), 2 * area**2 / (1 + area)
    beyond = (m - 1) * (two_positives - area**2) + (n - 1) * (two_negatives - area**2)
    return (area * (1 - area) + beyond) / (m * n)


def _value(y: Any, score: Any) -> float:
    return auc_interval(y, score).deviation ** 2


DELONG = Metric(
    id="delong-variance",
    name="DeLong's variance of the area",
    page="metrics/area-interval/",
    statement="sum((a[i] - A)^2)/(m*(m-1)) + sum((b[j] - A)^2)/(n*(n-1))",
    statement_latex=r"\frac{1}{m(m-1)}\sum_i (a_i - A)^2 + \frac{1}{n(n-1)}\sum_j (b_j - A)^2",
    given=(
        "$a_i$ the share of the $n$ negatives that a positive beats, $b_j$ the share of the $m$ positives that beat a "
        "negative, ties half; at least two of each",
    ),
    source=Source("DeLong, DeLong and Clarke-Pearson, Comparing the Areas under Two or More Curves", "Biometrics 44"),
    ml_use="Says whether a better area on the test set is more than luck.",
    value=_value,
)
