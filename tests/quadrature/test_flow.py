"""Differential equations: measured orders, tolerances that are kept, adjoints against differences, and refusals."""

import numpy as np
import pytest
import scipy.integrate
from hypothesis import given
from hypothesis import strategies as st

from calcref.autodiff import grad
from calcref.core.errors import DidNotConverge, OutsideDomain, ShapeMismatch
from calcref.differences import gradient
from calcref.quadrature import DormandPrince, adjoint, euler, heun, runge_kutta, solve
from calcref.quadrature.dormand_prince import FIFTH, FOURTH, ROWS

FIXED = (euler, heun, runge_kutta)


def pendulum(t, x):
    return np.array([x[1], -np.sin(x[0]) + 0.1 * np.cos(t)])


@pytest.mark.parametrize("method", FIXED, ids=lambda method: method.id)
def test_the_measured_order_is_the_promised_one(method):
    exact = scipy.integrate.solve_ivp(pendulum, (0, 3), [1.0, 0.5], method="DOP853", rtol=1e-13, atol=1e-13).y[:, -1]
    steps = (40, 80, 160)
    errors = [np.max(np.abs(solve(pendulum, [1.0, 0.5], 0, 3, method, n).x - exact)) for n in steps]
    assert np.log2(errors[1] / errors[2]) == pytest.approx(method.order, abs=0.15)


@pytest.mark.parametrize("method", FIXED, ids=lambda method: method.id)
@given(st.floats(-2, 2), st.floats(-2, 2))
def test_powers_of_time_below_the_order_are_exact(method, start, end):
    if abs(start - end) < 1e-3:
        return
    k = method.order - 1
    found = solve(lambda t, x: np.asarray((k + 1) * t**k), 0.0, start, end, method, 3)
    assert float(found.x) == pytest.approx(end ** (k + 1) - start ** (k + 1), abs=1e-12)
    assert found.value == end
    assert found.reason == "end"


def test_the_table_of_dormand_and_prince_has_orders_five_and_four():
    rows = np.zeros((7, 7))
    for i, row in enumerate(ROWS):
        rows[i, : len(row)] = row
    c = rows.sum(axis=1)
    assert c == pytest.approx([0, 1 / 5, 3 / 10, 4 / 5, 8 / 9, 1, 1])
    for weights, order in ((np.array(FIFTH), 5), (np.array(FOURTH), 4)):
        for k in range(order):
            assert weights @ c**k == pytest.approx(1 / (k + 1), abs=1e-14)
        assert weights @ rows @ c == pytest.approx(1 / 6, abs=1e-14)
        assert weights @ rows @ rows @ c == pytest.approx(1 / 24, abs=1e-14)
        assert weights @ (c * (rows @ c)) == pytest.approx(1 / 8, abs=1e-14)
    assert abs(np.array(FOURTH) @ c**4 - 1 / 5) > 1e-4


@pytest.mark.parametrize("tolerance", [1e-4, 1e-7, 1e-10])
def test_a_tolerance_is_kept_with_no_more_slopes_than_scipy_takes(tolerance):
    exact = scipy.integrate.solve_ivp(pendulum, (0, 20), [1.0, 0.5], method="DOP853", rtol=1e-13, atol=1e-13).y[:, -1]
    trace = solve(pendulum, [1.0, 0.5], 0, 20, DormandPrince(tolerance, tolerance), 10_000)
    theirs = scipy.integrate.solve_ivp(pendulum, (0, 20), [1.0, 0.5], method="RK45", rtol=tolerance, atol=tolerance)
    assert np.max(np.abs(trace.x - exact)) < 100 * tolerance
    assert trace.evaluations <= 1.1 * theirs.nfev


def test_steps_are_short_where_the_flow_bends():
    comet = lambda t, x: np.concatenate([x[2:], -x[:2] / np.hypot(x[0], x[1]) ** 3])  # noqa: E731
    trace = solve(comet, [0.1, 0, 0, np.sqrt(19)], 0, 2 * np.pi, DormandPrince(1e-9, 1e-9), 1000)
    lengths = np.diff(trace.values)
    assert np.max(lengths) > 30 * lengths[-2]
    assert trace.x == pytest.approx(trace.iterates[0], abs=1e-4)


def test_a_tolerance_of_zero_sees_what_begins_small():
    bell = lambda t, x: -200 * (t - 1) * x  # noqa: E731
    assert float(solve(bell, np.exp(-100.0), 0, 1, DormandPrince(atol=0.0), 1000).x) == pytest.approx(1, abs=1e-3)


def test_gradient_descent_is_eulers_method_for_the_gradient_flow():
    slope = lambda t, x: -np.array([1.0, 10.0]) * x  # noqa: E731
    x = np.array([1.0, 1.0])
    for _ in range(7):
        x = x - 0.05 * np.array([1.0, 10.0]) * x
    assert solve(slope, [1.0, 1.0], 0, 0.35, euler, 7).x == pytest.approx(x, rel=1e-14)


def network(t, x, w):
    return np.tanh(w[:4].reshape(2, 2) @ x + w[4:6]) - t * w[6] * x


WEIGHTS = np.array([0.3, -1.2, 0.8, 0.4, 0.1, -0.3, 0.2])


@pytest.mark.parametrize(
    ("method", "near"), [(DormandPrince(1e-10, 1e-10), 1e-7), (runge_kutta, 1e-5)], ids=["adaptive", "fixed"]
)
def test_the_adjoint_is_the_gradient(method, near):
    loss = lambda x: np.sum(x**3)  # noqa: E731

    def end(x0, w):
        return loss(solve(lambda t, x: network(t, x, w), x0, 0, 2, method, 1000 if method is not runge_kutta else 60).x)

    x0 = np.array([0.5, -0.25])
    found = adjoint(network, x0, WEIGHTS, 0, 2, grad(loss), method, 1000 if method is not runge_kutta else 60)
    assert found.x0_bar == pytest.approx(gradient(lambda x: end(x, WEIGHTS), x0), abs=near)
    assert found.w_bar == pytest.approx(gradient(lambda w: end(x0, w), WEIGHTS), abs=near)
    assert found.w_bar.shape == WEIGHTS.shape
    assert np.max(np.abs(found.w_bar)) > 0.1


def test_the_adjoint_survives_a_flow_that_cannot_be_run_backwards():
    decay = lambda t, x, w: -w * x  # noqa: E731
    found = adjoint(decay, 1.0, 40.0, 0.0, 1.0, lambda x: 1.0, DormandPrince(1e-9, 1e-22), 5000)
    assert float(found.x0_bar) == pytest.approx(np.exp(-40), rel=1e-4)
    assert float(found.w_bar) == pytest.approx(-np.exp(-40), rel=1e-4)


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: solve(lambda t, x: x * x, 1.0, 0, 2, DormandPrince(), 10_000), DidNotConverge, "at time 1"),
        (lambda: solve(lambda t, x: x**3 * 1e300, 1e10, 0, 2, euler, 10), DidNotConverge, "finite"),
        (lambda: solve(lambda t, x: x * np.nan, 1.0, 0, 2, euler, 10), DidNotConverge, "finite"),
        (lambda: solve(lambda t, x: x * np.nan, 1.0, 0, 2, DormandPrince(), 10), DidNotConverge, "not finite"),
        (lambda: solve(lambda t, x: -x, 1.0, 0, 90, DormandPrince(1e-9), 3), DidNotConverge, "3 steps led from 0"),
        (lambda: solve(lambda t, x: x, 1.0, 0, 0, euler), OutsideDomain, "must differ"),
        (lambda: solve(lambda t, x: x, 1.0, 0, np.inf, euler), OutsideDomain, "end must be a finite"),
        (lambda: solve(lambda t, x: x, np.nan, 0, 1, euler), OutsideDomain, "x0 must be finite"),
        (lambda: solve(lambda t, x: x, "a", 0, 1, euler), OutsideDomain, "real numbers"),
        (lambda: solve(lambda t, x: x, 1.0, 0, 1, euler, 0), OutsideDomain, "steps must be a whole number"),
        (lambda: solve(lambda t, x: x, 1.0, 0, 1, euler, 2.5), OutsideDomain, "found 2.5"),
        (lambda: solve(lambda t, x: x[:1], np.ones(2), 0, 1, euler), ShapeMismatch, r"shape of x, \(2,\)"),
        (lambda: solve(lambda x: x, 1.0, 0, 1, euler), ShapeMismatch, "function of a time and an array"),
        (lambda: DormandPrince(rtol=-1), OutsideDomain, "rtol"),
        (
            lambda: adjoint(lambda t, x, w: w * x, 1.0, 0.5, 0, 1, lambda x: np.ones(2), euler),
            ShapeMismatch,
            "gradient of the loss must have the shape",
        ),
    ],
)
def test_bad_input(call, error, says):
    with pytest.raises(error, match=says):
        call()


def test_a_run_that_fails_keeps_its_trace():
    with pytest.raises(DidNotConverge) as caught:
        solve(lambda t, x: x * x, 1.0, 0, 2, DormandPrince(), 10_000)
    assert caught.value.trace.steps > 10
    assert caught.value.trace.value == pytest.approx(1, abs=1e-5)
