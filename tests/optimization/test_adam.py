"""Adam: its averages in closed form, and what its corrections are for."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcref.core.errors import OutsideDomain
from calcref.optimization import Adam, minimize

gradients = st.lists(st.floats(-5, 5).filter(lambda g: abs(g) > 1e-3), min_size=1, max_size=12)
betas = st.floats(0, 0.99)


def run(method, slopes):
    """The iterates from 0 for gradients that are given, whatever the iterate."""
    x, memory, found = np.float64(0.0), method.start(np.float64(0.0)), []
    for slope in slopes:
        x, memory = method.move(x, np.float64(slope), memory)
        found.append(float(x))
    return np.array(found)


def average(values, beta):
    """The weighted mean, with weights beta^(t-k), of all values up to each t: what the correction is there to give."""
    return np.array(
        [np.average(values[:t], weights=[beta ** (t - k) for k in range(1, t + 1)]) for t in range(1, len(values) + 1)]
    )


@given(gradients, betas, betas)
def test_corrected_averages_are_weighted_means(slopes, beta1, beta2):
    method = Adam(0.1, beta1, beta2, epsilon=1e-12)
    steps = 0.1 * average(slopes, beta1) / (np.sqrt(average(np.square(slopes), beta2)) + 1e-12)
    assert np.allclose(run(method, slopes), -np.cumsum(steps), rtol=1e-7, atol=1e-9)


@given(st.floats(1e-3, 1e3), st.sampled_from([-1.0, 1.0]))
def test_equal_gradients_of_any_size_step_by_the_learning_rate(size, sign):
    found = run(Adam(learning_rate=0.01), [sign * size] * 5)
    assert np.allclose(np.diff(found, prepend=0.0), -sign * 0.01, rtol=2e-5)


def test_the_second_correction_uses_the_second_beta():
    """With beta1 in its place, as it has been printed, the first step is far from the learning rate."""
    wrong = 0.01 * 1.0 / np.sqrt((1 - 0.999) / (1 - 0.9))
    assert abs(-run(Adam(learning_rate=0.01), [1.0])[0] - 0.01) < 1e-9 < abs(wrong - 0.01)


def test_epsilon_stands_outside_the_root():
    large = Adam(learning_rate=1.0, epsilon=1.0)
    assert run(large, [3.0])[0] == pytest.approx(-3 / (3 + 1))
    assert run(replace(large, epsilon=1e-8), [3.0])[0] == pytest.approx(-1)


def test_a_gradient_of_zero_moves_nothing():
    assert run(Adam(), [0.0, 0.0]).tolist() == [0.0, 0.0]


def test_it_finds_the_bottom_of_a_narrow_valley():
    curvature = np.array([1.0, 1e4])
    trace = minimize(
        lambda x: 0.5 * np.sum(curvature * x**2),
        [1.0, 1.0],
        Adam(learning_rate=0.02),
        steps=4000,
        grad=lambda x: curvature * x,
        gradient_tolerance=1e-6,
    )
    assert trace.reason == "gradient"


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: Adam(learning_rate=0), "learning_rate must be a positive"),
        (lambda: Adam(beta1=1.0), "beta1 must be at least 0 and less than 1; found 1.0"),
        (lambda: Adam(beta2=-0.5), "beta2"),
        (lambda: Adam(epsilon=0.0), "epsilon must be a positive"),
        (lambda: Adam(epsilon="1e-8"), "epsilon"),
    ],
)
def test_bad_input(make, says):
    with pytest.raises(OutsideDomain, match=says):
        make()


@pytest.mark.parametrize("slope", [300.0, 6e4, 1e-4, 0.0])
def test_half_precision_takes_the_first_step_of_double(slope):
    run = {
        kind: minimize(lambda x: 0.0, kind(1.0), Adam(0.1), steps=1, grad=lambda x: np.asarray(slope, x.dtype)[()]).x
        for kind in (np.float16, np.float64)
    }
    assert run[np.float16].dtype == np.float16
    assert float(run[np.float16]) == pytest.approx(float(run[np.float64]), rel=1e-3)
