"""The code of an answer runs, agrees with automatic differentiation, and computes nothing twice."""

import numpy as np
import pytest

from calcref import CalcrefError, matrix_gradient, matrix_hessian, matrix_jacobian, matrix_vjp
from calcref.autodiff import grad, jacobian, vjp

RNG = np.random.default_rng(3)
n, m = 4, 6
VALUES = {
    "A": RNG.normal(size=(m, n)),
    "X": RNG.normal(size=(n, n)) + 3 * np.eye(n),
    "x": RNG.normal(size=n),
    "y": RNG.normal(size=m),
    "w": RNG.normal(size=n),
    "W": RNG.normal(size=(n, n)),
    "c": 0.7,
}
SHAPES = {"A": "m n", "X": "n n", "x": "n", "y": "m", "w": "n", "W": "n n", "c": ""}


def compiled(source):
    space = {}
    exec(source, space)
    return next(space[name] for name in ("gradient", "jacobian", "hessian", "vjp") if name in space)


def soft(z):
    e = np.exp(z)
    return e / np.sum(e)


FUNCTIONS = [
    (lambda A, x, y: np.sum((A @ x - y) ** 2), "x"),
    (lambda A, x, y: np.mean(np.log(1 + np.exp(-y * (A @ x)))), "x"),
    (lambda X, x: x @ np.linalg.solve(X, x), "X"),
    (lambda X: np.linalg.slogdet(X @ X.T)[1], "X"),
    (lambda A, x, w: np.tanh(A @ x) @ A @ w, "x"),
    (lambda A, x: np.linalg.norm(A @ x), "A"),
    (lambda A, c: np.sum(np.exp(c * A)), "c"),
    (lambda A, x: np.sum(A * x), "x"),
    (lambda A: np.sum((A - A.mean(axis=0)) ** 4), "A"),
    (lambda A: np.sum((A / np.sqrt(np.sum(A**2, axis=1, keepdims=True))) ** 3), "A"),
    (lambda x, w: -np.sum(w * np.log(soft(x))), "x"),
    (lambda x: np.var(x) + np.std(x), "x"),
    (lambda A, y: np.sum(np.outer(y, y) @ A), "y"),
    (lambda A, x: np.sum(np.where(A @ x > 0, A @ x, 0.1 * (A @ x))), "x"),
    (lambda X: np.trace(np.linalg.matrix_power(X, 3)), "X"),
    (lambda A, x: np.sum(np.maximum(A @ x, 0) ** 2), "A"),
    (lambda A, x: np.sum(np.diag(x) @ A.T), "x"),
    (lambda A, x: np.sum(np.sqrt(1 + (A @ x) ** 2)), "x"),
]


@pytest.mark.parametrize(("function", "wrt"), FUNCTIONS, ids=range(len(FUNCTIONS)))
def test_code_agrees_with_automatic_differentiation(function, wrt):
    names = function.__code__.co_varnames[: function.__code__.co_argcount]
    derivation = matrix_gradient(function, wrt, {name: SHAPES[name] for name in names})
    arguments = [VALUES[name] for name in names]
    by_tape = grad(function, argnums=names.index(wrt))(*arguments)
    by_formula = compiled(derivation.to_numpy())(*arguments)
    assert np.shape(by_formula) == np.shape(by_tape)
    assert np.allclose(by_formula, by_tape, rtol=1e-10, atol=1e-10)
    assert derivation.check().verdict == "agrees"


def test_a_jacobian_agrees_with_automatic_differentiation():
    def layer(W, x):
        return np.tanh(W @ x) / np.sum(x**2)

    derivation = matrix_jacobian(layer, "x", {"W": "n n", "x": "n"})
    found = compiled(derivation.to_numpy())(VALUES["W"], VALUES["x"])
    assert np.allclose(found, jacobian(lambda x: layer(VALUES["W"], x))(VALUES["x"]), rtol=1e-10)


def test_a_hessian_agrees_with_automatic_differentiation():
    from calcref.autodiff import hessian

    def loss(A, x, y):
        return np.sum(np.log(1 + np.exp(-y * (A @ x))))

    derivation = matrix_hessian(loss, "x", {"A": "m n", "x": "n", "y": "m"})
    found = compiled(derivation.to_numpy())(VALUES["A"], VALUES["x"], VALUES["y"])
    assert np.allclose(found, hessian(lambda x: loss(VALUES["A"], x, VALUES["y"]))(VALUES["x"]), rtol=1e-9)


def test_a_backward_pass_agrees_with_automatic_differentiation():
    def attention(Q, K, V):
        scores = np.exp(Q @ K.T / np.sqrt(Q.shape[1]))
        return (scores / scores.sum(axis=1, keepdims=True)) @ V

    Q, K, V, bar = (RNG.normal(size=shape) for shape in ((5, 3), (4, 3), (4, 2), (5, 2)))
    shapes = {"Q": "n d", "K": "m d", "V": "m k"}
    for place, name in enumerate("QKV"):
        found = compiled(matrix_vjp(attention, name, shapes).to_numpy())(Q, K, V, bar)
        _, pullback = vjp(attention, argnums=place)(Q, K, V)
        assert np.allclose(found, pullback(bar), rtol=1e-10)


def test_what_occurs_twice_is_computed_once():
    code = matrix_gradient("logsumexp(W x) + ||softmax(W x)||^2", "x", "W: m n, x: n").to_numpy()
    assert code.count("np.exp") == 1
    assert code.count("W @ x") == 1


def test_a_system_is_solved_where_an_inverse_would_be_multiplied():
    code = matrix_gradient("x' inv(X) x", "x", "X: n n, x: n").to_numpy()
    assert "linalg.solve" in matrix_gradient("x' inv(X) x", "X", "X: n n, x: n").to_numpy()
    assert code.count("inv(") <= 2


def test_a_column_with_two_dimensions_stays_one():
    code = compiled(matrix_gradient("x' A x", "x", {"A": "n n", "x": "n 1"}).to_numpy())
    column = VALUES["x"][:, None]
    assert np.allclose(code(VALUES["W"], column), (VALUES["W"] + VALUES["W"].T) @ column)


def test_other_libraries_have_their_own_names():
    derivation = matrix_gradient("logsumexp(x) + log det(X)", "x", "x: n, X: n n")
    assert "import torch" in derivation.to_torch()
    assert "dim=-1, keepdim=True" in derivation.to_torch()
    assert "import jax.numpy as jnp" in derivation.to_jax()
    assert "jnp.exp" in derivation.to_jax()


def test_a_function_that_numpy_lacks_is_named():
    derivation = matrix_gradient("logsumexp(erf(x))", "x", "x: n")
    with pytest.raises(CalcrefError, match="numpy has no"):
        derivation.to_numpy()


def test_a_name_that_python_keeps_gets_a_bar():
    assert "lambda_" in matrix_gradient("lambda x' x", "x", "lambda:, x: n").to_numpy()


def test_shapes_are_told_of_everything_that_a_step_shows():
    shapes = matrix_gradient("||A x - y||^2", "x", "A: m n, x: n, y: m").shapes
    assert shapes["A"] == "m × n"
    assert shapes["A x - y"] == "m"
    assert shapes["2 Aᵀ (A x - y)"] == "n"
    assert shapes["‖A x - y‖²"] == "scalar"
