"""minimize: why it stops, what its trace holds, and how it refuses."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcref.core.errors import CalcrefError, CheckFailed, DidNotConverge, OutsideDomain, ShapeMismatch
from calcref.optimization import GradientDescent, minimize

METHOD = GradientDescent(learning_rate=0.1)


def bowl(x):
    return np.sum((x - 1.0) ** 2)


def slope(x):
    return 2 * (x - 1.0)


def test_reaching_the_steps_is_a_reason_and_not_an_error():
    trace = minimize(bowl, np.zeros(2), METHOD, steps=3, grad=slope)
    assert trace.reason == "steps"
    assert trace.steps == 3
    assert len(trace.iterates) == len(trace.values) == len(trace.gradient_norms) == 4
    assert trace.value == bowl(trace.x)


def test_a_small_gradient_stops_it():
    trace = minimize(bowl, np.zeros(2), METHOD, steps=10_000, grad=slope, gradient_tolerance=1e-6)
    assert trace.reason == "gradient"
    assert trace.gradient_norms[-1] <= 1e-6 < trace.gradient_norms[-2]
    assert minimize(bowl, np.ones(2), METHOD, steps=5, grad=slope).steps == 0
    assert minimize(bowl, np.zeros(2), METHOD, steps=0, grad=slope).reason == "steps"


def test_a_minimum_reached_on_the_last_step_counts_as_reached():
    exact = GradientDescent(learning_rate=0.5)
    assert minimize(bowl, np.zeros(2), exact, steps=1, grad=slope).reason == "gradient"


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=4))
def test_differences_lead_where_the_gradient_leads(start):
    x0 = np.array(start)
    given_gradient = minimize(bowl, x0, METHOD, steps=20, grad=slope)
    differences = minimize(bowl, x0, METHOD, steps=20)
    assert np.allclose(given_gradient.x, differences.x, rtol=0, atol=1e-6)


def test_the_trace_is_frozen_and_the_start_is_left_alone():
    x0 = np.array([3, 4])
    trace = minimize(bowl, x0, METHOD, steps=2, grad=slope)
    assert x0.tolist() == [3, 4]
    assert trace.iterates[0].dtype == np.float64
    for array in (*trace.iterates, trace.gradient):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 7.0


def test_a_list_of_numbers_is_an_array():
    assert minimize(bowl, [3, 4.0], METHOD, steps=1).x == pytest.approx([2.6, 3.4])
    assert minimize(bowl, ((3, 4),), METHOD, steps=1).x.shape == (1, 2)


def test_the_same_run_twice_gives_the_same_numbers():
    one, other = (minimize(bowl, np.zeros(2), METHOD, steps=7, grad=slope) for _ in range(2))
    assert all(np.array_equal(a, b) for a, b in zip(one.iterates, other.iterates, strict=True))


def test_trees_and_single_precision_are_kept():
    tree = {"w": np.ones(3, dtype=np.float32), "b": [2.0]}
    trace = minimize(
        lambda t: np.sum(t["w"] ** 2) + t["b"][0] ** 2,
        tree,
        METHOD,
        steps=2,
        grad=lambda t: {"w": 2 * t["w"], "b": [2 * t["b"][0]]},
    )
    assert trace.x["w"].dtype == np.float32
    assert trace.x["w"] == pytest.approx(0.64)
    assert trace.x["b"][0] == pytest.approx(1.28)
    assert trace.gradient_norms[0] == pytest.approx(np.sqrt(3 * 4 + 16))


@pytest.mark.parametrize(
    ("f", "grad", "says"),
    [
        (lambda x: -x, lambda x: -np.copysign(1e308, x), "iterate"),
        (lambda x: np.exp(x**2), lambda x: -1.0, "value"),
        (lambda x: np.sqrt(np.abs(x)), lambda x: np.inf if x < 0.4 else 1.0, "gradient"),
        (lambda x: np.nan, lambda x: 1.0, "value"),
    ],
)
def test_leaving_the_finite_numbers_ends_with_the_trace(f, grad, says):
    with pytest.raises(DidNotConverge, match=f"the {says} is not finite") as caught:
        minimize(f, 1.0, GradientDescent(learning_rate=0.5), steps=1000, grad=grad)
    trace = caught.value.trace
    assert trace.reason == "not finite"
    assert all(np.isfinite(state.value) and np.all(np.isfinite(state.gradient)) for state in trace.states[:-1])
    last = trace.states[-1]
    assert not (np.isfinite(last.x) and np.isfinite(last.value) and np.isfinite(last.gradient))


@pytest.mark.parametrize("start", [np.nan, np.array([1.0, np.inf])])
@pytest.mark.parametrize("grad", [slope, None])
def test_a_start_that_is_not_finite(start, grad):
    with pytest.raises(DidNotConverge, match="iterate"):
        minimize(bowl, start, METHOD, grad=grad)


def test_a_large_finite_gradient_is_finite():
    trace = minimize(lambda x: 0.0, np.zeros(2), METHOD, steps=1, grad=lambda x: np.full(2, 1e200))
    assert trace.gradient_norms[0] == pytest.approx(np.sqrt(2) * 1e200)


@pytest.mark.parametrize(
    ("f", "x0"),
    [
        (lambda x: np.abs(x), 2e-6),  # a kink within the step
        (lambda x: np.where(x > 0, 1.0, 0.0), 0.0),  # a jump
        (lambda x: x + 1e-3 * np.sin(1e9 * x), 0.3),  # finer than the step
    ],
)
def test_differences_that_do_not_hold_are_refuted(f, x0):
    with pytest.raises(CheckFailed, match="kink or a jump") as caught:
        minimize(f, x0, METHOD, steps=1)
    assert caught.value.evidence.verdict == "refuted"


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (
            lambda: minimize(bowl, np.zeros(2), METHOD, grad=lambda x: np.zeros(3)),
            ShapeMismatch,
            r"\(2,\); found \(3,\)",
        ),
        (lambda: minimize(bowl, np.zeros(2), METHOD, grad=lambda x: 1.0), ShapeMismatch, r"found \(\)"),
        (lambda: minimize(bowl, 0.0, METHOD, grad=lambda x: [1.0]), ShapeMismatch, r"\(\); found \(1,\)"),
        (lambda: minimize(lambda x: x, np.zeros(2), METHOD, grad=slope), ShapeMismatch, "sum it"),
        (lambda: minimize(lambda x: 1j, 0.0, METHOD, grad=slope), OutsideDomain, "real number"),
        (lambda: minimize(lambda x: None, 0.0, METHOD, grad=slope), OutsideDomain, "forgotten"),
        (lambda: minimize(lambda x: None, 0.0, METHOD), OutsideDomain, "forgotten"),
        (lambda: minimize(lambda x: None, 0.0, METHOD, grad="autodiff"), CalcrefError, "None"),
        (lambda: minimize(bowl, 0.0, METHOD, grad=lambda x: None), OutsideDomain, "real numbers"),
        (lambda: minimize(bowl, "zero", METHOD, grad=slope), OutsideDomain, "real numbers"),
        (lambda: minimize(bowl, 1j, METHOD, grad=slope), OutsideDomain, "complex"),
        (lambda: minimize(bowl, [[0.0, 1.0], [2.0]], METHOD), ShapeMismatch, "rows of one length"),
        (lambda: minimize(lambda x: 0.0, {"w": 0.0}, METHOD), ShapeMismatch, "autodiff"),
        (lambda: minimize(lambda x: 0.0, {"w": 0.0}, METHOD, grad=lambda x: 1.0), ShapeMismatch, "built alike"),
        (lambda: minimize(bowl, 0.0, METHOD, grad="symbolic"), CalcrefError, "'symbolic'"),
        (lambda: minimize(bowl, 0.0, "GradientDescent", grad=slope), CalcrefError, "learning_rate=0.1"),
        (lambda: minimize(bowl, 0.0, GradientDescent, grad=slope), CalcrefError, "record"),
        (lambda: minimize(bowl, 0.0, METHOD, steps=-1, grad=slope), OutsideDomain, "-1"),
        (lambda: minimize(bowl, 0.0, METHOD, steps=1.5, grad=slope), OutsideDomain, "whole number"),
        (lambda: minimize(bowl, 0.0, METHOD, grad=slope, gradient_tolerance=np.nan), OutsideDomain, "nan"),
    ],
)
def test_bad_input(call, error, says):
    with pytest.raises(error, match=says):
        call()
