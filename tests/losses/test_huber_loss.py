"""Huber's loss: the integral of its clipped derivative."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcref.core.errors import OutsideDomain
from calcref.losses import huber, mae, mse
from calcref.quadrature import trapezoid

deltas = st.floats(0.1, 5)


@given(deltas, st.floats(-10, 10))
def test_it_is_the_integral_of_its_clipped_derivative(delta, r):
    """The integrand is made of straight pieces: the trapezoid rule is exact on each."""
    curve = huber(delta).curve
    corner = np.clip(r, -delta, delta)
    area = trapezoid(curve.slope, 0.0, corner, 1) + trapezoid(curve.slope, corner, r, 1)
    assert curve.value(r) == pytest.approx(area, abs=1e-12)


@given(deltas, st.floats(-1, 1))
def test_it_is_half_a_square_near_zero_and_straight_far_out(delta, share):
    curve = huber(delta).curve
    assert curve.value(share * delta) == pytest.approx((share * delta) ** 2 / 2, abs=1e-14)
    assert curve.value(delta * 7) - curve.value(delta * 6) == pytest.approx(delta**2, rel=1e-12)


@given(deltas, st.floats(-100, 100))
def test_it_is_even_and_never_negative(delta, r):
    """The linear branch without its absolute value, as it has been printed, is negative for r < 0."""
    curve = huber(delta).curve
    assert curve.value(r) == curve.value(-r) >= 0


def test_its_limits_are_the_two_losses_it_joins():
    prediction, target = np.array([0.5, -3.0, 2.0]), np.zeros(3)
    assert huber(1e6).value(prediction, target) == pytest.approx(mse.value(prediction, target) / 2)
    assert huber(1e-6).value(prediction, target) / 1e-6 == pytest.approx(mae.value(prediction, target), rel=1e-5)


@pytest.mark.parametrize("delta", [0, -1.0, np.nan, np.inf, "1", True, None])
def test_delta_is_a_positive_number(delta):
    with pytest.raises(OutsideDomain, match="delta must be a positive"):
        huber(delta)
