"""Where a derivative used to come out wrong, or as zero, without a word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from calcref.autodiff import ArrayRule, grad, hessian, jacobian, jvp, value_and_grad, vjp
from calcref.core.errors import CalcrefError, NoRuleApplies

GRID = np.arange(6.0).reshape(2, 3) / 10


@pytest.mark.parametrize("x", [GRID, np.asfortranarray(GRID), GRID.T, GRID[:, ::-1], GRID[:, ::2]])
@pytest.mark.parametrize("mode", ["forward", "reverse"])
def test_a_jacobian_does_not_depend_on_the_order_in_memory(x: Any, mode: Any) -> None:
    expected = np.diag(np.cos(x).ravel()).reshape(x.shape * 2)
    np.testing.assert_allclose(jacobian(lambda z: np.sin(z), mode=mode)(x), expected)
    np.testing.assert_allclose(
        hessian(lambda z: np.sum(np.sin(z)))(x), -np.diag(np.sin(x).ravel()).reshape(x.shape * 2)
    )


def test_a_value_of_another_order_has_its_jacobian() -> None:
    found = jacobian(lambda x: np.stack([x, x**2]).T, mode="reverse")(np.array([1.0, 2.0]))
    np.testing.assert_array_equal(found, [[[1, 0], [2, 0]], [[0, 1], [0, 4]]])


def test_a_pullback_holds_at_the_point_where_it_was_made() -> None:
    x = np.array([1.0, 2.0])
    _, pullback = vjp(lambda z: np.sum(z**3))(x)
    x *= 10
    np.testing.assert_array_equal(pullback(1.0), [3.0, 12.0])


@pytest.mark.parametrize("wrap", [lambda t: t, lambda t: [t], lambda t: (1.0, (t,))])
@pytest.mark.parametrize("differentiate", [grad, lambda f: lambda t: jvp(f)(t, 1.0)[1]])
def test_a_traced_option_of_a_rule_is_refused(wrap: Callable[[Any], Any], differentiate: Any) -> None:
    rule = ArrayRule("scale", lambda x, by: x, "linear", lambda y_bar, y, x, by: y_bar)
    with pytest.raises(NoRuleApplies, match="option by, which was traced"):
        differentiate(lambda t: rule(t, by=wrap(t)))(2.0)


@pytest.mark.parametrize("order", [1.0, 2.0, 3.5])
def test_the_order_of_a_norm_has_its_derivative(order: float) -> None:
    x = np.array([1.0, -2.0, 3.0])
    h = 1e-5
    central = (np.linalg.norm(x, order + h) - np.linalg.norm(x, order - h)) / (2 * h)
    np.testing.assert_allclose(grad(lambda p: np.linalg.norm(x * (p / p), p))(order), central, rtol=1e-7)


def test_the_order_of_a_matrix_norm_is_refused() -> None:
    with pytest.raises(NoRuleApplies, match="order"):
        grad(lambda p: np.linalg.norm(np.eye(2) * p, p))(2.0)


@pytest.mark.parametrize("constant", [0.0, 1.5])
def test_the_constant_of_a_pad_has_its_derivative(constant: float) -> None:
    in_x, in_c = grad(lambda x, c: np.sum(np.pad(x, (1, 2), constant_values=c) ** 2), (0, 1))(np.ones(3), constant)
    np.testing.assert_array_equal(in_x, [2, 2, 2])
    assert in_c == 6 * constant
    assert grad(lambda x, c: np.sum(np.pad(x, 1, constant_values=c)), (0, 1))(np.ones(3), constant)[1] == 2


def test_dtypes_are_kept() -> None:
    half = np.float32(0.5)
    assert value_and_grad(lambda x: np.sum(np.linspace(x, np.float32(1), 5)))(half)[0].dtype == np.float32
    assert (
        value_and_grad(lambda x: np.sum(np.pad(x, 1, constant_values=1)))(np.ones(2, np.float32))[0].dtype == np.float32
    )
    assert value_and_grad(lambda x: np.sum(np.imag(np.pad(x * 1j, 1, constant_values=1j))))(np.ones(3))[0] == 5


@pytest.mark.parametrize(("function", "weights"), [(np.tril, [9.0, 11.0, 8.0]), (np.triu, [0.0, 5.0, 15.0])])
def test_the_triangle_of_a_vector_has_it_in_each_row(function: Any, weights: list[float]) -> None:
    found = grad(lambda x: np.sum(function(x) * np.arange(9.0).reshape(3, 3)))(np.array([1.0, 2.0, 3.0]))
    np.testing.assert_array_equal(found, weights)


def test_a_length_of_minus_one_is_the_whole_axis() -> None:
    value, slope = value_and_grad(lambda x: np.sum(np.abs(np.fft.fftn(x, s=(-1,), axes=(0,))) ** 2))(np.arange(4.0))
    np.testing.assert_allclose(value, 56)
    np.testing.assert_allclose(slope, [0, 8, 16, 24], atol=1e-12)
    with pytest.raises(CalcrefError, match="length -2"):
        grad(lambda x: np.sum(np.abs(np.fft.fft(x, n=-2))))(np.arange(4.0))


def test_the_variance_of_complex_numbers_has_its_degrees_of_freedom() -> None:
    c = np.array([1, 1j, 2 - 1j])
    x = np.array([1.0, 2.0, 3.0])
    value, slope = value_and_grad(lambda x: np.var(x * c, ddof=1))(x)
    np.testing.assert_allclose(value, np.var(x * c, ddof=1))
    np.testing.assert_allclose(slope, np.real(np.conj(c) * (x * c - np.mean(x * c))))


def test_nan_is_the_median_and_the_extremum() -> None:
    assert np.isnan(value_and_grad(np.median)(np.array([1.0, np.nan, 3.0]))[0])
    x = np.array([[1.0, np.nan, 3.0], [2.0, 2.0, 1.0]])
    np.testing.assert_array_equal(grad(lambda x: np.sum(np.max(x, axis=1)))(x), [[0, 1, 0], [0.5, 0.5, 0]])


@pytest.mark.parametrize("function", [np.max, np.min])
def test_more_ties_than_half_precision_counts(function: Any) -> None:
    x = np.ones(70_000, np.float16)
    assert grad(function)(x).dtype == np.float16
    np.testing.assert_allclose(grad(function)(x), 1 / 70_000, rtol=0.01)
    np.testing.assert_allclose(jvp(function)(x, x)[1], 1, rtol=0.01)


def test_tangents_and_cotangents_may_be_whole_numbers() -> None:
    np.testing.assert_array_equal(vjp(lambda x: x + x)(np.ones(2))[1](np.full(2, 100, np.int8)), [200, 200])
    np.testing.assert_array_equal(jvp(lambda x: 1 - x)(np.ones(2), np.array([True, False]))[1], [-1, 0])


@pytest.mark.parametrize(
    ("function", "x", "slope"),
    [
        (np.tanh, 20.0, 1.6993417021166355e-17),
        (np.tanh, -20.0, 1.6993417021166355e-17),
        (np.tanh, 1000.0, 0.0),
        (np.expm1, -50.0, 1.9287498479639178e-22),
        (np.arcsinh, 1e200, 1e-200),
        (np.arccosh, 1e200, 1e-200),
    ],
)
def test_slopes_in_the_tails(function: Any, x: float, slope: float) -> None:
    np.testing.assert_allclose(grad(function)(x), slope, rtol=1e-14)
    np.testing.assert_allclose(jvp(function)(x, 1.0)[1], slope, rtol=1e-14)


@pytest.mark.parametrize("x", [0.0, 1.0, 3.0, -3.0])
def test_higher_slopes_of_tanh(x: float) -> None:
    y = np.tanh(x)
    np.testing.assert_allclose(grad(grad(np.tanh))(x), -2 * y * (1 - y * y), rtol=1e-12)
    np.testing.assert_allclose(grad(grad(grad(np.tanh)))(x), (6 * y * y - 2) * (1 - y * y), rtol=1e-12)


@pytest.mark.parametrize(
    ("function", "at", "slopes"),
    [
        (np.arctan2, (1e-200, 1e-200), (5e199, -5e199)),
        (np.remainder, (1.0, 0.1), (1.0, -9.0)),
        (np.fmod, (-1.0, 0.1), (1.0, 9.0)),
        (np.logaddexp, (1.0, np.inf), (0.0, 1.0)),
        (np.logaddexp, (-np.inf, -np.inf), (0.5, 0.5)),
        (np.logaddexp2, (np.inf, np.inf), (0.5, 0.5)),
    ],
)
def test_slopes_in_both_arguments(function: Any, at: tuple[float, float], slopes: tuple[float, float]) -> None:
    np.testing.assert_allclose(grad(function, (0, 1))(*at), slopes, rtol=1e-14)


def test_a_tail_beside_nan_keeps_its_slope():
    slopes = grad(lambda x: np.sum(np.tanh(x)))(np.array([20.0, np.nan, -19.0, 0.5]))
    assert np.allclose(slopes[[0, 2, 3]], 1 / np.cosh([20.0, 19.0, 0.5]) ** 2, rtol=1e-12, atol=0)
    assert np.isnan(slopes[1])
