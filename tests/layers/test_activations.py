import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcref.autodiff import grad
from calcref.layers import dropout, gelu, relu, silu, tanh

NUMBERS = st.floats(-700, 700)


@given(NUMBERS)
def test_the_identities_by_which_they_are_known(x):
    assert relu(x) - relu(-x) == x
    assert gelu(x) - gelu(-x) == pytest.approx(x, rel=1e-14)
    assert silu(x) - silu(-x) == pytest.approx(x, rel=1e-14)
    assert tanh(x) == -tanh(-x)


@pytest.mark.parametrize("f", [relu, gelu, silu, tanh])
def test_far_out_there_is_no_overflow_and_nan_stays_nan(f):
    assert f(-1000.0) == (-1.0 if f is tanh else 0.0)
    assert f(1000.0) == (1.0 if f is tanh else 1000.0)
    assert math.isnan(f(np.nan))


def test_far_to_the_left_no_digit_is_lost():
    assert gelu(-20.0) == pytest.approx(-20.0 * math.erfc(20.0 / math.sqrt(2)) / 2, rel=1e-14)
    assert silu(-100.0) == pytest.approx(-100.0 * math.exp(-100.0), rel=1e-14)


def test_at_zero_the_derivative_of_relu_is_zero():
    assert grad(relu)(0.0) == 0.0
    assert grad(lambda x: relu(x) - relu(-x))(0.0) == 0.0, "where the derivative of x is 1: AD of a kink"


def test_dropout_keeps_the_expectation():
    x = np.array([1.0, 2.0])
    masks = [[a, b] for a in (True, False) for b in (True, False)]
    assert np.allclose(np.mean([dropout(x, keep, rate=0.5) for keep in masks], axis=0), x, rtol=1e-15)
