"""The normal density in several variables: one variable, independence, parts of it, and samples."""

import numpy as np
import pytest

from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.probability import MultivariateNormal, Normal

DENSITY = MultivariateNormal([1.0, -1.0, 0.5], [[2.0, 0.5, 0.1], [0.5, 1.0, -0.3], [0.1, -0.3, 0.7]])


def test_one_variable_and_independent_ones():
    x = np.linspace(-3, 5, 7)
    assert np.allclose(MultivariateNormal([1], [[4]]).log_pdf(x[:, None]), Normal(1, 2).log_pdf(x), rtol=1e-14)
    two = MultivariateNormal([0, 1], np.diag([1.0, 9.0]))
    assert two.log_pdf([0.5, 2.0]) == pytest.approx(Normal().log_pdf(0.5) + Normal(1, 3).log_pdf(2.0), rel=1e-14)
    assert two.entropy == pytest.approx(Normal().entropy + Normal(1, 3).entropy, rel=1e-14)


def test_a_density_is_its_marginal_times_its_conditional():
    x = np.array([0.3, -0.7, 1.1])
    parts = DENSITY.marginal([1]).log_pdf(x[[1]]) + DENSITY.conditional([1], x[[1]]).log_pdf(x[[0, 2]])
    assert parts == pytest.approx(DENSITY.log_pdf(x), rel=1e-13)


def test_a_sample_has_the_mean_and_the_covariance():
    sample = DENSITY.sample((200, 500), np.random.default_rng(0))
    assert sample.shape == (200, 500, 3)
    flat = sample.reshape(-1, 3)
    assert np.allclose(flat.mean(axis=0), DENSITY.mean, atol=0.02)
    assert np.allclose(np.cov(flat.T), DENSITY.covariance, atol=0.03)


def test_far_away_and_in_many_variables_the_logarithm_is_finite():
    many = MultivariateNormal(np.zeros(400), 1e-3 * np.eye(400))
    assert np.isfinite(many.log_pdf(np.full(400, 10.0)))


def test_what_was_given_is_not_changed_and_cannot_be():
    mean = np.zeros(2)
    density = MultivariateNormal(mean, np.eye(2))
    mean[0] = 5
    assert density.mean[0] == 0
    with pytest.raises(ValueError, match="read-only"):
        density.mean[0] = 1


@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        (lambda: MultivariateNormal([0, 0], [[1, 2], [2, 1]]), OutsideDomain, "least eigenvalue is -1"),
        (lambda: MultivariateNormal([0, 0], [[1, 1], [1, 1]]), OutsideDomain, "positive definite"),
        (lambda: MultivariateNormal([0, 0], [[1, 0.5], [0, 1]]), OutsideDomain, "symmetric"),
        (lambda: MultivariateNormal([0, np.nan], np.eye(2)), OutsideDomain, "NaN"),
        (lambda: MultivariateNormal([0, 0], np.eye(3)), ShapeMismatch, r"found \(2,\) and \(3, 3\)"),
        (lambda: MultivariateNormal([0, 0], [[1], [2, 3]]), ShapeMismatch, "rows of one length"),
        (lambda: MultivariateNormal("ab", np.eye(2)), OutsideDomain, "real numbers"),
        (lambda: DENSITY.pdf([1.0, 2.0]), ShapeMismatch, "3 coordinates"),
        (lambda: DENSITY.marginal([0, 0]), OutsideDomain, "numbered from 0 to 2"),
        (lambda: DENSITY.marginal([3]), OutsideDomain, "found"),
        (lambda: DENSITY.marginal(1), OutsideDomain, "found 1"),
        (lambda: DENSITY.conditional([0, 1, 2], [1, 2, 3]), OutsideDomain, "not known"),
        (lambda: DENSITY.conditional([0], [1, 2]), ShapeMismatch, "a value for each"),
        (lambda: DENSITY.sample(2, 0), OutsideDomain, "default_rng"),
    ],
)
def test_bad_input(make, error, says):
    with pytest.raises(error, match=says):
        make()
