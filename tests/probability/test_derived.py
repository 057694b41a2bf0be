"""Every density states its formulas as text: calcref derives the density from the distribution function."""

import numpy as np
import pytest
import sympy as sp

from calcref import differentiate, parse
from calcref.probability import Exponential, Logistic, Normal, Uniform

DENSITIES = (Normal(0.5, 1.5), Exponential(0.8), Uniform(-1.0, 2.5), Logistic(0.5, 0.7))


def at(expression, density, **values):
    letters = density.letters | values
    return float(expression.subs({sp.Symbol(name, real=True): value for name, value in letters.items()}).evalf())


@pytest.mark.parametrize("density", DENSITIES, ids=lambda density: density.about.id)
def test_the_texts_are_what_the_code_computes(density):
    derivation = differentiate(density.about.cdf, "x")
    assert derivation.check().verdict == "proved"
    for x in (0.1, 0.9, 2.0):
        height = density.pdf(x)
        assert at(parse(density.about.statement), density, x=x) == pytest.approx(height, rel=1e-13)
        assert at(derivation.answer, density, x=x) == pytest.approx(height, rel=1e-12)
        assert at(parse(density.about.cdf), density, x=x) == pytest.approx(density.cdf(x), rel=1e-13)
    assert at(parse(density.about.mean), density) == pytest.approx(density.mean, rel=1e-14)
    assert at(parse(density.about.variance), density) == pytest.approx(density.variance, rel=1e-14)


def test_the_exponential_density_has_one_letter_of_another_name():
    assert Exponential(0.8).letters == {"lambda": 0.8}
    assert np.isclose(at(parse("lambda"), Exponential(0.8)), 0.8)
