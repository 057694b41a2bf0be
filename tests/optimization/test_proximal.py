"""ISTA and FISTA: their bounds, the condition of a minimum, and the proximal maps under them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcref.core.errors import CalcrefError, OutsideDomain
from calcref.optimization import FISTA, ISTA, minimize
from calcref.regularizers import elastic_net, l1, l2, smoothing

RNG = np.random.default_rng(5)
DATA, TARGETS = RNG.normal(size=(12, 6)), RNG.normal(size=12)
CONSTANT = np.linalg.norm(DATA, 2) ** 2


def loss(x):
    return np.sum((DATA @ x - TARGETS) ** 2) / 2


def slope(x):
    return DATA.T @ (DATA @ x - TARGETS)


def run(kind, steps, penalty):
    return minimize(loss, np.zeros(6), kind(1 / CONSTANT, penalty), steps, slope, gradient_tolerance=1e-10)


@pytest.mark.parametrize("penalty", [l1(2.0), elastic_net(2.0, 1.0), l2(1.0)], ids=lambda it: it.id)
@pytest.mark.parametrize("kind", [ISTA, FISTA])
def test_at_the_end_the_gradient_is_a_subgradient_of_the_penalty(kind, penalty):
    trace = run(kind, 5000, penalty)
    lower, upper = penalty.subdifferential(trace.x)
    pull = -slope(trace.x)
    assert trace.reason == "gradient"
    assert np.all((lower - 1e-8 <= pull) & (pull <= upper + 1e-8))


def test_the_values_keep_to_the_bounds_of_the_theorems():
    least = run(FISTA, 5000, l1(2.0))
    far = CONSTANT * np.sum(least.x**2)
    for kind, bound in ((ISTA, lambda k: far / (2 * k)), (FISTA, lambda k: 2 * far / (k + 1) ** 2)):
        values = run(kind, 50, l1(2.0)).values
        assert all(value - least.value <= bound(k) + 1e-12 for k, value in enumerate(values[1:], 1))


@pytest.mark.parametrize("penalty", [l1(0.7), l2(0.7), elastic_net(0.7, 0.4)], ids=lambda it: it.id)
@given(weight=st.floats(-3, 3), step=st.floats(0.01, 3))
def test_a_proximal_map_is_the_minimum_that_it_is_said_to_be(penalty, weight, step):
    there = penalty.prox(np.array([weight]), step)
    total = lambda u: step * float(penalty.value([u])) + (u - weight) ** 2 / 2  # noqa: E731
    around = there[0] + np.concatenate([np.linspace(-1, 1, 41), [-1e-4, 1e-4]])
    assert all(total(u) >= total(there[0]) - 1e-12 for u in around)


def test_the_map_of_the_smoothing_penalty_is_where_its_gradient_and_the_way_cancel():
    penalty, values = smoothing([0.0, 1.0, 2.5, 3.0], 0.75), np.array([1.0, -1.0, 2.0, 0.5])
    there = penalty.prox(values, 0.5)
    assert np.allclose(0.5 * penalty.gradient(there) + there - values, 0, atol=1e-12)


def test_trees_of_arrays_are_penalized_leaf_by_leaf():
    trace = minimize(
        lambda p: np.sum((p["a"] - 3) ** 2) / 2 + (p["b"] - 0.5) ** 2 / 2,
        {"a": np.zeros(2), "b": 0.0},
        ISTA(1.0, l1(1.0)),
        grad="autodiff",
    )
    assert trace.x["a"].tolist() == [2.0, 2.0]
    assert float(trace.x["b"]) == 0.0


@pytest.mark.parametrize("kind", [ISTA, FISTA])
def test_bad_input(kind):
    with pytest.raises(OutsideDomain, match="learning_rate must be a positive"):
        kind(0.0, l1())
    with pytest.raises(CalcrefError, match="proximal map"):
        kind(0.1, lambda w: 0)
