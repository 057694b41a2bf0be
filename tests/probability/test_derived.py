"""Every density states its formulas as text: calcref derives the density from the distribution function."""

import numpy as np
import pytest
import sympy as sp

from calcref import Divergent, differentiate, integrate, parse
from calcref.probability import (
    Beta,
    Cauchy,
    ChiSquared,
    Exponential,
    Gumbel,
    Laplace,
    Logistic,
    LogNormal,
    Normal,
    Pareto,
    Rayleigh,
    StudentT,
    Triangular,
    Uniform,
    Weibull,
)

DENSITIES = (
    Normal(0.5, 1.5),
    Exponential(0.8),
    Uniform(-1.0, 2.5),
    Logistic(0.5, 0.7),
    Laplace(-0.5, 0.7),
    Cauchy(0.5, 0.7),
    Gumbel(0.5, 0.7),
    Rayleigh(0.7),
    Weibull(1.5, 0.7),
    LogNormal(0.5, 0.7),
    Pareto(3.5, 0.05),
)
INTEGRATED = (
    Uniform(0, 3),
    Exponential(2),
    Laplace(0, 2),
    StudentT(5),
    Beta(2, 3),
    ChiSquared(4),
    Pareto(3),
    Triangular(0, 1, 2),
)
X = sp.Symbol("x", real=True)


def at(expression, density, **values):
    letters = density.letters | values
    return float(expression.subs({sp.Symbol(name, real=True): value for name, value in letters.items()}).evalf())


@pytest.mark.parametrize("density", DENSITIES, ids=lambda density: density.about.id)
def test_the_texts_are_what_the_code_computes(density):
    derivation = differentiate(density.about.cdf, "x")
    verdict = "agrees" if isinstance(density, Laplace) else "proved"  # its kink is looked at by numbers
    assert derivation.check().verdict == verdict
    for x in (0.1, 0.9, 2.0):
        height = density.pdf(x)
        assert at(parse(density.about.statement), density, x=x) == pytest.approx(height, rel=1e-13)
        assert at(derivation.answer, density, x=x) == pytest.approx(height, rel=1e-12)
        assert at(parse(density.about.cdf), density, x=x) == pytest.approx(density.cdf(x), rel=1e-13)
    for name in ("mean", "variance", "entropy"):
        if text := getattr(density.about, name):
            assert at(parse(text), density) == pytest.approx(getattr(density, name), rel=1e-14)


def integral(weight, density):
    """The integral of the weight times the density, whose letters are given their numbers."""
    numbers = {sp.Symbol(name, real=True): sp.nsimplify(value) for name, value in density.letters.items()}
    lower, upper = (sp.nsimplify(end) if np.isfinite(end) else sp.oo * int(np.sign(end)) for end in density.support)
    return float(integrate(weight * parse(density.about.statement).subs(numbers), X, lower, upper).answer)


@pytest.mark.parametrize("density", INTEGRATED, ids=repr)
def test_area_mean_and_variance_are_derived(density):
    mean = sp.nsimplify(density.mean, rational=True)
    assert integral(sp.Integer(1), density) == pytest.approx(1, rel=1e-14)
    assert integral(X, density) == pytest.approx(density.mean, rel=1e-14)
    assert integral((X - mean) ** 2, density) == pytest.approx(density.variance, rel=1e-14)


@pytest.mark.parametrize("density", [Cauchy(), Pareto(1)], ids=repr)
def test_that_there_is_no_mean_is_derived(density):
    with pytest.raises(Divergent):
        integral(X, density)


def test_the_exponential_density_has_one_letter_of_another_name():
    assert Exponential(0.8).letters == {"lambda": 0.8}
    assert np.isclose(at(parse("lambda"), Exponential(0.8)), 0.8)
