"""The Wasserstein distance of order 1: how far mass has to be carried to make one sample of another."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.core.about import Source
from calcref.metrics.labels import in_range, sample_of, weights_of
from calcref.metrics.metric import Metric


def wasserstein_1(u: Any, v: Any, u_weights: Any = None, v_weights: Any = None) -> float:
    """Return the area between the distribution functions of two samples on the line, in their unit. O(n log n).

    Args:
        u: a sample.
        v: another, of any length.
        u_weights: how much each entry of `u` counts; alike unless said otherwise.
        v_weights: the same for `v`.

    Raises:
        ShapeMismatch: a sample is no sequence or is empty, or weights are not one for each entry.
        OutsideDomain: an entry is not finite, a weight is negative, or weights sum to 0.

    Source: Vallender, Calculation of the Wasserstein distance on the line, Theory of Probability 18 (1974) 784.

    >>> wasserstein_1([0.0, 1.0], [3.0, 4.0])
    3.0
    """
    one, other = sample_of(u, "u"), sample_of(v, "v")
    places = np.sort(np.concatenate([one, other]))
    below = [
        share_up_to(places[:-1], sample, weights_of(weights, len(sample), f"weights of {name}"))
        for name, sample, weights in (("u", one, u_weights), ("v", other, v_weights))
    ]
    with np.errstate(over="ignore", invalid="ignore"):
        return in_range(np.abs(below[0] - below[1]) @ np.diff(places))


def share_up_to(places: Any, sample: Any, weights: Any) -> Any:
    """The distribution function of a weighted sample at `places`.

    >>> share_up_to(np.array([0.0, 1.5]), np.array([1.0, 2.0]), np.array([1.0, 3.0])).tolist()
    [0.0, 0.25]
    """
    order = np.argsort(sample, kind="stable")
    sums = np.concatenate([[0.0], np.cumsum(weights[order])])
    return sums[np.searchsorted(sample[order], places, side="right")] / sums[-1]


WASSERSTEIN = Metric(
    id="wasserstein-1",
    name="Wasserstein distance of order 1",
    page="metrics/distances/#wasserstein-1",
    statement="integral of |F(t) - G(t)| over t = integral of |Q(u) - R(u)| over u from 0 to 1, Q and R the quantiles",
    statement_latex=r"\int \lvert F(t) - G(t)\rvert\,dt = \int_0^1 \lvert Q(u) - R(u)\rvert\,du",
    given=(
        "two distributions on the line with means; $F$ and $G$ their distribution functions, $Q$ and $R$ the quantiles",
    ),
    source=Source("Vallender, Calculation of the Wasserstein Distance on the Line", "1974"),
    ml_use="Still says how far where supports do not touch, and so has a slope to train a generator by.",
    value=wasserstein_1,
)
