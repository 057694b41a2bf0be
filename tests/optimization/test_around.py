"""Schedules, clipping, projection and averages: values that stand around methods, in any order."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcref.core.errors import CalcrefError, OutsideDomain, ShapeMismatch
from calcref.optimization import (
    BFGS,
    SGD,
    Adam,
    AdamW,
    Averaged,
    Ball,
    Box,
    Clipped,
    Constant,
    Cosine,
    GradientDescent,
    Lion,
    MirrorDescent,
    Momentum,
    NaturalGradient,
    OneCycle,
    Projected,
    Scheduled,
    Simplex,
    StepDecay,
    WarmUp,
    minimize,
    train,
)

INNER = (GradientDescent(0.1), SGD(0.05, 0.9), Momentum(0.05, 0.9), Adam(0.1), AdamW(0.1), Lion(0.05))
RNG = np.random.default_rng(3)


def run(method, steps=20, slope=lambda x: 2 * x, start=(0.75, -0.5)):
    return minimize(lambda x: np.sum(x**2), np.array(start), method, steps, slope, gradient_tolerance=0).iterates


@pytest.mark.parametrize("method", INNER, ids=lambda it: type(it).__name__)
def test_what_does_nothing_changes_nothing(method):
    plain = run(method)
    for around in (
        Scheduled(method, Constant()),
        Clipped(method, norm=1e9),
        Clipped(method, value=1e9),
        Projected(method, Box(-np.inf, np.inf)),
        Averaged(method, keep=0.0),
        Averaged(Clipped(Scheduled(Projected(method, Ball(1e9)), Constant()), norm=1e9), after=99),
    ):
        assert np.array_equal(run(around), plain), around


@pytest.mark.parametrize("method", INNER, ids=lambda it: type(it).__name__)
def test_a_schedule_reaches_the_rate_however_deep_it_stands(method):
    halved = Scheduled(Clipped(Projected(method, Ball(5.0)), norm=9.0), StepDecay(3, 0.5))
    assert np.array_equal(run(halved, 3), run(method, 3))
    before, after = run(halved, 4)[-1], run(method, 4)[-1]
    there = run(method, 3)[-1]
    if type(method) in (GradientDescent, SGD, Adam):  # their rate multiplies all of the last step
        assert (before - there) * 2 == pytest.approx(after - there)
    assert not np.array_equal(before, after)


def test_a_factor_of_0_is_a_step_that_is_not_taken():
    x = run(Scheduled(Adam(0.1), Cosine(4)), 6)
    assert np.array_equal(x[4], x[5])
    assert not np.array_equal(x[3], x[4])


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=4), st.floats(0.1, 10))
def test_clipping_by_norm_keeps_the_direction_and_by_value_the_signs(slope, most):
    g = np.array(slope)
    by_norm = -Clipped(GradientDescent(1.0), norm=most).move(np.zeros_like(g), g, None)[0]
    by_value = -Clipped(GradientDescent(1.0), value=most).move(np.zeros_like(g), g, None)[0]
    assert np.linalg.norm(by_norm) <= most * (1 + 1e-12)
    assert np.allclose(by_norm * np.linalg.norm(g), g * np.linalg.norm(by_norm), rtol=1e-9)
    assert np.array_equal(by_value, np.clip(g, -most, most))


@pytest.mark.parametrize("onto", [Box(-1, [0.5, 2.0, 0.0]), Ball(1.5), Simplex()], ids=lambda it: type(it).__name__)
def test_a_projection_is_the_nearest_point(onto):
    """The angle at the projection between x and any point of the set is at least a right one: that is what says so."""
    for x in RNG.normal(size=(20, 3)) * 3:
        nearest = onto.project(x)
        assert np.allclose(onto.project(nearest), nearest, atol=1e-12)
        others = np.array([onto.project(y) for y in RNG.normal(size=(30, 3)) * 3])
        assert np.max((others - nearest) @ (x - nearest)) <= 1e-9


@pytest.mark.parametrize("method", [GradientDescent(0.1), SGD(0.02, 0.9), MirrorDescent(0.5)], ids=str)
def test_on_the_simplex_they_meet_at_the_minimum(method):
    center = np.array([0.9, 0.5, -1.0])
    method = method if isinstance(method, MirrorDescent) else Projected(method, Simplex())
    slope = lambda x: 2 * (x - center)  # noqa: E731
    trace = minimize(lambda x: np.sum((x - center) ** 2), np.ones(3) / 3, method, 3000, slope, gradient_tolerance=1e-4)
    assert trace.reason == "gradient"
    assert np.allclose(trace.x, Simplex().project(center), atol=1e-3)
    assert all(np.min(x) >= 0 and np.sum(x) == pytest.approx(1) for x in trace.iterates)


def test_averages_are_quieter_than_iterates():
    x = RNG.uniform(-1, 1, 500)
    y = 3 * x + RNG.normal(size=500)
    best = x @ y / (x @ x)
    batches = [(x[k : k + 4], y[k : k + 4]) for k in RNG.integers(0, 496, 1500)]

    def distance(method):
        found = [s.x for s in train(lambda w, x, y: np.mean((w * x - y) ** 2), 0.0, batches, method)][-300:]
        return np.sqrt(np.mean((np.array(found) - best) ** 2))

    assert distance(Averaged(SGD(0.3), after=200)) < distance(Averaged(SGD(0.3), keep=0.9)) < distance(SGD(0.3))


def test_the_plain_mean_is_the_mean_and_methods_that_search_have_one_too():
    inner = run(GradientDescent(0.2), 7)
    assert np.allclose(run(Averaged(GradientDescent(0.2)), 7)[-1], np.mean(inner[1:], axis=0))
    trace = minimize(lambda x: np.sum((x - 1) ** 4), np.zeros(2), Averaged(BFGS()), steps=9, grad="autodiff")
    assert trace.reason in ("no lower point", "steps", "gradient")


def test_reddis_example_projected():
    """f_t is 3x once in three steps and -x else: lowest on average at -1, and Adam goes to 1 (Reddi and others)."""
    from calcref.optimization import AMSGrad

    class Root:
        def factor(self, step):
            return 1 / np.sqrt(step + 1)

    ends = []
    for inner in (Adam(0.5, beta1=0.0, beta2=0.1), AMSGrad(0.5, beta1=0.0, beta2=0.1)):
        method = Projected(Scheduled(inner, Root()), Box(-1.0, 1.0))
        x, memory = np.float64(0.0), method.start(np.float64(0.0))
        for step in range(1, 3001):
            x, memory = method.move(x, np.float64(3.0 if step % 3 == 1 else -1.0), memory)
        ends.append(float(x))
    assert ends == pytest.approx([1.0, -1.0], abs=0.05)


def test_lion_follows_the_recurrence_of_its_paper():
    x, m, method = np.array([1.0, -2.0]), np.zeros(2), Lion(0.01, 0.8, 0.95, weight_decay=0.3)
    found = run(method, 30, lambda x: np.array([x[0], 3 * x[1] ** 3]), x)
    for there in found[1:]:
        g = np.array([x[0], 3 * x[1] ** 3])
        update = np.sign(m * 0.8 + g * (1 - 0.8))  # program 1 of Chen and others, line by line
        m = m * 0.95 + g * (1 - 0.95)
        x = x - 0.01 * (update + 0.3 * x)
        assert np.allclose(there, x, rtol=0, atol=1e-14)


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: Clipped(Adam()), OutsideDomain, "one of the two"),
        (lambda: Clipped(Adam(), norm=1.0, value=1.0), OutsideDomain, "one of the two"),
        (lambda: Clipped(Adam(), norm=0.0), OutsideDomain, "norm must be a positive"),
        (lambda: Clipped(BFGS(), norm=1.0), CalcrefError, "chooses its steps itself"),
        (lambda: Scheduled(Averaged(Adam()), Constant()), CalcrefError, "gradients alone"),
        (lambda: Scheduled(Adam(), 0.1), CalcrefError, "Cosine"),
        (lambda: Scheduled(Adam(), Cosine), CalcrefError, "Cosine"),
        (lambda: Cosine(0), OutsideDomain, "steps must be a whole number, at least 1"),
        (lambda: Cosine(5, least=2), OutsideDomain, "from 0 to 1"),
        (lambda: StepDecay(0), OutsideDomain, "every"),
        (lambda: WarmUp(0), OutsideDomain, "steps"),
        (lambda: WarmUp(5, then=1.0), CalcrefError, "then"),
        (lambda: OneCycle(2), OutsideDomain, "top"),
        (lambda: OneCycle(100, rise=1.0), OutsideDomain, "top"),
        (lambda: Box(1, 0), OutsideDomain, "at most its upper one"),
        (lambda: Box(0, np.nan), OutsideDomain, "upper"),
        (lambda: Ball(-1), OutsideDomain, "radius"),
        (lambda: Projected(Adam(), onto="box"), CalcrefError, "Box"),
        (lambda: Averaged(0.9), CalcrefError, "method"),
        (lambda: Averaged(Adam(), keep=1.0), OutsideDomain, "keep"),
        (lambda: Averaged(Adam(), after=-1), OutsideDomain, "after"),
        (lambda: run(Projected(Adam(), Box(0, 1))), OutsideDomain, r"0.5 away.*try that point"),
        (lambda: run(Projected(Adam(), Box([0, 0, 0], 1))), ShapeMismatch, "fit"),
        (lambda: run(MirrorDescent(0.1)), OutsideDomain, "positive numbers"),
        (lambda: run(MirrorDescent(0.1), start=(0.5, 0.6)), OutsideDomain, "1.1: try"),
        (lambda: NaturalGradient(0.1, 1.0), CalcrefError, "fisher"),
        (lambda: run(NaturalGradient(0.1, lambda x: np.eye(3))), ShapeMismatch, "2 by 2"),
        (lambda: run(NaturalGradient(0.1, lambda x: -np.eye(2))), OutsideDomain, "negative eigenvalue"),
    ],
)
def test_bad_input(call, error, says):
    with pytest.raises(error, match=says):
        call()
