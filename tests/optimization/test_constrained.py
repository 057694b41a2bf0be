"""Penalties and multipliers: known solutions, the rates at which constraints are missed, and bad input."""

import numpy as np
import pytest

from calcref.core.errors import CalcrefError, DidNotConverge, OutsideDomain
from calcref.optimization import (
    LBFGS,
    AugmentedLagrangian,
    GradientDescent,
    Newton,
    QuadraticPenalty,
    TrustRegion,
    minimize,
)

# f, equal, below, start, solution, multipliers
CASES = [
    (lambda x: np.sum(x**2), lambda x: x[0] + x[1] - 1, None, [3.0, 0.0], [0.5, 0.5], [-1.0]),
    (lambda x: x[0] + x[1], lambda x: x[0] ** 2 + x[1] ** 2 - 2, None, [-1.5, 0.0], [-1.0, -1.0], [0.5]),
    (lambda x: (x[0] - 2) ** 2 + x[1] ** 2, None, lambda x: x[0] - 1, [0.0, 3.0], [1.0, 0.0], [2.0]),
    (lambda x: (x[0] - 2) ** 2 + x[1] ** 2, None, lambda x: x[0] - 5, [0.0, 3.0], [2.0, 0.0], [0.0]),
    (
        lambda x: 100 * (x[1] - x[0] ** 2) ** 2 + (1 - x[0]) ** 2,
        None,
        lambda x: np.stack([1 - x[0] * x[1], -x[0] - x[1] ** 2, x[0] - 0.5]),  # Hock and Schittkowski 15
        [-2.0, 1.0],
        [0.5, 2.0],
        [700.0, 0.0, 1751.0],
    ),
]


@pytest.mark.parametrize("inner", [LBFGS(), Newton(), TrustRegion()], ids=lambda it: type(it).__name__)
@pytest.mark.parametrize("case", CASES, ids=["line", "circle", "active", "idle", "HS15"])
def test_solution_and_multipliers(case, inner):
    f, equal, below, start, best, told = case
    method = AugmentedLagrangian(inner, equal, below)
    trace = minimize(f, np.array(start), method, steps=40, grad="autodiff", gradient_tolerance=1e-5)
    assert np.allclose(trace.x, best, atol=1e-5)
    memory = trace.states[-1].memory[1]
    assert np.allclose([*memory.equal, *memory.below], told, rtol=1e-3, atol=1e-4)


def test_a_penalty_misses_by_the_multiplier_over_the_weight():
    f, equal, _, start, _, (multiplier,) = CASES[0]
    trace = minimize(f, np.array(start), QuadraticPenalty(equal=equal), steps=6, grad="autodiff")
    missed = [float(equal(x)) for x in trace.iterates[1:]]
    weights = [10.0**k for k in range(1, 7)]
    assert [a * b for a, b in zip(missed[1:], weights[1:], strict=True)] == pytest.approx([multiplier] * 5, rel=0.02)


def test_multipliers_need_no_large_weight():
    f, equal, _, start, best, _ = CASES[1]
    trace = minimize(f, np.array(start), AugmentedLagrangian(equal=equal, weight=5.0), grad="autodiff", steps=30)
    assert trace.reason in ("gradient", "steps")
    assert np.allclose(trace.x, best, atol=1e-7)
    assert trace.states[-1].memory[1].weight <= 50.0


def test_gradients_that_are_given_and_trees_do_as_well():
    method = AugmentedLagrangian(below=lambda t: 1 - t["a"] - t["b"][0])
    slope = lambda t: {"a": 2 * t["a"], "b": 2 * t["b"]}  # noqa: E731
    start = {"a": 0.0, "b": np.zeros(1)}
    trace = minimize(lambda t: t["a"] ** 2 + t["b"][0] ** 2, start, method, grad=slope, steps=20)
    assert (trace.x["a"], trace.x["b"][0]) == pytest.approx((0.5, 0.5), abs=1e-6)


FAR = QuadraticPenalty(GradientDescent(0.1), equal=lambda x: x - 9)


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: AugmentedLagrangian(), CalcrefError, "no constraint"),
        (lambda: AugmentedLagrangian(equal=0), CalcrefError, "equal must be a function"),
        (lambda: QuadraticPenalty(GradientDescent, equal=abs), CalcrefError, "BFGS"),
        (lambda: QuadraticPenalty(equal=abs, weight=0), OutsideDomain, "weight"),
        (lambda: QuadraticPenalty(equal=abs, growth=1), OutsideDomain, "growth"),
        (lambda: QuadraticPenalty(equal=abs, steps=0), OutsideDomain, "steps"),
        (
            lambda: minimize(lambda x: x, 0.0, QuadraticPenalty(equal=lambda x: "no"), grad=lambda x: 1.0),
            OutsideDomain,
            "real numbers",
        ),
        (
            lambda: minimize(lambda x: -(x**4), 1.0, FAR, grad="autodiff"),
            DidNotConverge,
            "left the finite numbers",
        ),
    ],
)
def test_bad_input(call, error, says):
    with pytest.raises(error, match=says):
        call()
