"""What the letters on the cards of metrics stand for: small data of each, counted here in other ways than there."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import mpmath
import numpy as np

from calcref.metrics import (
    AREA,
    AVERAGE_PRECISION,
    BRIER_DECOMPOSITION,
    BRIER_SCORE,
    CALIBRATION_ERROR,
    CRPS,
    CRPS_NORMAL,
    DELONG,
    KOLMOGOROV_SMIRNOV,
    LOG_SCORE,
    MANN_WHITNEY,
    MMD,
    PARTIAL_AREA,
    TOTAL_VARIATION,
    WASSERSTEIN,
    Metric,
    RocCurve,
    auc,
    roc_curve,
)
from calcref.site.typed.claims import Case
from calcref.site.typed.layers import exact

Cases = Iterator[Case]
RANKED = np.array([1, 1, 1, 0, 0, 0, 1]), np.array([3.0, 1, 2, 1, 1, 0, 0.5])  # ties within and across the classes
FORECAST = np.array([1, 0, 0, 1, 1, 0, 0]), np.array([0.75, 0.75, 0.25, 0.25, 0.875, 0.25, 0.0625])
SAMPLE, OTHER = np.array([0.5, -1.25, 2.0, 0.5]), np.array([0.75, 3.0, -0.5])


def _step(sample: Any) -> Callable[[Any], Any]:
    """The distribution function of a sample."""
    return lambda t: mpmath.mpf(sum(float(x) <= t for x in sample)) / len(sample)


def _place(sample: Any) -> Callable[[Any], Any]:
    """Its quantiles."""
    ordered = sorted(map(float, sample))
    return lambda u: ordered[min(max(math.ceil(u * len(ordered)) - 1, 0), len(ordered) - 1)]


def _curve(curve: RocCurve) -> Any:
    """The true positive rate, as the false one moves."""
    return {"TPR": lambda here: mpmath.mpf(np.interp(float(here.letters["FPR"]), curve.fpr, curve.tpr))}


def _knots(curve: RocCurve) -> Any:
    return {"FPR": sorted({mpmath.mpf(float(rate)) for rate in curve.fpr})}


def _area() -> Cases:
    labels, scores = RANKED
    curve = roc_curve(labels, scores)
    positives, negatives = ([int(at) for at in np.flatnonzero(labels == label)] for label in (1, 0))
    yield Case(
        {"s": exact(scores), "FPR": mpmath.mpf(0)},
        {"s": "+"},
        {"+": positives, "-": negatives},
        curves=_curve(curve),
        value=_of(AREA, *RANKED),
        knots=_knots(curve),
    )


def _partial() -> Cases:
    curve = roc_curve(*RANKED)
    letters = {"c": mpmath.mpf(0.4), "FPR": mpmath.mpf(0)}
    yield Case(letters, curves=_curve(curve), value=_of(PARTIAL_AREA, *RANKED), knots=_knots(curve))


def _ranks() -> Cases:
    labels, scores = RANKED
    ranks = [np.sum(scores < it) + (np.sum(scores == it) + 1) / 2 for it in scores]
    letters = {"r": exact(np.array(ranks)), "y": exact(labels.astype(float)), "m": 4, "n": 3}
    letters["A"] = mpmath.mpf(auc(labels, scores))
    yield Case(letters, {"r": "i", "y": "i"}, value=_of(MANN_WHITNEY, *RANKED))


def _delong() -> Cases:
    labels, scores = RANKED
    pairs = (np.sign(scores[labels == 1][:, None] - scores[labels == 0]) + 1) / 2
    letters = {"a": exact(pairs.mean(axis=1)), "b": exact(pairs.mean(axis=0)), "m": 4, "n": 3}
    letters["A"] = mpmath.mpf(pairs.mean())
    yield Case(letters, {"a": "i", "b": "j"}, value=_of(DELONG, *RANKED))


def _precision() -> Cases:
    labels, scores = np.array([1, 0, 1, 0, 1]), np.array([3.0, 2, 2, 1, 0.5])  # first and last find a positive
    levels = sorted(set(scores), reverse=True)
    recall = [0.0, *(np.mean(scores[labels == 1] >= t) for t in levels)]
    precision = [0.0, *(np.mean(labels[scores >= t]) for t in levels)]
    letters = {"r": exact(np.array(recall)), "p": exact(np.array(precision)), "n": len(levels)}
    yield Case(letters, {"r": "k", "p": "k"}, value=_of(AVERAGE_PRECISION, labels, scores))


def _forecasts(metric: Metric) -> Cases:
    labels, chances = FORECAST
    letters = {"n": len(labels), "y": exact(labels.astype(float)), "p": exact(chances)}
    yield Case(letters, {"y": "i", "p": "i"}, value=_of(metric, *FORECAST), first=1)


def _groups(metric: Metric) -> Cases:
    """Distinct forecasts; each is alone in its bin, too."""
    labels, chances = FORECAST
    said = np.array(sorted(set(chances)))
    shares = [np.mean(chances == it) for it in said]
    observed = [np.mean(labels[chances == it]) for it in said]
    letters = {"w": exact(np.array(shares)), "p": exact(said), "o": exact(np.array(observed))}
    yield Case(
        letters | {"c": mpmath.mpf(float(np.mean(labels)))}, dict.fromkeys("wpo", "k"), value=_of(metric, *FORECAST)
    )


def _crps() -> Cases:
    for y in (0.25, 2.5):
        letters = {"x": exact(SAMPLE), "y": mpmath.mpf(y), "m": len(SAMPLE)}
        knots = {"t": [mpmath.mpf(it) for it in sorted({*map(float, SAMPLE), y})]}
        ranges = {"j": range(len(SAMPLE))}
        yield Case(letters, {"x": "i"}, ranges, {"F": _step(SAMPLE)}, value=_of(CRPS, y, SAMPLE), knots=knots)


def _bell() -> Cases:
    for y, mu, sigma in ((0.25, 1.5, 1.75), (2.5, -0.5, 0.75)):
        letters = {name: mpmath.mpf(it) for name, it in (("y", y), ("mu", mu), ("sigma", sigma))}
        yield Case(letters, value=_of(CRPS_NORMAL, y, mu, sigma))


def _values() -> Cases:
    p, q = np.array([0.5, 0.125, 0.25, 0.125]), np.array([0.25, 0.25, 0.5, 0.0])
    yield Case({"p": exact(p), "q": exact(q)}, {"p": "i", "q": "i"}, value=_of(TOTAL_VARIATION, p, q))


def _samples(metric: Metric) -> Cases:
    pooled = [mpmath.mpf(it) for it in sorted({*SAMPLE, *OTHER})]
    levels = [mpmath.mpf(k) / 12 for k in range(13)]  # where quantiles of four numbers and of three jump
    functions = {"F": _step(SAMPLE), "G": _step(OTHER), "Q": _place(SAMPLE), "R": _place(OTHER)}
    ranges: Any = {"t": pooled}
    yield Case(
        {}, ranges=ranges, functions=functions, value=_of(metric, SAMPLE, OTHER), knots={"t": pooled, "u": levels}
    )


def _kernels() -> Cases:
    letters = {"x": exact(SAMPLE), "y": exact(OTHER), "m": len(SAMPLE), "n": len(OTHER)}
    ranges = {"j": range(len(SAMPLE)), "l": range(len(OTHER))}
    functions = {"K": lambda a, b: mpmath.exp(-((a - b) ** 2) / 2)}
    yield Case(letters, {"x": "i", "y": "k"}, ranges, functions, value=_of(MMD, SAMPLE, OTHER))


def _of(metric: Metric, *given: Any) -> Any:
    return mpmath.mpf(float(metric.value(*given)))


CASES: Mapping[str, Callable[[], Cases]] = {
    AREA.id: _area,
    MANN_WHITNEY.id: _ranks,
    DELONG.id: _delong,
    PARTIAL_AREA.id: _partial,
    AVERAGE_PRECISION.id: _precision,
    LOG_SCORE.id: lambda: _forecasts(LOG_SCORE),
    BRIER_SCORE.id: lambda: _forecasts(BRIER_SCORE),
    BRIER_DECOMPOSITION.id: lambda: _groups(BRIER_DECOMPOSITION),
    CALIBRATION_ERROR.id: lambda: _groups(CALIBRATION_ERROR),
    CRPS.id: _crps,
    CRPS_NORMAL.id: _bell,
    TOTAL_VARIATION.id: _values,
    WASSERSTEIN.id: lambda: _samples(WASSERSTEIN),
    KOLMOGOROV_SMIRNOV.id: lambda: _samples(KOLMOGOROV_SMIRNOV),
    MMD.id: _kernels,
}
