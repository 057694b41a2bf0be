"""Every distribution of the catalogue: integrals and sums, samples, what has no moment, and what is refused."""

import mpmath
import numpy as np
import pytest

from calcref.core.errors import CalcrefError, DidNotConverge, OutsideDomain
from calcref.probability import (
    Bernoulli,
    Beta,
    Binomial,
    Categorical,
    Cauchy,
    ChiSquared,
    Exponential,
    Gamma,
    Gumbel,
    Laplace,
    Logistic,
    LogNormal,
    Normal,
    Pareto,
    Poisson,
    Rayleigh,
    StudentT,
    Triangular,
    Uniform,
    Weibull,
    check_density,
    distribution_function,
    expectation,
    total,
)

MADE = (
    Uniform(-1, 2),
    Exponential(2),
    Normal(1, 2),
    Logistic(1, 0.5),
    Laplace(1, 0.5),
    StudentT(6, 1, 2),
    Gumbel(1, 2),
    Gamma(0.6, 2),
    Gamma(30, 2),
    ChiSquared(3),
    Rayleigh(2),
    Weibull(1.5, 2),
    LogNormal(0.2, 0.5),
    Pareto(6, 2),
    Beta(0.7, 2),
    Beta(20, 30),
    Triangular(-1, 0.5, 3),
    Bernoulli(0.3),
    Binomial(12, 0.3),
    Categorical([0.2, 0.5, 0.3]),
    Poisson(7.5),
)
each = pytest.mark.parametrize("density", MADE, ids=repr)


@each
def test_closed_forms_agree_with_integrals_and_sums(density):
    assert check_density(density).verdict == "agrees"
    found = expectation(density, lambda x: -float(density.log_pdf(x)))
    assert density.entropy == pytest.approx(found, rel=1e-6, abs=1e-7)


@each
def test_a_sample_has_the_mean_the_variance_and_the_quantiles(density):
    sample = density.sample((100, 400), np.random.default_rng(1))
    assert sample.shape == (100, 400)
    assert sample.dtype == np.float64
    error = np.sqrt(density.variance / sample.size)
    assert abs(sample.mean() - density.mean) < 5 * error
    assert abs(sample.var() - density.variance) < 5 * error * np.sqrt(density.variance * (2 + density.excess_kurtosis))
    for q in (0.1, 0.5, 0.9):
        x = density.quantile(q)
        assert abs(np.mean(sample <= x) - density.cdf(x)) < 5 * np.sqrt(0.25 / sample.size)


@each
def test_the_ends_of_quantiles_are_those_of_the_support(density):
    assert density.quantile([0.0, 1.0]).tolist() == list(density.support)
    assert np.shape(density.quantile(0.5)) == ()
    assert density.sample(0, np.random.default_rng(0)).shape == (0,)


@each
def test_bad_questions(density):
    for call in (
        lambda: density.quantile(-0.1),
        lambda: density.quantile([0.5, 1.0000001]),
        lambda: density.quantile(np.nan),
        lambda: density.sample(-1, np.random.default_rng(0)),
        lambda: density.sample(2.5, np.random.default_rng(0)),
        lambda: density.sample(3, np.random.RandomState(0)),
        lambda: density.sample(10**12, np.random.default_rng(0)),
        lambda: density.log_pdf("one"),
    ):
        with pytest.raises(CalcrefError):
            call()


@pytest.mark.parametrize(
    ("moment", "says"),
    [
        (lambda: Cauchy().mean, "tails fall no faster than 1/x"),
        (lambda: Cauchy().variance, "mean|variance of Cauchy"),
        (lambda: Cauchy().excess_kurtosis, "kurtosis of Cauchy"),
        (lambda: StudentT(1).mean, "needs df > 1"),
        (lambda: StudentT(2).variance, "needs df > 2"),
        (lambda: StudentT(4).excess_kurtosis, "needs df > 4"),
        (lambda: Pareto(1).mean, "needs alpha > 1"),
        (lambda: Pareto(2).variance, "needs alpha > 2"),
        (lambda: Pareto(3).skewness, "needs alpha > 3"),
        (lambda: LogNormal(0, 40).variance, "larger than the largest float64"),
        (lambda: Weibull(0.005).mean, "larger than the largest float64"),
        (lambda: Bernoulli(1).skewness, "a single value has all"),
        (lambda: Categorical([0.0, 1.0]).excess_kurtosis, "a single value has all"),
    ],
)
def test_a_moment_that_does_not_exist_says_why(moment, says):
    with pytest.raises(OutsideDomain, match=says):
        moment()


@pytest.mark.parametrize("density", [Cauchy(), StudentT(1), Pareto(1)], ids=repr)
def test_integration_finds_no_mean_there_either(density):
    assert total(density) == pytest.approx(1, abs=1e-7)
    with pytest.raises(DidNotConverge):
        expectation(density, lambda x: x)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: Laplace(b=0), "b must be a positive"),
        (lambda: Cauchy(gamma=-1), "gamma must be a positive"),
        (lambda: StudentT(0), "df must be"),
        (lambda: Gamma(shape=np.nan), "shape must be"),
        (lambda: Gamma(1, 10**400), "rate must be"),
        (lambda: Beta(a="1"), "a must be"),
        (lambda: ChiSquared(-2), "df must be"),
        (lambda: LogNormal(sigma=0), "sigma must be"),
        (lambda: Weibull(k=None), "k must be"),
        (lambda: Pareto(m=0), "m must be"),
        (lambda: Gumbel(mu=np.inf), "mu must be"),
        (lambda: Rayleigh(np.array([1.0, 2.0])), "sigma must be"),
        (lambda: Triangular(0, 2, 1), "a <= c <= b"),
        (lambda: Triangular(1, 1, 1), "a < b"),
        (lambda: Bernoulli(1.1), "a probability, from 0 to 1; found 1.1"),
        (lambda: Binomial(2.5, 0.5), "n must be a whole number"),
        (lambda: Binomial(0, 0.5), "n must be"),
        (lambda: Binomial(3, np.nan), "p must be a probability"),
        (lambda: Categorical([0.5, 0.6]), r"add up to 1; found 1\.1: divide them by it"),
        (lambda: Categorical([0.0, 0.0]), "positive number"),
        (lambda: Categorical([]), "a row of numbers"),
        (lambda: Categorical([[0.5], [0.5]]), "a row of numbers"),
        (lambda: Poisson(0), "rate must be a positive"),
        (lambda: Poisson(1e10), "rate must be at most"),
    ],
)
def test_bad_parameters(make, says):
    with pytest.raises(OutsideDomain, match=says):
        make()


def test_between_whole_numbers_there_is_nothing():
    count = Binomial(3, 0.5)
    assert count.pdf([-1, 0.5, 4]).tolist() == [0, 0, 0]
    assert count.cdf([-0.1, 0.9, 1.0, 99]).round(12).tolist() == [0, 0.125, 0.5, 1]
    assert count.sf([-0.1, 2.9, 3]).round(12).tolist() == [1, 0.125, 0]
    assert distribution_function(count, [-1.0, 1.5, np.nan, 9]).round(12).tolist()[:2] == [0, 0.5]
    for sure, value in ((Binomial(4, 0.0), 0), (Binomial(4, 1.0), 4), (Bernoulli(0), 0), (Bernoulli(1), 1)):
        assert sure.pdf(value) == 1
        assert sure.entropy == 0
        assert sure.quantile(0.5) == value


def test_an_expectation_of_counts_is_a_sum_and_is_refused_where_there_is_none():
    assert expectation(Poisson(2), lambda k: 2.0**k) == pytest.approx(np.exp(2), rel=1e-12)
    with pytest.raises(DidNotConverge, match="does not settle"):
        expectation(Poisson(2), lambda k: float(np.exp(k * k / 20)))
    with pytest.raises(OutsideDomain, match="x = 0"):
        expectation(Bernoulli(), lambda k: np.nan)


def test_special_cases_are_one_another():
    x = np.array([0.2, 1.0, 3.0])
    for one, other in (
        (Gamma(1, 2), Exponential(2)),
        (Gamma(1.5, 0.5), ChiSquared(3)),
        (Weibull(1, 0.5), Exponential(2)),
        (Weibull(2, np.sqrt(2)), Rayleigh(1)),
        (StudentT(1), Cauchy()),
        (Beta(1, 1), Uniform()),
    ):
        assert np.allclose(one.pdf(x), other.pdf(x), rtol=1e-13), one
        assert np.allclose(one.cdf(x), other.cdf(x), rtol=1e-13), one


@pytest.mark.parametrize(
    "density",
    [
        Gamma(1e-3),
        Gamma(1e100, 1e-100),
        Beta(1e-3, 1e-3),
        Beta(1e15, 1e15),
        Beta(1e9, 90),
        StudentT(1e-3),
        StudentT(1e100),
        LogNormal(700, 100),
        Weibull(1e-3),
        Pareto(1e-3),
        Normal(1e100, 1e-100),
        Exponential(1e100),
        Logistic(0, 1e-100),
        Laplace(0, 1e100),
        Cauchy(0, 1e-100),
        Triangular(-1e100, 0, 7e99),
        Poisson(1e9),
        Binomial(10**9, 1e-9),
        Bernoulli(1e-320),
    ],
    ids=repr,
)
def test_at_the_edge_of_what_is_taken_nothing_is_nan(density):
    x = np.array([-np.inf, -1e308, -1.0, 0.0, 1e-300, 0.3, 1.0, 1e9, 1e308, np.inf])
    below, above = density.cdf(x), density.sf(x)
    assert not np.any(np.isnan([density.pdf(x), density.log_pdf(x), below, above]))
    assert np.all(np.diff(below) >= 0)
    assert np.allclose(below + above, 1, rtol=1e-12)
    found = density.quantile([0, 1e-300, 1e-9, 0.3, 0.5, 0.9, 1 - 1e-16, 1])
    assert np.all(found[1:] >= found[:-1])


def test_sizes_whose_squares_are_no_numbers_are_refused():
    for make in (
        lambda: Normal(sigma=1e200),
        lambda: Exponential(1e-200),
        lambda: LogNormal(1e5),
        lambda: Gumbel(-1e300),
    ):
        with pytest.raises(OutsideDomain, match="change the unit"):
            make()


def test_the_moments_of_a_weibull_density_tend_to_those_of_a_gumbel_one():
    """Where k is large, x is nearly 1 - g/k for a Gumbel g, and its powers have lost their digits."""
    for k in (49.0, 51.0):
        with mpmath.workdps(60):
            g = [mpmath.gamma(1 + n / mpmath.mpf(k)) for n in range(5)]
            square = g[2] - g[1] ** 2
            skewness = (g[3] - 3 * g[1] * g[2] + 2 * g[1] ** 3) / square**1.5
            kurtosis = (g[4] - 4 * g[1] * g[3] + 6 * g[1] ** 2 * g[2] - 3 * g[1] ** 4) / square**2 - 3
        assert Weibull(k).skewness == pytest.approx(float(skewness), rel=1e-9)
        assert Weibull(k).excess_kurtosis == pytest.approx(float(kurtosis), rel=1e-8)
    assert Weibull(1e8).skewness == pytest.approx(-Gumbel().skewness, rel=1e-6)
    assert Weibull(1e8).excess_kurtosis == pytest.approx(Gumbel().excess_kurtosis, rel=1e-6)
