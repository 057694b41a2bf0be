"""Proper scores: against their definitions, their slopes against differences, and that the truth scores best."""

import math

import numpy as np
import pytest

from calcref import differences
from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.metrics import (
    BRIER_SCORE,
    LOG_SCORE,
    brier_decomposition,
    brier_score,
    calibration_curve,
    crps,
    crps_normal,
    crps_normal_gradient,
    expected_calibration_error,
    log_score,
    precision_recall_curve,
)
from calcref.quadrature import adaptive

RNG = np.random.default_rng(7)
P = RNG.random(200).round(1).clip(0.1, 0.9)
Y = (RNG.random(200) < P).astype(int)


@pytest.mark.parametrize("score", [BRIER_SCORE, LOG_SCORE], ids=lambda it: it.id)
def test_a_slope_is_that_of_the_score_and_the_truth_scores_best(score):
    found = differences.gradient(lambda p: score.value(Y[:9], p), P[:9])
    assert score.gradient(Y[:9], P[:9]) == pytest.approx(found, abs=1e-8)
    said = np.linspace(0.01, 0.99, 99)  # for a 1 with probability 0.3
    expected = [0.3 * score.value([1], [q]) + 0.7 * score.value([0], [q]) for q in said]
    assert said[np.argmin(expected)] == pytest.approx(0.3)
    absolute = 0.3 * (1 - said) + 0.7 * said  # an improper one: it pays to exaggerate
    assert said[np.argmin(absolute)] == pytest.approx(0.01)


@pytest.mark.parametrize("bins", [None, 3, 10])
def test_the_parts_of_the_brier_score_are_all_of_it(bins):
    parts = brier_decomposition(Y, P + 0.01 * (bins is not None) * RNG.random(200), bins)
    assert min(parts.reliability, parts.resolution) >= 0
    assert abs(brier_decomposition(Y, P, bins).score - brier_score(Y, P)) < 1e-12
    assert (parts.within == 0) is (bins is None)


def test_calibration_by_hand():
    observed, predicted = calibration_curve([0, 1, 1, 0, 1], [0.1, 0.15, 0.9, 0.8, 0.95], n_bins=2)
    assert observed == pytest.approx([0.5, 2 / 3])
    assert predicted == pytest.approx([0.125, 2.65 / 3])
    error = expected_calibration_error([0, 1, 1, 0, 1], [0.1, 0.15, 0.9, 0.8, 0.95], n_bins=2)
    assert error == pytest.approx(0.4 * 0.375 + 0.6 * abs(2 - 2.65) / 3)


def test_the_crps_of_a_sample_is_its_integral():
    members, y = RNG.normal(size=7).round(1), 0.23
    places = np.sort(np.append(members, y))
    heights = np.array([(np.mean(members <= t) - (t >= y)) ** 2 for t in places[:-1]])
    assert crps(y, members) == pytest.approx(heights @ np.diff(places), abs=1e-12)
    pairs = np.abs(members[:, None] - members).sum()
    fair = np.abs(members - y).mean() - pairs / (2 * 7 * 6)
    assert crps(y, members, fair=True) == pytest.approx(fair, abs=1e-12)
    assert crps([1.0, 4.0], [[1.5], [2.0]]) == 1.25


def test_the_crps_of_a_bell_is_its_integral_and_its_slopes_are():
    for y, mu, sigma in ((0.3, 1.0, 2.0), (-4.0, 0.5, 0.25)):
        cdf = np.vectorize(lambda t, mu=mu, sigma=sigma: 0.5 * math.erfc((mu - t) / (sigma * math.sqrt(2))))
        square = lambda t, y=y, cdf=cdf: (cdf(t) - (t >= y)) ** 2  # noqa: E731
        middle = sorted({y, mu})
        found = adaptive(square, min(middle) - 30 * sigma, max(middle) + 30 * sigma, breakpoints=middle, rtol=1e-10)
        assert crps_normal(y, mu, sigma) == pytest.approx(found.value, rel=1e-9)
        ours = crps_normal_gradient(y, mu, sigma)
        slopes = differences.gradient(lambda at, y=y: crps_normal(y, at[0], at[1]), np.array([mu, sigma]))
        assert [float(it) for it in ours] == pytest.approx(slopes, abs=1e-8)


def test_steps_and_trapezoids_of_precision_differ():
    curve = precision_recall_curve([1, 0, 0, 1], [0.9, 0.8, 0.7, 0.6])
    assert curve.average_precision == pytest.approx(0.75)
    assert curve.trapezoid_area == pytest.approx(0.5 + 0.5 * (1 / 3 + 1 / 2) / 2)


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: brier_score([1, 0], [0.5, 1.5]), OutsideDomain, "found 1.5 at index 1"),
        (lambda: brier_score([1, 0], [-0.5, 0.5]), OutsideDomain, "take the sigmoid"),
        (lambda: log_score([1, 0], [np.nan, 0.5]), OutsideDomain, "found nan"),
        (lambda: log_score([], []), ShapeMismatch, "at least one"),
        (lambda: brier_score([1, 2], [0.5, 0.5]), OutsideDomain, "labels must be 0 or 1"),
        (lambda: brier_score([1, 0], [0.5]), ShapeMismatch, "one probability for each"),
        (lambda: calibration_curve(Y, P, n_bins=0), OutsideDomain, "n_bins is a whole number"),
        (lambda: calibration_curve(Y, P, strategy="kmeans"), OutsideDomain, "'kmeans'"),
        (lambda: crps(0.0, []), ShapeMismatch, "for one outcome"),
        (lambda: crps([0.0, 1.0], [1.0, 2.0]), ShapeMismatch, "one more"),
        (lambda: crps(np.nan, [1.0]), OutsideDomain, "must be finite"),
        (lambda: crps(0.0, [1.0], fair=True), ShapeMismatch, "two members"),
        (lambda: crps_normal(0.0, 0.0, 0.0), OutsideDomain, "must be positive"),
        (lambda: crps_normal([0.0, 1.0], [0.0, 1.0, 2.0], 1.0), ShapeMismatch, "one shape"),
    ],
)
def test_bad_input(call, error, says):
    with pytest.raises(error, match=says):
        call()
