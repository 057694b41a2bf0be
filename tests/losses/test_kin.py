"""What the newer losses are known for."""

import math

import numpy as np
import pytest

from calcref import differences
from calcref.core.errors import OutsideDomain
from calcref.losses import (
    cross_entropy,
    focal,
    huber,
    info_nce,
    kl_divergence,
    label_smoothing,
    log_cosh,
    logistic,
    mae,
    poisson,
    quantile,
    triplet,
    tukey,
)

SCORES = np.random.default_rng(0).normal(size=(5, 4)) * 2
TRUTH = np.eye(4)[[0, 2, 1, 3, 3]]


def test_log_cosh_keeps_its_digits_near_0_and_far_out():
    assert log_cosh.curve.value(1e-9) == pytest.approx(0.5e-18, rel=1e-12)
    assert log_cosh.curve.value(1e4) == pytest.approx(1e4 - math.log(2), rel=1e-15)
    r = np.linspace(-3, 3, 61)
    assert np.allclose(log_cosh.curve.value(r), np.log(np.cosh(r)), rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("tau", [0.1, 0.5, 0.9])
def test_the_best_constant_of_the_quantile_loss_is_the_quantile(tau):
    data = np.random.default_rng(1).exponential(size=101)
    losses = [quantile(tau).value(np.full(101, c), data) for c in np.sort(data)]
    assert np.sort(data)[int(np.argmin(losses))] == pytest.approx(np.quantile(data, tau, method="inverted_cdf"))
    assert quantile(0.5).value(data, 0 * data) == pytest.approx(mae.value(data, 0 * data) / 2)


def test_tukey_is_half_a_square_near_0_and_level_beyond():
    assert tukey(2.0).curve.value(1e-6) == pytest.approx(0.5e-12, rel=1e-9)
    assert tukey(2.0).curve.value(np.array([2.0, 50.0, -1e300])).tolist() == [4 / 6] * 3
    assert tukey(2.0).gradient([1e300], [0.0]).tolist() == [0.0]
    assert huber(2.0).gradient([1e300], [0.0]).tolist() == [2.0]


def test_poisson_is_minus_a_log_probability_less_what_does_not_move():
    y, s = np.array([0.0, 3.0, 7.0]), np.array([0.2, 1.0, 2.0])
    logs = [rate - count * np.log(rate) + math.lgamma(count + 1) for count, rate in zip(y, np.exp(s), strict=True)]
    constant = np.mean([math.lgamma(count + 1) for count in y])
    assert poisson.value(s, y) == pytest.approx(np.mean(logs) - constant)
    assert poisson.gradient(np.log(y[1:]), y[1:]) == pytest.approx(0, abs=1e-15)
    assert poisson.value([1e4], [1.0]) == np.inf
    with pytest.raises(OutsideDomain, match="counts"):
        poisson.value([1.0], [-1.0])


def test_focal_weighs_the_logistic_loss():
    z = np.array([-3.0, 0.0, 4.0])
    p = 1 / (1 + np.exp(-z))
    assert np.allclose(focal(2.0).curve.value(z), (1 - p) ** 2 * -np.log(p), rtol=1e-12)
    assert np.allclose(focal(0.0).curve.value(z), logistic.curve.value(z))
    assert focal(2.0).curve.value(800.0) == 0.0


def test_label_smoothing_has_its_least_value_at_finite_scores():
    loss = label_smoothing(0.2)
    smoothed = 0.8 * TRUTH + 0.05
    assert np.allclose(loss.gradient(np.log(smoothed), TRUTH), 0, atol=1e-15)
    assert loss.value(np.log(smoothed), TRUTH) == pytest.approx(-np.sum(smoothed * np.log(smoothed)) / 5)
    assert label_smoothing(0.0).value(SCORES, TRUTH) == pytest.approx(cross_entropy.value(SCORES, TRUTH))


def test_kl_is_cross_entropy_less_entropy_and_never_negative():
    share = np.random.default_rng(2).dirichlet(np.ones(4), size=5)
    entropy = -np.sum(share * np.log(share)) / 5
    assert kl_divergence.value(SCORES, share) == pytest.approx(cross_entropy.value(SCORES, share) - entropy)
    assert kl_divergence.value(np.log(share), share) == pytest.approx(0, abs=1e-15)
    assert kl_divergence.value(SCORES, TRUTH) == pytest.approx(cross_entropy.value(SCORES, TRUTH))
    assert np.allclose(kl_divergence.gradient(SCORES, share), cross_entropy.gradient(SCORES, share))
    with pytest.raises(OutsideDomain, match="adds up to 1; found 2"):
        kl_divergence.value([0.0, 1.0], [1.0, 1.0])


def test_info_nce_of_alike_candidates_is_the_logarithm_of_their_number():
    assert info_nce(0.1).value(np.zeros((6, 6)), np.eye(6)) == pytest.approx(math.log(6))
    assert info_nce(0.5).value(SCORES, TRUTH) == pytest.approx(cross_entropy.value(2 * SCORES, TRUTH))
    slopes = differences.gradient(lambda s: info_nce(0.5).value(s, TRUTH), SCORES)
    assert np.allclose(info_nce(0.5).gradient(SCORES, TRUTH), slopes, atol=1e-8)


def test_a_triplet_in_order_has_no_say():
    assert triplet(0.5).value([0.2], [1.0]) == 0.0
    assert triplet(0.5).value([1.0], [0.2]) == pytest.approx(1.3)
    assert triplet(0.5).gradient([0.5, 1.0], [1.0, 1.0]).tolist() == [0.0, 0.5]
