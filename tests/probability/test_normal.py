"""The normal density: its moments and its far tails."""

import math

import numpy as np
import pytest

from calcref.probability import Normal, expectation


@pytest.mark.parametrize("power", range(9))
def test_moments_are_double_factorials(power):
    expected = 0 if power % 2 else math.prod(range(power - 1, 0, -2))
    assert expectation(Normal(), lambda x: x**power) == pytest.approx(expected, abs=1e-7)


def test_the_moment_generating_function():
    for t in (-2.0, 0.5, 3.0):
        assert expectation(Normal(1, 2), lambda x, t=t: math.exp(t * x)) == pytest.approx(
            np.exp(t + 2 * t**2), rel=1e-7
        )


def test_the_left_tail_keeps_its_digits():
    """Mills' bounds: z/(1 + z^2) < cdf(-z)/pdf(z) < 1/z."""
    z = np.array([5.0, 10.0, 30.0])
    ratio = Normal().cdf(-z) / Normal().pdf(z)
    assert np.all((z / (1 + z**2) < ratio) & (ratio < 1 / z))


def test_a_density_may_exceed_one():
    assert Normal(sigma=0.1).pdf(0) > 3
