"""Finite differences against derivatives that are known in closed form."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcref.core.errors import CalcrefError, OutsideDomain, ShapeMismatch
from calcref.differences import directional, gradient, jacobian

TOLERANCE = {"forward": 1e-6, "central": 1e-8, "complex": 1e-14}


@pytest.mark.parametrize("method", TOLERANCE)
@given(st.floats(-2, 2), st.floats(-2, 2))
def test_gradient_agrees_with_the_closed_form(method, a, b):
    x = np.array([a, b])
    found = gradient(lambda v: np.sin(v[0]) * np.exp(v[1]), x, method)
    expected = np.array([np.cos(a) * np.exp(b), np.sin(a) * np.exp(b)])
    assert np.max(np.abs(found - expected)) <= TOLERANCE[method] * 10


@pytest.mark.parametrize("method", TOLERANCE)
def test_the_error_is_of_the_order_that_the_table_states(method):
    eps = np.finfo(float).eps
    stated = {"forward": eps ** (1 / 2), "central": eps ** (2 / 3), "complex": eps}[method]
    assert abs(gradient(np.exp, 1.0, method) - np.e) <= 10 * stated


def test_a_wrong_step_is_worse_than_the_chosen_one():
    best = abs(gradient(np.exp, 1.0) - np.e)
    assert abs(gradient(np.exp, 1.0, step=1e-2) - np.e) > 100 * best
    assert abs(gradient(np.exp, 1.0, step=1e-13) - np.e) > 100 * best


@pytest.mark.parametrize("method", TOLERANCE)
def test_jacobian_has_rows_for_values_and_columns_for_variables(method):
    matrix = np.arange(6.0).reshape(2, 3)
    found = jacobian(lambda x: matrix @ x, np.array([1.0, -2.0, 0.5]), method)
    assert found.shape == (2, 3)
    assert np.allclose(found, matrix, rtol=0, atol=1e-6)


def test_shapes_of_values_and_variables_are_kept():
    assert jacobian(lambda x: np.outer(x[0], x[1]), np.ones((2, 3))).shape == (3, 3, 2, 3)
    assert jacobian(np.sin, 0.0).shape == ()
    assert jacobian(lambda x: np.ones(2), np.ones((0, 3))).shape == (2, 0, 3)
    assert gradient(np.sum, np.ones((2, 0))).shape == (2, 0)
    assert isinstance(gradient(np.sin, 0.0), float)


def test_directional_is_the_gradient_times_the_direction():
    x, v = np.array([0.3, -1.2, 2.0]), np.array([1.0, 20.0, -3.0])
    f = lambda u: np.sum(np.exp(np.sin(u)))  # noqa: E731
    assert directional(f, x, v) == pytest.approx(gradient(f, x, "complex") @ v, rel=1e-8)
    assert directional(f, x, v, "complex") == pytest.approx(gradient(f, x, "complex") @ v, rel=1e-14)
    assert directional(f, x, 0 * v) == 0.0


def test_a_kink_gives_the_mean_of_the_two_slopes():
    assert gradient(np.abs, 0.0) == 0.0
    assert gradient(np.abs, 0.0, "forward") == 1.0


def test_the_function_never_sees_its_argument_change():
    x = np.array([1.0, 2.0])
    jacobian(lambda v: v * v, x)
    assert x.tolist() == [1.0, 2.0]


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: gradient(lambda x: x, np.ones(2)), ShapeMismatch, "use jacobian"),
        (lambda: gradient(np.sin, 1.0, "backward"), CalcrefError, "forward, central, complex"),
        (lambda: gradient(np.sin, 1.0, step=0.0), CalcrefError, "positive"),
        (lambda: gradient(np.sin, np.inf), OutsideDomain, "finite"),
        (lambda: gradient(np.sin, 1j), OutsideDomain, "complex128"),
        (lambda: gradient(np.sin, "one"), OutsideDomain, "finite real numbers"),
        (lambda: gradient(np.abs, 1.0, "complex"), OutsideDomain, "method='central'"),
        (lambda: directional(np.sum, np.ones(2), [0.0, np.inf]), OutsideDomain, "direction must be finite"),
        (lambda: gradient(np.tanh, 1.79769e308), OutsideDomain, "scale x down"),
        (lambda: directional(np.sum, np.ones(2), np.ones(3)), ShapeMismatch, "(3,)"),
        (lambda: jacobian(lambda x: x[x > 0.0], np.zeros(2)), ShapeMismatch, "shape"),
    ],
)
def test_bad_input(call, error, says):
    with pytest.raises(error, match=says.replace("(", r"\(").replace(")", r"\)")):
        call()


@pytest.mark.parametrize(
    "f",
    [
        lambda u: np.conj(u) @ u,
        lambda x: np.sum(np.abs(x) * x),
        lambda x: np.vdot(x, x),
        lambda x: np.sum(x.conj() ** 2),
    ],
)
def test_a_complex_step_refuses_what_is_not_analytic(f):
    with pytest.raises(OutsideDomain, match="analytic"):
        gradient(f, np.array([1.0, 2.0, 3.0]), method="complex")


@pytest.mark.parametrize(("f", "slope"), [(np.log, lambda x: 1 / x), (np.sqrt, lambda x: 0.5 / np.sqrt(x))])
@pytest.mark.parametrize(
    ("method", "x"),
    [("central", 1e-50), ("central", 1e-300), ("central", 3e-7), ("forward", 1e-50), ("forward", 1e-300)],
)
def test_a_step_stays_inside_the_domain(f, slope, x, method):
    assert gradient(f, x, method) == pytest.approx(slope(x), rel=1e-5)
