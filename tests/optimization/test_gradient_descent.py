"""Gradient descent: its step, and the bound 2/L on the learning rate."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcref.core.errors import CalcrefError, DidNotConverge, OutsideDomain
from calcref.optimization import GradientDescent, minimize


@given(st.floats(-3, 3), st.floats(0.01, 0.24))
def test_below_two_over_l_every_step_descends(start, learning_rate):
    """f = 2 (1 - cos x) has L = 2 in its second derivative; the bound is 2/L = 1, here tried far within it."""
    trace = minimize(
        lambda x: 2 * (1 - np.cos(x)), start, GradientDescent(learning_rate), steps=30, grad=lambda x: 2 * np.sin(x)
    )
    assert all(after <= before for before, after in zip(trace.values, trace.values[1:], strict=False))


@given(st.lists(st.floats(-3, 3), min_size=2, max_size=2), st.floats(0.01, 0.49))
def test_on_a_quadratic_it_is_a_power_of_its_matrix(start, learning_rate):
    curvature = np.array([1.0, 4.0])
    x0 = np.array(start)
    trace = minimize(
        lambda x: 0.5 * np.sum(curvature * x**2),
        x0,
        GradientDescent(learning_rate),
        steps=9,
        grad=lambda x: curvature * x,
        gradient_tolerance=0.0,
    )
    assert np.allclose(
        trace.iterates[9 if trace.steps == 9 else -1], (1 - learning_rate * curvature) ** trace.steps * x0
    )


@pytest.mark.parametrize(("learning_rate", "happens"), [(0.499, "shrinks"), (0.5, "stays"), (0.51, "grows")])
def test_the_bound_two_over_l_for_l_equal_to_4(learning_rate, happens):
    trace = minimize(lambda x: 0.5 * 4 * x**2, 1.0, GradientDescent(learning_rate), steps=200, grad=lambda x: 4 * x)
    sizes = np.abs(trace.iterates)
    assert trace.reason == "steps"
    change = {"shrinks": np.all(np.diff(sizes) < 0), "stays": np.all(sizes == 1.0), "grows": np.all(np.diff(sizes) > 0)}
    assert change[happens]
    assert np.all(np.array(trace.iterates)[::2] > 0)
    assert np.all(np.array(trace.iterates)[1::2] < 0)


def test_above_the_bound_it_leaves_the_numbers_in_the_end():
    with pytest.raises(DidNotConverge, match=r"GradientDescent\(learning_rate=0.51\).*smaller learning rate"):
        minimize(lambda x: 2 * x**2, 1.0, GradientDescent(0.51), steps=20_000, grad=lambda x: 4 * x)


@pytest.mark.parametrize("learning_rate", [0, -0.1, np.nan, np.inf, "0.1", None, True, 1j])
def test_a_learning_rate_that_is_not_a_positive_number(learning_rate):
    with pytest.raises(OutsideDomain, match="learning_rate must be a positive") as caught:
        GradientDescent(learning_rate=learning_rate)
    assert isinstance(caught.value, CalcrefError)
    assert repr(learning_rate) in str(caught.value)
