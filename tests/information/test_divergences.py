"""Entropy, cross-entropy and divergences: formulas against integrals, where they are infinite, what is refused."""

import numpy as np
import pytest
from scipy.spatial.distance import jensenshannon
from scipy.stats import entropy as scipy_entropy

from calcref.core.errors import DidNotConverge, OutsideDomain, ShapeMismatch
from calcref.information import (
    cross_entropy,
    entropy,
    jensen_shannon_divergence,
    kl_divergence,
    mutual_information,
)
from calcref.information.closed_forms import FORMULAS
from calcref.probability import (
    Bernoulli,
    Beta,
    Binomial,
    Categorical,
    Cauchy,
    ChiSquared,
    Exponential,
    Gamma,
    Laplace,
    Logistic,
    LogNormal,
    Mixture,
    MultivariateNormal,
    Normal,
    Pareto,
    Poisson,
    Rayleigh,
    Uniform,
    density,
)
from calcref.probability.expectations import expectation_of_array

P, Q = np.array([0.2, 0.5, 0.3]), np.array([0.4, 0.1, 0.5])
PAIRS = (
    (Normal(0, 1), Normal(1, 2)),
    (LogNormal(0, 0.5), LogNormal(0.2, 0.7)),
    (Exponential(1), Exponential(3)),
    (Laplace(0, 1), Laplace(1, 2)),
    (Cauchy(0, 1), Cauchy(1, 3)),
    (Uniform(0, 1), Uniform(-1, 2)),
    (Pareto(3, 2), Pareto(2, 1)),
    (Rayleigh(1), Rayleigh(2)),
    (Gamma(2, 3), Gamma(3, 1)),
    (ChiSquared(3), ChiSquared(5)),
    (Beta(2, 3), Beta(1, 2)),
    (Bernoulli(0.3), Bernoulli(0.8)),
    (Binomial(7, 0.3), Binomial(7, 0.6)),
    (Poisson(3), Poisson(5)),
)


def test_every_formula_is_what_integration_finds():
    assert {type(p) for p, _ in PAIRS} | {MultivariateNormal} == set(FORMULAS)
    for p, q in PAIRS:
        cuts = tuple(at for at in (*q.breaks, *q.support) if np.isfinite(at))
        found = expectation_of_array(p, lambda x, p=p, q=q: p.log_pdf(x) - q.log_pdf(x), cuts)
        assert kl_divergence(p, q) == pytest.approx(found, rel=1e-8), p
        assert kl_divergence(p, p) == 0, p


def test_the_formula_in_several_variables():
    one = MultivariateNormal([0.5, -1], [[2, 0.4], [0.4, 1]])
    other = MultivariateNormal([0, 0], [[1, -0.3], [-0.3, 2]])
    x = one.sample(200_000, np.random.default_rng(0))
    terms = one.log_pdf(x) - other.log_pdf(x)
    assert abs(np.mean(terms) - kl_divergence(one, other)) < 5 * np.std(terms) / len(x) ** 0.5
    apart = [MultivariateNormal([it.mu], [[it.sigma**2]]) for it in (Normal(0, 1), Normal(1, 2))]
    assert kl_divergence(*apart) == pytest.approx(kl_divergence(Normal(0, 1), Normal(1, 2)), rel=1e-14)


def test_rows_of_probabilities_are_as_in_scipy():
    assert entropy(P) == pytest.approx(scipy_entropy(P), rel=1e-14)
    assert kl_divergence(P, Q) == pytest.approx(scipy_entropy(P, Q), rel=1e-14)
    assert cross_entropy(P, Q) == pytest.approx(-np.sum(P * np.log(Q)), rel=1e-14)
    assert jensen_shannon_divergence(P, Q) == pytest.approx(jensenshannon(P, Q) ** 2, rel=1e-13)
    joint = np.array([[0.1, 0.2, 0.0], [0.3, 0.1, 0.3]])
    parts = entropy(joint.sum(axis=0)) + entropy(joint.sum(axis=1)) - entropy(joint.ravel())
    assert mutual_information(joint) == pytest.approx(parts, rel=1e-13)


def test_where_there_is_no_formula_there_is_an_integral_or_a_sum():
    bells = Mixture([0.5, 0.5], [Normal(-2), Normal(2)])
    assert kl_divergence(Normal(0, 1), Laplace(0, 1)) == pytest.approx(
        cross_entropy(Normal(0, 1), Laplace(0, 1)) - entropy(Normal(0, 1)), rel=1e-12
    )
    assert cross_entropy(Normal(), Laplace()) == pytest.approx(np.log(2) + np.sqrt(2 / np.pi), rel=1e-9)
    assert kl_divergence(bells, bells) == pytest.approx(0, abs=1e-12)
    assert kl_divergence(Normal(60, 1), Logistic(0, 1)) == pytest.approx(60 - 0.5 * np.log(2 * np.pi * np.e), rel=1e-9)
    assert kl_divergence(Binomial(5, 0.3), Poisson(2)) == pytest.approx(
        sum(Binomial(5, 0.3).pdf(k) * np.log(Binomial(5, 0.3).pdf(k) / Poisson(2).pdf(k)) for k in range(6)), rel=1e-12
    )


@pytest.mark.parametrize(
    ("p", "q"),
    [
        (Uniform(0, 2), Uniform(0, 1)),
        (Normal(), Exponential()),
        (Poisson(2), Binomial(500, 0.3)),
        (Binomial(10**6, 0.5), Binomial(800_000, 0.5)),  # its last values have no room in float64, and are there
        (Bernoulli(0.5), Bernoulli(1)),
        ([0.5, 0.5], [1.0, 0.0]),
        (Normal(), Mixture([0.5, 0.5], [Uniform(-9, 0), Uniform(1, 9)])),
        (Uniform(0.2, 0.8), Mixture([0.5, 0.5], [Uniform(0, 0.4), Uniform(0.6, 1)])),
    ],
    ids=str,
)
def test_where_supports_do_not_fit_it_is_infinite_and_jensen_shannon_is_not(p, q):
    assert kl_divergence(p, q) == cross_entropy(p, q) == np.inf
    assert 0 < jensen_shannon_divergence(p, q) <= np.log(2)


def test_what_is_certain_costs_nothing():
    assert kl_divergence(Bernoulli(1), Bernoulli(0.5)) == pytest.approx(np.log(2))
    assert kl_divergence([0.0, 1.0], [0.0, 1.0]) == entropy([0.0, 1.0]) == 0
    assert jensen_shannon_divergence(Uniform(0, 1), Uniform(2, 3)) == pytest.approx(np.log(2), rel=1e-12)


def test_mutual_information_of_normal_variables_is_what_their_correlation_says():
    covariance = np.array([[2.0, 0.6, 0.1], [0.6, 1.0, -0.2], [0.1, -0.2, 1.5]])
    joint = MultivariateNormal([1, 2, 3], covariance)
    pair = joint.marginal([0, 1])
    assert mutual_information(pair, first=[0]) == pytest.approx(-0.5 * np.log(1 - 0.36 / 2), rel=1e-12)
    apart = MultivariateNormal([1, 2, 3], np.diag(np.diag(covariance)))
    assert mutual_information(apart, first=[0, 2]) == pytest.approx(0, abs=1e-15)
    blocks = covariance.copy()
    blocks[1, [0, 2]] = blocks[[0, 2], 1] = 0
    assert mutual_information(joint, first=[1]) == pytest.approx(
        kl_divergence(joint, MultivariateNormal([1, 2, 3], blocks)), rel=1e-12
    )


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: entropy([0.5, 0.6]), OutsideDomain, "must add up to 1"),
        (lambda: entropy(Normal), OutsideDomain, "a density or a row of probabilities; found Normal: try Normal"),
        (lambda: entropy(None), OutsideDomain, "a density or a row"),
        (lambda: entropy([]), OutsideDomain, "a row of numbers"),
        (lambda: kl_divergence([0.5, 0.5], [-0.5, 1.5]), OutsideDomain, "not negative"),
        (lambda: kl_divergence([0.5, 0.5], [1.0]), ShapeMismatch, "one length; found 2 and 1"),
        (lambda: kl_divergence(Normal(), Poisson()), OutsideDomain, "no common scale"),
        (
            lambda: kl_divergence(Normal(), MultivariateNormal([0], [[1]])),
            OutsideDomain,
            "in several variables",
        ),
        (
            lambda: kl_divergence(MultivariateNormal([0], [[1]]), MultivariateNormal([0, 0], np.eye(2))),
            ShapeMismatch,
            "as many variables",
        ),
        (lambda: kl_divergence(Cauchy(), Normal()), DidNotConverge, "may be infinite"),
        (lambda: kl_divergence(Normal(0, 50), density(Normal().pdf)), OutsideDomain, "less than float64 has room for"),
        (lambda: jensen_shannon_divergence(Normal(), Poisson()), OutsideDomain, "no common scale"),
        (lambda: mutual_information([0.5, 0.5]), ShapeMismatch, "two axes"),
        (lambda: mutual_information([[0.5, 0.6]]), OutsideDomain, "add up to 1"),
        (lambda: mutual_information(np.eye(2) / 2, first=[0]), OutsideDomain, "first is for"),
        (lambda: mutual_information(MultivariateNormal([0, 0], np.eye(2))), OutsideDomain, "try first"),
        (lambda: mutual_information(MultivariateNormal([0, 0], np.eye(2)), first=[0, 1]), OutsideDomain, "leave"),
        (lambda: mutual_information(MultivariateNormal([0, 0], np.eye(2)), first=[2]), OutsideDomain, "numbered"),
    ],
)
def test_bad_input(call, error, says):
    with pytest.raises(error, match=says):
        call()


def test_a_class_without_numbers_is_a_row():
    assert entropy(Categorical(P)) == entropy(P)
