"""Expectations of functions, Jensen's inequality, gradients of expectations, and the evidence lower bound."""

import numpy as np
import pytest

from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.information import (
    evidence_lower_bound,
    jensen_gap,
    kl_divergence,
    reparameterized_gradient,
    sample_mean,
    sampled_expectation,
    score_function_gradient,
)
from calcref.probability import Cauchy, MultivariateNormal, Normal, Poisson, Uniform, expectation, transformed

RNG = np.random.default_rng


def test_no_distribution_of_the_values_is_needed():
    """The square of a uniform value: by its own density, by that of the value, and by a sample."""
    base, square = Uniform(0, 2), transformed(Uniform(0, 2), np.square)
    assert expectation(base, lambda x: x**2) == pytest.approx(square.mean, rel=1e-7)
    found = sampled_expectation(base, np.square, 20_000, RNG(0))
    assert abs(found.value - square.mean) < 4 * found.standard_error
    assert found.variance == pytest.approx(square.variance, rel=0.05)
    several = sampled_expectation(MultivariateNormal([1, 2], np.eye(2)), lambda x: x[:, 0] * x[:, 1], 20_000, RNG(0))
    assert abs(several.value - 2) < 4 * several.standard_error


def test_the_error_says_how_far_off_a_mean_is():
    off = [sampled_expectation(Poisson(3), np.square, 400, RNG(seed)) for seed in range(200)]
    within = np.mean([abs(it.value - 12) < 2 * it.standard_error for it in off])
    assert 0.9 < within < 0.99


def test_jensens_gap_has_the_sign_of_the_curvature():
    assert jensen_gap(Normal(0.5, 1), np.exp) == pytest.approx(np.exp(1) - np.exp(0.5), rel=1e-8)
    assert jensen_gap(Uniform(1, 3), np.log) < 0
    assert jensen_gap([0.5, 0.5], lambda x: 3 * x + 1) == pytest.approx(0, abs=1e-15)


def normal(theta, x):
    return -np.log(theta[1]) - ((x - theta[0]) / theta[1]) ** 2 / 2


def test_both_gradients_are_unbiased_and_one_varies_less():
    theta, noise = np.array([1.5, 0.8]), RNG(1).standard_normal(20_000)
    by_score = score_function_gradient(np.square, normal, theta, theta[0] + theta[1] * noise)
    by_path = reparameterized_gradient(np.square, lambda t, e: t[0] + t[1] * e, theta, noise)
    for found in (by_score, by_path):
        assert np.all(np.abs(found.value - 2 * theta) < 4 * found.standard_error)
    assert np.all(by_path.variance < by_score.variance / 2)
    assert by_path.variance == pytest.approx([4 * 0.64, 4 * (1.5**2 + 2 * 0.64)], rel=0.05)


def test_a_baseline_moves_the_variance_and_not_the_mean():
    x = RNG(2).normal(1.5, 1, 20_000)
    plain, less = (
        score_function_gradient(lambda x: x + 10, lambda m, x: -((x - m) ** 2) / 2, 1.5, x, b) for b in (0, 11.5)
    )
    assert less.variance < plain.variance / 20
    assert abs(less.value - 1) < 4 * less.standard_error
    assert abs(plain.value - 1) < 4 * plain.standard_error


def test_where_a_function_jumps_the_score_sees_it_and_a_path_is_refused():
    noise = RNG(3).standard_normal(20_000)
    found = score_function_gradient(lambda x: 1.0 * (x > 0), lambda m, x: -((x - m) ** 2) / 2, 0.5, 0.5 + noise)
    assert abs(found.value - Normal().pdf(0.5)) < 4 * found.standard_error
    with pytest.raises(OutsideDomain, match="it jumps, and a path does not see that: try score_function_gradient"):
        reparameterized_gradient(lambda x: np.where(x > 0, 1.0, 0.0), lambda m, e: m + e, 0.5, noise)


def test_the_evidence_is_the_bound_and_the_divergence_of_the_posterior():
    prior, seen = Normal(0.5, 2), 1.75

    def log_likelihood(z):
        return Normal(0, 0.7).log_pdf(seen - z)

    precision = 1 / 4 + 1 / 0.49
    posterior = Normal((0.5 / 4 + seen / 0.49) / precision, precision**-0.5)
    evidence = float(Normal(0.5, (4 + 0.49) ** 0.5).log_pdf(seen))
    for q in (Normal(0, 1), Normal(1.5, 0.3), posterior):
        bound = evidence_lower_bound(log_likelihood, q, prior)
        assert bound + kl_divergence(q, posterior) == pytest.approx(evidence, rel=1e-7)
        assert bound <= evidence + 1e-7


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: sampled_expectation(Normal(), np.sum, 10, RNG(0)), ShapeMismatch, "a number for each value"),
        (lambda: sampled_expectation(Normal(), np.square, 1, RNG(0)), OutsideDomain, "two real numbers or more"),
        (lambda: sampled_expectation(Normal(), np.square, 10, 0), OutsideDomain, "rng must be a generator"),
        (lambda: sampled_expectation(Normal(), np.square, (3, 2), RNG(0)), OutsideDomain, "samples must be"),
        (lambda: sampled_expectation(Normal(), lambda x: 1 if x > 0 else 0, 9, RNG(0)), ShapeMismatch, "vectorize"),
        (lambda: sampled_expectation(Normal(), lambda x: x / 0, 9, RNG(0)), OutsideDomain, "finite terms"),
        (lambda: sample_mean([[1.0], [1.0, 2.0]]), ShapeMismatch, "one shape"),
        (lambda: jensen_gap(Cauchy(), abs), OutsideDomain, "does not exist"),
        (lambda: score_function_gradient(np.square, normal, [0.0, 1.0], [1.0]), OutsideDomain, "two real numbers"),
        (lambda: score_function_gradient(np.sum, normal, [0.0, 1.0], [1.0, 2.0]), ShapeMismatch, "f must return"),
        (
            lambda: score_function_gradient(np.square, normal, [0.0, 1.0], [1.0, 2.0], baseline=np.nan),
            OutsideDomain,
            "baseline must be",
        ),
        (
            lambda: reparameterized_gradient(np.square, lambda t, e: t, 1.0, [1.0, 2.0]),
            ShapeMismatch,
            "path must return",
        ),
        (lambda: evidence_lower_bound(np.square, Normal(), Poisson()), OutsideDomain, "no common scale"),
    ],
)
def test_bad_input(call, error, says):
    with pytest.raises(error, match=says), np.errstate(all="ignore"):
        call()
