"""Every distribution against scipy.stats, to 1e-10, also where the distribution function is 1."""

import numpy as np
import pytest
from scipy import stats

from calcref.core.errors import OutsideDomain
from calcref.probability import (
    Bernoulli,
    Beta,
    Binomial,
    Categorical,
    Cauchy,
    ChiSquared,
    Discrete,
    Exponential,
    Gamma,
    Gumbel,
    Laplace,
    Logistic,
    LogNormal,
    MultivariateNormal,
    Normal,
    Pareto,
    Poisson,
    Rayleigh,
    StudentT,
    Triangular,
    Uniform,
    Weibull,
)

LEVELS = np.array([1e-12, 1e-6, 0.003, 0.1, 0.5, 0.77, 0.99, 1 - 1e-6, 1 - 1e-10])
PAIRS = (
    (Normal(1, 2), stats.norm(1, 2)),
    (Exponential(3), stats.expon(scale=1 / 3)),
    (Uniform(-1, 2), stats.uniform(-1, 3)),
    (Logistic(1, 0.5), stats.logistic(1, 0.5)),
    (Laplace(1, 0.5), stats.laplace(1, 0.5)),
    (Cauchy(1, 0.5), stats.cauchy(1, 0.5)),
    (StudentT(0.7), stats.t(0.7)),
    (StudentT(3.5, 1, 2), stats.t(3.5, 1, 2)),
    (StudentT(60), stats.t(60)),
    (StudentT(5000), stats.t(5000)),
    (Gamma(0.3, 2), stats.gamma(0.3, scale=0.5)),
    (Gamma(1, 2), stats.gamma(1, scale=0.5)),
    (Gamma(40.5, 0.1), stats.gamma(40.5, scale=10)),
    (Gamma(150, 1), stats.gamma(150)),
    (Beta(0.5, 0.5), stats.beta(0.5, 0.5)),
    (Beta(2, 3), stats.beta(2, 3)),
    (Beta(1, 1), stats.beta(1, 1)),
    (Beta(250, 130), stats.beta(250, 130)),
    (ChiSquared(1), stats.chi2(1)),
    (ChiSquared(7), stats.chi2(7)),
    (LogNormal(0.3, 0.8), stats.lognorm(0.8, scale=np.exp(0.3))),
    (Weibull(0.7, 2), stats.weibull_min(0.7, scale=2)),
    (Weibull(3, 2), stats.weibull_min(3, scale=2)),
    (Pareto(4.5, 2), stats.pareto(4.5, scale=2)),
    (Pareto(0.5), stats.pareto(0.5)),
    (Gumbel(1, 2), stats.gumbel_r(1, 2)),
    (Rayleigh(2), stats.rayleigh(scale=2)),
    (Triangular(-1, 0.5, 3), stats.triang(0.375, -1, 4)),
    (Triangular(0, 0, 1), stats.triang(0, 0, 1)),
    (Triangular(0, 1, 1), stats.triang(1, 0, 1)),
    (Bernoulli(0.3), stats.bernoulli(0.3)),
    (Binomial(12, 0.3), stats.binom(12, 0.3)),
    (Binomial(1000, 0.01), stats.binom(1000, 0.01)),
    (Binomial(100_000, 0.4), stats.binom(100_000, 0.4)),
    (Categorical([0.2, 0.5, 0.3]), stats.rv_discrete(values=([0, 1, 2], [0.2, 0.5, 0.3]))()),
    (Poisson(0.4), stats.poisson(0.4)),
    (Poisson(7.5), stats.poisson(7.5)),
    (Poisson(400), stats.poisson(400)),
)
each = pytest.mark.parametrize(("ours", "theirs"), PAIRS, ids=[repr(ours) for ours, _ in PAIRS])


def points(theirs):
    return np.unique(theirs.ppf(LEVELS)) if hasattr(theirs, "ppf") else None


@each
def test_density_and_both_tails(ours, theirs):
    x = points(theirs)
    height = theirs.pmf if isinstance(ours, Discrete) else theirs.pdf
    assert np.allclose(ours.pdf(x), height(x), rtol=1e-10, atol=0)
    assert np.allclose(ours.cdf(x), theirs.cdf(x), rtol=1e-10, atol=0)
    coarse = isinstance(ours, Triangular)  # of which SciPy takes 1 - cdf
    assert np.allclose(ours.sf(x), theirs.sf(x), rtol=1e-10, atol=2e-16 if coarse else 1e-300)
    if hasattr(theirs, "logpdf"):
        log = theirs.logpmf if isinstance(ours, Discrete) else theirs.logpdf
        assert np.allclose(ours.log_pdf(x), log(x), rtol=1e-10, atol=1e-10)


@each
def test_quantiles(ours, theirs):
    assert np.allclose(ours.quantile(LEVELS), theirs.ppf(LEVELS), rtol=1e-10, atol=1e-14)


@each
def test_quantiles_are_the_way_back(ours, theirs):
    x = ours.quantile(LEVELS)
    if isinstance(ours, Discrete):
        assert np.array_equal(ours.quantile(ours.cdf(x)), x)
    else:
        assert np.allclose(np.where(LEVELS < 0.5, ours.cdf(x), ours.sf(x)), np.minimum(LEVELS, 1 - LEVELS), rtol=1e-9)


@each
def test_moments_and_entropy(ours, theirs):
    names = ("mean", "variance", "skewness", "excess_kurtosis")
    for name, wanted in zip(names, theirs.stats("mvsk"), strict=True):
        if np.isfinite(wanted):
            assert getattr(ours, name) == pytest.approx(float(wanted), rel=1e-10, abs=1e-10), name
        else:
            with pytest.raises(OutsideDomain, match="does not exist as a number"):
                getattr(ours, name)
    assert ours.entropy == pytest.approx(float(theirs.entropy()), rel=1e-10, abs=1e-10)


def test_the_multivariate_normal_density():
    mean, covariance = [1.0, -1.0, 0.5], [[2.0, 0.5, 0.1], [0.5, 1.0, -0.3], [0.1, -0.3, 0.7]]
    ours, theirs = MultivariateNormal(mean, covariance), stats.multivariate_normal(mean, covariance)
    x = np.random.default_rng(0).normal(size=(2, 4, 3)) * 3
    assert np.allclose(ours.log_pdf(x), theirs.logpdf(x), rtol=1e-12)
    assert np.allclose(ours.pdf(x), theirs.pdf(x), rtol=1e-10, atol=0)
    assert ours.entropy == pytest.approx(theirs.entropy(), rel=1e-12)
