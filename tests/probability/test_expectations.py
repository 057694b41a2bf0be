"""Expectation, variance and distribution function, by integration."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcref.core.errors import DidNotConverge, OutsideDomain
from calcref.probability import (
    Exponential,
    Normal,
    Uniform,
    density,
    distribution_function,
    expectation,
    total,
    variance,
)
from tests.probability.strategies import densities

CAUCHY = density(lambda x: 1 / (np.pi * (1 + x**2)))


@given(densities, st.integers(-3, 3), st.integers(-3, 3))
def test_expectation_is_linear_and_variance_is_not(density_, a, b):
    size = abs(density_.mean) + math.sqrt(density_.variance)
    assert expectation(density_, lambda x: a * x + b) == pytest.approx(a * density_.mean + b, abs=1e-6 * (size + 1))
    assert variance(density_, lambda x: a * x + b) == pytest.approx(
        a**2 * density_.variance, abs=1e-6 * (size + 1) ** 2
    )


@given(densities)
def test_the_integral_is_one(density_):
    assert total(density_) == pytest.approx(1, abs=1e-9)


def test_the_expectation_agrees_with_a_sample():
    sample = np.random.default_rng(0).normal(1, 2, 200_000)
    error = 5 * np.std(np.cos(sample)) / math.sqrt(len(sample))
    assert abs(expectation(Normal(1, 2), np.cos) - np.mean(np.cos(sample))) < error


def test_a_probability_is_the_expectation_of_an_indicator():
    found = expectation(Normal(), lambda x: float(x > 1), breaks=(1.0,))
    assert found == pytest.approx(1 - Normal().cdf(1), rel=1e-9)


def test_math_functions_serve_as_well_as_numpy_ones():
    assert expectation(Exponential(), math.sqrt) == pytest.approx(math.sqrt(math.pi) / 2, rel=1e-8)


@given(densities, st.lists(st.floats(-4, 4), max_size=6))
def test_accumulating_is_the_distribution_function(density_, z):
    x = density_.mean + math.sqrt(density_.variance) * np.array(z)
    assert np.allclose(distribution_function(density_, x), density_.cdf(x), rtol=0, atol=1e-7)


def test_the_order_of_the_points_and_their_shape_do_not_matter():
    x = np.array([[2.0, -1.0], [0.5, 2.0]])
    assert np.allclose(distribution_function(Normal(), x), Normal().cdf(x), atol=1e-9)
    assert np.isnan(distribution_function(Normal(), [np.nan, 0.0])).tolist() == [True, False]
    assert distribution_function(Uniform(), [-np.inf, np.inf]).tolist() == [0.0, 1.0]


def test_the_cauchy_density_is_one_and_has_no_mean():
    assert total(CAUCHY) == pytest.approx(1, abs=1e-9)
    assert CAUCHY.cdf(1.0) == pytest.approx(0.75, abs=1e-9)
    for computed in (lambda: CAUCHY.mean, lambda: variance(CAUCHY), lambda: expectation(CAUCHY, abs)):
        with pytest.raises(DidNotConverge, match="may be infinite"):
            computed()


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: expectation(Normal(), lambda x: x > 1), DidNotConverge, "breaks"),
        (lambda: expectation(Normal(), lambda x: np.array([x, x])), OutsideDomain, "a function to real numbers"),
        (lambda: expectation(Normal(), lambda x: "one"), OutsideDomain, "a function to real numbers"),
        (lambda: expectation(Normal(), np.sqrt), OutsideDomain, "found nan"),
        (lambda: expectation(CAUCHY, lambda x: math.exp(min(x, 1e3))), OutsideDomain, "found inf"),
        (lambda: distribution_function(Normal(), "one"), OutsideDomain, "real numbers"),
    ],
)
def test_bad_input(call, error, says):
    with pytest.raises(error, match=says):
        call()
