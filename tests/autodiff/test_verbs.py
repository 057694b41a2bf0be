"""The verbs: structures, products, matrices, and their compositions."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcref.autodiff import (
    checkpoint,
    elementwise_grad,
    grad,
    hessian,
    hvp,
    jacobian,
    jvp,
    value_and_grad,
    vjp,
)
from calcref.core.errors import CalcrefError, ShapeMismatch
from calcref.differences import gradient

X = np.array([0.5, -1.0, 2.0])


def loss(x):
    return np.sum(np.sin(x) * np.exp(x[::-1])) + np.prod(x)


@given(st.lists(st.floats(-2, 2), min_size=1, max_size=5))
def test_the_gradient_is_that_of_finite_differences(numbers):
    x = np.array(numbers)
    found, expected = grad(loss)(x), gradient(loss, x)
    assert np.allclose(found, expected, rtol=1e-6, atol=1e-6)


def test_structures_keep_their_form():
    params = {"w": np.array([1.0, 2.0]), "rest": [3.0, (np.array([[4.0]]), 5.0)]}

    def f(p):
        return np.sum(p["w"]) * p["rest"][0] + np.sum(p["rest"][1][0]) * p["rest"][1][1] ** 2

    value, found = value_and_grad(f)(params)
    assert value == f(params)
    assert found["w"].tolist() == [3.0, 3.0]
    assert found["rest"][0] == 3.0
    assert isinstance(found["rest"][1], tuple)
    assert found["rest"][1][0].tolist() == [[25.0]]
    assert found["rest"][1][1] == 40.0


def test_argnums_chooses_arguments_and_leaves_the_others_alone():
    def f(x, n, y, *, scale=1.0):
        return np.sum(x**n * y) * scale

    assert grad(f)(2.0, 3, 5.0) == 60.0
    assert grad(f, argnums=2)(2.0, 3, 5.0, scale=2.0) == 16.0
    assert grad(f, argnums=-1)(2.0, 3, 5.0) == 8.0
    assert grad(f, argnums=(2, 0))(2.0, 3, 5.0) == (8.0, 60.0)


def test_what_does_not_depend_on_the_argument_has_gradient_zero():
    assert grad(lambda x: 3.0)(X).tolist() == [0.0, 0.0, 0.0]
    assert grad(lambda x: np.floor(x[0]))(X).tolist() == [0.0, 0.0, 0.0]
    assert grad(lambda x, y: np.sum(x), 1)(X, 2.0) == 0.0
    assert grad(lambda x: x)(2.0) == 1.0
    assert jvp(lambda x: 3.0)(1.0, 1.0) == (3.0, 0.0)
    assert jacobian(lambda x: np.ones(2))(X).tolist() == [[0.0] * 3] * 2


def test_jvp_and_vjp_of_structures():
    def f(p):
        return {"a": p[0] * p[1], "b": (np.sum(p[0]), 1.0)}

    p, p_dot = (X, 2.0), (np.ones(3), 1.0)
    value, tangent = jvp(f)(p, p_dot)
    assert value["a"].tolist() == (2 * X).tolist()
    assert tangent["a"].tolist() == (2.0 + X).tolist()
    assert tangent["b"] == (3.0, 0.0)
    value, pullback = vjp(f)(p)
    x_bar, s_bar = pullback({"a": np.ones(3), "b": (1.0, 5.0)})
    assert x_bar.tolist() == [3.0, 3.0, 3.0]
    assert s_bar == np.sum(X)


def test_a_pullback_may_be_called_again():
    _, pullback = vjp(lambda x: np.sin(x) * x[0])(X)
    assert np.array_equal(pullback(np.ones(3)), pullback(np.ones(3)))
    with pytest.raises(ShapeMismatch, match=r"\(2,\)"):
        pullback(np.ones(2))
    with pytest.raises(ShapeMismatch, match="2 arrays"):
        pullback((np.ones(3), 1.0))


@pytest.mark.parametrize("mode", ["auto", "forward", "reverse"])
def test_jacobian(mode):
    f = lambda x: np.outer(np.sin(x), x[:2])  # noqa: E731
    found = jacobian(f, mode=mode)(X)
    assert found.shape == (3, 2, 3)
    expected = np.zeros((3, 2, 3))
    for i in range(3):
        for j in range(2):
            expected[i, j, i] += np.cos(X[i]) * X[j]
            expected[i, j, j] += np.sin(X[i])
    assert np.allclose(found, expected, rtol=0, atol=1e-15)


def test_jacobian_of_numbers_and_of_nothing():
    assert jacobian(np.sin)(0.0) == 1.0
    assert jacobian(np.sin)(np.zeros((0,))).shape == (0, 0)
    with pytest.raises(CalcrefError, match=r"np\.concatenate"):
        jacobian(lambda p: p[0])((1.0, 2.0))
    with pytest.raises(CalcrefError, match="value of <lambda>"):
        jacobian(lambda x: (x, x))(1.0)
    with pytest.raises(CalcrefError, match="mode"):
        jacobian(np.sin, mode="backward")


def test_hessian_and_hvp_agree_in_all_compositions():
    expected = jacobian(grad(loss), mode="reverse")(X)
    assert np.allclose(expected, expected.T, rtol=0, atol=1e-14)
    assert np.allclose(hessian(loss)(X), expected, rtol=0, atol=1e-13)
    v = np.array([1.0, 2.0, -1.0])
    assert np.allclose(hvp(loss)(X, v), expected @ v, rtol=0, atol=1e-13)
    assert np.allclose(grad(lambda x: jvp(loss)(x, v)[1])(X), expected @ v, rtol=0, atol=1e-13)
    assert np.allclose(grad(lambda x: np.vdot(grad(loss)(x), v))(X), expected @ v, rtol=0, atol=1e-13)
    forward_twice = jvp(lambda x: jvp(loss)(x, v)[1])(X, v)[1]
    assert forward_twice == pytest.approx(v @ expected @ v, rel=1e-13)


def test_higher_orders():
    third = grad(grad(grad(lambda x: x**5)))
    assert third(2.0) == pytest.approx(240.0, rel=1e-14)
    assert elementwise_grad(elementwise_grad(np.tanh))(X) == pytest.approx(-2 * np.tanh(X) / np.cosh(X) ** 2, rel=1e-13)
    assert grad(lambda x: np.sum(hessian(lambda y: np.sum(y**3))(x)))(X) == pytest.approx(np.full(3, 6.0))


def test_perturbations_are_not_confused():
    for inner in (grad, elementwise_grad, lambda f: lambda y: jvp(f)(y, 1.0)[1]):
        for outer in (grad, elementwise_grad, lambda f: lambda x: jvp(f)(x, 1.0)[1]):
            assert outer(lambda x, inner=inner: x * inner(lambda y: x + y)(1.0))(1.0) == 1.0
            assert outer(lambda x, inner=inner: x * inner(lambda y: x * y)(2.0))(3.0) == 6.0


def test_elementwise_grad_of_several_arguments():
    found = elementwise_grad(lambda x, y: x**2 * y, argnums=1)(X, 3.0 * X)
    assert found.tolist() == (X**2).tolist()


def layer(x, w):
    return np.tanh(w @ x)


def test_checkpoint_changes_nothing_but_memory():
    w = np.array([[0.5, 0.1, 0.2], [0.3, -0.4, 0.1], [0.0, 0.2, 0.6]])
    kept = lambda x, w: np.sum(layer(layer(x, w), w))  # noqa: E731
    forgotten = lambda x, w: np.sum(checkpoint(layer)(checkpoint(layer)(x, w), w))  # noqa: E731
    for f, g in zip(grad(kept, (0, 1))(X, w), grad(forgotten, (0, 1))(X, w), strict=True):
        assert np.array_equal(f, g)
    assert np.allclose(hessian(kept)(X, w), hessian(forgotten)(X, w), rtol=0, atol=1e-15)
    assert forgotten(X, w) == kept(X, w)
    structured = checkpoint(lambda p: (p["x"] * 2.0, np.sum(p["x"])))
    assert grad(lambda x: np.sum(structured({"x": x, "n": 3})[0]) * structured({"x": x, "n": 3})[1])(X).shape == (3,)


def test_checkpoint_refuses_what_it_would_lose():
    with pytest.raises(CalcrefError, match="closes over"):
        grad(lambda w: np.sum(checkpoint(lambda x: w * x)(w * 2.0)))(X)


def test_checkpoint_needs_the_square_root_of_the_memory():
    n = 64

    def piece(x, layers):
        for _ in range(layers):
            x = np.sin(x)
        return x

    def whole(x, pieces):
        part = checkpoint(lambda x: piece(x, n // pieces)) if pieces > 1 else lambda x: piece(x, n)
        for _ in range(pieces):
            x = part(x)
        return np.sum(x)

    def peak(pieces):
        x = np.linspace(0.0, 1.0, 20_000)
        tracemalloc.start()
        gradient = grad(lambda x: whole(x, pieces))(x)
        _, found = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return found / x.nbytes, gradient

    (full, expected), (less, found) = peak(1), peak(8)
    assert np.array_equal(expected, found)
    assert full > n
    assert less < 3 * n**0.5
