"""The Kolmogorov-Smirnov statistic: how far two distribution functions part, and how likely that is by chance."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from calcref.core.about import Source
from calcref.core.shown import Brief, table
from calcref.metrics.labels import sample_of
from calcref.metrics.metric import Metric

_MOST = 25_000_000  # of the product of two sizes, up to which all orders are counted


@dataclass(frozen=True, slots=True, repr=False)
class GapTest(Brief):
    """The gap between two samples.

    Args:
        statistic: the largest difference of their distribution functions, from 0 to 1.
        p_value: the chance of a gap at least as large where both samples come from one distribution.
        exact: whether all orders were counted, ties and all; else it is the limit for large samples.
    """

    statistic: float
    p_value: float
    exact: bool

    def _repr_html_(self) -> str:
        rows = [(self.statistic, self.p_value, self.exact)]
        return table("The gap between two samples", ("statistic", "p-value", "exact"), rows)


def kolmogorov_smirnov(u: Any, v: Any) -> GapTest:
    """Return the largest gap between the distribution functions of two samples, and the p-value of that gap.

    Up to a product of sizes of 25 million the p-value counts the ways to deal the pooled values out to both samples,
    by O(m n) sums; where values tie, only gaps after the last of them count, since no distribution function is read
    inside of a tie.

    Raises:
        ShapeMismatch: a sample is no sequence, or is empty.
        OutsideDomain: an entry is not a finite real number.

    Source: Hodges, The significance probability of the Smirnov two-sample test, Arkiv för Matematik 3 (1958) 469.

    >>> found = kolmogorov_smirnov([1.0, 2.0, 3.0], [4.0, 5.0, 6.0])
    >>> found.statistic, round(found.p_value, 12), found.exact
    (1.0, 0.1, True)
    """
    one, other = sample_of(u, "u"), sample_of(v, "v")
    m, n = len(one), len(other)
    places, counts = np.unique(np.concatenate([one, other]), return_counts=True)
    first = np.searchsorted(np.sort(one), places, side="right")
    second = np.searchsorted(np.sort(other), places, side="right")
    gap = int(np.max(np.abs(first * n - second * m)))
    statistic = gap / (m * n)
    if m * n <= _MOST:
        return GapTest(statistic, _reaching(gap, m, n, set(np.cumsum(counts).tolist())), True)
    return GapTest(statistic, _limit(statistic * math.sqrt(m * n / (m + n))), False)


def _reaching(gap: int, m: int, n: int, readable: set[int]) -> float:
    """The chance that dealing the values out one by one leads to a gap |i n - j m| >= `gap` where it can be read.

    chance[i] belongs to i of the first sample among those dealt. Every order is equally likely: the last one dealt is
    of the first sample with the chance i/dealt.
    """
    if gap == 0:
        return 1.0
    chance = np.zeros(1)
    low = 0  # the least i of the row before
    for dealt in range(1, m + n + 1):
        least, most = max(0, dealt - n), min(m, dealt)
        i = np.arange(least, most + 1)
        padded = np.concatenate([[0.0], chance, [0.0]])
        from_first = padded[np.clip(i - 1 - low + 1, 0, len(padded) - 1)]
        from_second = padded[np.clip(i - low + 1, 0, len(padded) - 1)]
        chance = (from_first * i + from_second * (dealt - i)) / dealt
        if dealt in readable:
            chance[np.abs(i * n - (dealt - i) * m) >= gap] = 1.0
        low = least
    return float(min(chance[0], 1.0))


def _limit(scaled: float) -> float:
    """Kolmogorov's limit 2 sum (-1)^(k-1) exp(-2 k^2 x^2); near 0 by the other form of the same sum."""
    if scaled < 0.1:  # 1 to more digits than there are, and 0 in a denominator
        return 1.0
    if scaled < 1:
        terms = (math.exp(-((2 * k - 1) ** 2) * math.pi**2 / (8 * scaled**2)) for k in range(1, 20))
        return 1 - math.sqrt(2 * math.pi) / scaled * math.fsum(terms)
    return 2 * math.fsum((-1) ** (k - 1) * math.exp(-2 * k * k * scaled**2) for k in range(1, 20))


KOLMOGOROV_SMIRNOV = Metric(
    id="kolmogorov-smirnov",
    name="Kolmogorov-Smirnov statistic",
    page="metrics/distances/#kolmogorov-smirnov",
    statement="max(|F(t) - G(t)|, t)",
    statement_latex=r"\max_t\,\lvert F(t) - G(t)\rvert",
    given=("$F$ and $G$ the distribution functions of two samples, $t$ any of their values",),
    source=Source(
        "Hodges, The Significance Probability of the Smirnov Two-Sample Test", "Arkiv för Matematik 3 (1958)"
    ),
    ml_use="Alarms where a feature drifts: one number for each, whatever its unit.",
    value=lambda u, v: kolmogorov_smirnov(u, v).statistic,
)
