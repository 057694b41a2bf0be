"""Where the distribution function is 1, the survival function and the logarithm of the density go on."""

import math

import mpmath
import numpy as np
import pytest

from calcref.probability import (
    Beta,
    Binomial,
    Cauchy,
    ChiSquared,
    Exponential,
    Gamma,
    Logistic,
    Normal,
    Poisson,
    StudentT,
    Triangular,
    Weibull,
)
from calcref.probability.incomplete_beta import incomplete_beta
from calcref.probability.incomplete_gamma import incomplete_gamma


def beyond(height, start, *stops):
    with mpmath.workdps(30):
        return float(mpmath.quad(height, [start, *stops]))


def test_the_survival_function_where_the_distribution_function_is_1():
    with mpmath.workdps(30):
        normal = float(mpmath.erfc(mpmath.mpf(30) / mpmath.sqrt(2)) / 2)
        gamma = float(mpmath.gammainc(2.5, 200, regularized=True))
        poisson = float(mpmath.gammainc(101, 0, 3, regularized=True))
    for density, x, wanted in (
        (Normal(), 30.0, normal),
        (Gamma(2.5), 200.0, gamma),
        (Poisson(3), 100.0, poisson),
        (Logistic(), 500.0, math.exp(-500)),
        (Exponential(2), 300.0, math.exp(-600)),
        (Weibull(2), 20.0, math.exp(-400)),
        (Cauchy(), 1e20, 1 / (math.pi * 1e20)),
        (Triangular(), 1 - 1e-9, 2e-18),
    ):
        assert density.cdf(x) == 1, density
        assert density.sf(x) == pytest.approx(wanted, rel=1e-7 if isinstance(density, Triangular) else 1e-12), density


def test_the_logarithm_goes_on_where_the_density_is_0():
    assert Normal().pdf(1e5) == 0
    assert Normal().log_pdf(1e5) == pytest.approx(-0.5e10, rel=1e-9)
    assert Binomial(10_000, 0.5).log_pdf(0) == pytest.approx(10_000 * math.log(0.5), rel=1e-15)
    assert StudentT(2).log_pdf(1e200) == pytest.approx(-3 * 200 * math.log(10), rel=1e-15)


@pytest.mark.parametrize("a", [0.3, 30.0, 99.0, 101.0, 969040.24])
@pytest.mark.parametrize("z", [-4.9, -1.0, 0.0, 3.0, 9.0])
def test_incomplete_gamma(a, z):
    x = a * math.exp(z / math.sqrt(a + 1))
    below, above = incomplete_gamma(np.array([a]), np.array([x]))
    with mpmath.workdps(40):
        scale = mpmath.exp(a * mpmath.log(x) - x - mpmath.loggamma(a)) / x
        width = 60 * mpmath.sqrt(x + a) + 100
        height = lambda t: mpmath.exp((a - 1) * mpmath.log(t / x) - (t - x))  # noqa: E731
        if x > a or a < 1:
            wanted, found = scale * mpmath.quad(height, mpmath.linspace(x, x + width, 60)), above[0]
        else:
            wanted, found = scale * mpmath.quad(height, mpmath.linspace(max(0, x - width), x, 60)), below[0]
    assert found == pytest.approx(float(wanted), rel=2e-12)


@pytest.mark.parametrize(("a", "b"), [(0.5, 3.0), (20.0, 0.7), (99.0, 300.0), (150.0, 120.0)])
@pytest.mark.parametrize("x", [1e-5, 0.2, 0.5, 0.8, 0.999])
def test_incomplete_beta(a, b, x):
    below, above = incomplete_beta(np.array([a]), np.array([b]), np.array([x]), np.array([1 - x]))
    with mpmath.workdps(40):
        wanted = mpmath.betainc(a, b, 0, x, regularized=True), mpmath.betainc(a, b, x, 1, regularized=True)
    assert below[0] == pytest.approx(float(wanted[0]), rel=1e-11, abs=1e-300)
    assert above[0] == pytest.approx(float(wanted[1]), rel=1e-11, abs=1e-15)


def test_symmetric_densities_have_symmetric_tails():
    x = np.array([0.1, 1.0, 7.0, 40.0])
    for density in (Normal(), Cauchy(), StudentT(3), StudentT(300), Logistic()):
        assert np.allclose(density.cdf(-x), density.sf(x), rtol=1e-14, atol=0), density


def test_many_degrees_of_freedom_are_nearly_normal():
    x = np.array([-6.0, -1.0, 0.0, 2.0])
    assert np.allclose(StudentT(1e12).cdf(x), Normal().cdf(x), rtol=1e-9)
    assert np.allclose(ChiSquared(1e9).cdf(1e9 + math.sqrt(2e9) * x), Normal().cdf(x), rtol=0, atol=1e-4)
    assert Beta(1e8, 1e8).sf(0.5) == pytest.approx(0.5, rel=1e-12)
