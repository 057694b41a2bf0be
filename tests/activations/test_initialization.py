"""Sizes through depth: derived, measured, and what Xavier and He keep."""

import math

import numpy as np
import pytest

from calcref.activations import (
    derived_sizes,
    gelu,
    he,
    leaky_relu,
    mean_square,
    mean_square_slope,
    measured_sizes,
    relu,
    relu6,
    selu,
    tanh,
    xavier,
)
from calcref.core.errors import OutsideDomain
from calcref.quadrature import gauss_hermite


def test_mean_squares_by_hand():
    assert mean_square(relu, 3.0) == pytest.approx(1.5, rel=1e-13)
    assert mean_square_slope(relu, 3.0) == pytest.approx(0.5, rel=1e-13)
    assert mean_square(leaky_relu(0.5)) == pytest.approx((1 + 0.25) / 2, rel=1e-13)
    assert mean_square(selu) == pytest.approx(1.0, rel=1e-13)  # for which SELU was made


@pytest.mark.parametrize("one", [tanh, gelu], ids=lambda one: one.id)
def test_for_a_smooth_activation_gauss_and_hermite_say_the_same(one):
    def hermite(function):
        return gauss_hermite(lambda u: function(np.sqrt(2) * u) ** 2, 120) / np.sqrt(np.pi)

    assert mean_square(one) == pytest.approx(hermite(one.value), rel=1e-10)
    assert mean_square_slope(one) == pytest.approx(hermite(one.slope), rel=1e-10)


def test_a_corner_away_from_zero_spoils_hermite_alone():
    exact = math.erf(6 / 4 / math.sqrt(2)) / 2  # the chance that z, four times a standard normal number, is in (0, 6)
    hermite = gauss_hermite(lambda u: relu6.slope(4 * np.sqrt(2) * u) ** 2, 40) / np.sqrt(np.pi)
    assert mean_square_slope(relu6, 16.0) == pytest.approx(exact, rel=1e-12)
    assert abs(hermite - exact) > 1e-5


@pytest.mark.parametrize(("one", "gain"), [(relu, 2.0), (tanh, 1.0), (selu, 1.0)], ids=str)
def test_a_wide_network_does_what_is_derived(one, gain):
    signal, gradient = derived_sizes(one, 6, gain)
    seen, back = measured_sizes(one, 6, gain, 400, np.random.default_rng(1))
    assert np.allclose(seen, signal, rtol=0.3)
    assert np.allclose(back, gradient, rtol=0.3)


def test_he_keeps_relu_and_xavier_halves_it():
    assert np.allclose(derived_sizes(relu, 20, 200 * he.variance(200, 200)), 1.0)
    signal, gradient = derived_sizes(relu, 20, 200 * xavier.variance(200, 200))
    assert signal[-1] == pytest.approx(2.0**-20, rel=1e-10)
    assert gradient[0] == pytest.approx(2.0**-20, rel=1e-10)


def test_samples_have_the_variance():
    weights = he.sample(300, 100, np.random.default_rng(2))
    assert weights.shape == (100, 300)
    assert np.var(weights) == pytest.approx(2 / 300, rel=0.05)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: mean_square(relu, -1.0),
        lambda: derived_sizes(relu, 0, 1.0),
        lambda: derived_sizes(relu, 3, np.nan),
        lambda: he.sample(0, 3, np.random.default_rng(0)),
    ],
)
def test_bad_input(ask):
    with pytest.raises(OutsideDomain, match="found"):
        ask()
