"""Stochastic gradient descent: its recursion solved, its limits, and what it refuses."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcref.core.errors import OutsideDomain
from calcref.optimization import SGD, GradientDescent, minimize

gradients = st.lists(st.floats(-5, 5), min_size=1, max_size=12)


def run(method, slopes):
    """The iterates from 0 for gradients that are given, whatever the iterate."""
    x, memory, found = np.float64(0.0), method.start(np.float64(0.0)), []
    for slope in slopes:
        x, memory = method.move(x, np.float64(slope), memory)
        found.append(float(x))
    return np.array(found)


@given(gradients, st.floats(0, 0.95), st.floats(0.01, 1))
def test_the_velocity_is_a_geometric_sum_of_gradients(slopes, momentum, learning_rate):
    n = len(slopes)
    powers = np.array([[momentum ** (k - j) if j <= k else 0.0 for j in range(n)] for k in range(n)])
    expected = -learning_rate * np.cumsum(powers @ slopes)
    assert np.allclose(run(SGD(learning_rate, momentum), slopes), expected, rtol=1e-12, atol=1e-12)


@given(gradients, st.floats(0.01, 0.95))
def test_nesterov_steps_along_the_gradient_and_the_next_velocity(slopes, momentum):
    plain, ahead = run(SGD(1.0, momentum), slopes), run(SGD(1.0, momentum, nesterov=True), slopes)
    velocity = -np.diff(plain, prepend=0.0)
    assert np.allclose(-np.diff(ahead, prepend=0.0), slopes + momentum * velocity, atol=1e-11)


@given(gradients, st.floats(0.01, 0.95), st.floats(0.01, 1))
def test_at_a_constant_rate_it_is_the_two_step_method_of_its_source(slopes, momentum, learning_rate):
    before, at, expected = 0.0, 0.0, []
    for slope in slopes:
        before, at = at, at - learning_rate * slope + momentum * (at - before)
        expected.append(at)
    assert np.allclose(run(SGD(learning_rate, momentum), slopes), expected, rtol=1e-11, atol=1e-11)


def test_without_momentum_it_is_gradient_descent():
    one, other = (
        minimize(lambda x: np.sum(x**4), [1.0, -2.0], method, steps=9, grad=lambda x: 4 * x**3)
        for method in (SGD(0.01), GradientDescent(0.01))
    )
    assert np.array_equal(one.iterates, other.iterates)


def test_on_a_quadratic_momentum_has_the_roots_that_theory_gives():
    """x[k+1] = (1 + mu - eta*L) x[k] - mu*x[k-1]: the iterates obey the linear recursion."""
    mu, eta, curvature = 0.8, 0.1, 3.0
    method = SGD(eta, mu)
    x = np.array(minimize(lambda x: curvature / 2 * x**2, 1.0, method, steps=30, grad=lambda x: curvature * x).iterates)
    assert np.allclose(x[2:], (1 + mu - eta * curvature) * x[1:-1] - mu * x[:-2], rtol=0, atol=1e-13)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: SGD(0.0), "learning_rate must be a positive"),
        (lambda: SGD(-1), "found -1"),
        (lambda: SGD(0.1, momentum=1.0), "momentum must be at least 0 and less than 1"),
        (lambda: SGD(0.1, momentum=-0.1), "found -0.1"),
        (lambda: SGD(0.1, momentum=np.nan), "found nan"),
        (lambda: SGD(0.1, nesterov=True), "try momentum=0.9"),
    ],
)
def test_bad_input(make, says):
    with pytest.raises(OutsideDomain, match=says):
        make()
