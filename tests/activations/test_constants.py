"""Bounds, Lipschitz constants and fixed points are found from the values; here they are what calculus says."""

import numpy as np
import pytest
import sympy as sp

from calcref import differentiate
from calcref.activations import (
    ACTIVATIONS,
    elu,
    extent,
    fixed_points,
    gelu,
    hard_swish,
    hard_tanh,
    leaky_relu,
    lipschitz_constant,
    mish,
    relu6,
    selu,
    sigmoid,
    silu,
    softplus,
    steepest,
    tanh,
)


@pytest.mark.parametrize("one", [gelu, silu, mish], ids=lambda one: one.id)
def test_the_steepest_place_is_a_zero_of_the_derived_second_derivative(one):
    second = differentiate(one.expression, "x", order=2).answer
    assert abs(float(second.subs({sp.Symbol("x", real=True): steepest(one)}).evalf())) < 1e-6
    assert abs(one.slope(steepest(one))) == pytest.approx(lipschitz_constant(one), rel=1e-12)


def test_constants_in_closed_form():
    bell = np.exp(-1) / np.sqrt(2 * np.pi)
    ncdf = 0.9213503964748574  # of the square root of 2: (1 + erf(1))/2
    assert lipschitz_constant(gelu) == pytest.approx(ncdf + np.sqrt(2) * bell, rel=1e-12)
    assert lipschitz_constant(hard_swish) == 1.5
    assert lipschitz_constant(elu(2.0)) == 2.0
    assert lipschitz_constant(leaky_relu(0.9)) == 1.0
    assert lipschitz_constant(sigmoid) == 0.25
    assert extent(hard_swish)[0] == pytest.approx(-3 / 8, rel=1e-12)
    assert extent(elu(2.0)) == (-2.0, np.inf)
    assert extent(leaky_relu(0.0))[0] == 0.0
    assert extent(silu)[0] == pytest.approx(silu.value(-1.2784645427610738), rel=1e-12)


@pytest.mark.parametrize("one", ACTIVATIONS, ids=lambda one: one.id)
def test_no_value_lies_outside_and_no_secant_is_steeper(one):
    rng = np.random.default_rng(3)
    x, y = rng.normal(size=(2, 500)) * rng.choice([0.1, 1.0, 10.0], (2, 500))
    low, high = extent(one)
    assert np.all((one.value(x) >= low) & (one.value(x) <= high))
    secants = np.abs(one.value(x) - one.value(y)) / np.abs(x - y)
    assert np.max(secants) <= lipschitz_constant(one) * (1 + 1e-9)


def test_fixed_points():
    assert fixed_points(relu6) == ((0.0, 6.0),)
    assert fixed_points(hard_tanh) == ((-1.0, 1.0),)
    assert fixed_points(tanh) == ((0.0, 0.0),)
    assert fixed_points(softplus) == ()
    for one in (sigmoid, selu):
        for low, high in fixed_points(one):
            assert low == high
            assert one.value(low) == pytest.approx(low, abs=1e-14)
