"""Arrays made of traced values: their types and shapes are those that NumPy gives."""

import numpy as np
import pytest

from calcref.autodiff import grad, hessian, jacobian, stop_gradient
from calcref.core.errors import CalcrefError, ShapeMismatch

X = np.array([2.0, 3.0])

MAKERS = [
    lambda x: np.array([x[0], 1, 2.5]),
    lambda x: np.array(((x[0], x[1]), [0, True])),
    lambda x: np.array([x, [1, 2], (x[0], 3)]),
    lambda x: np.array([[x, x], [x, X]]),
    lambda x: np.array([x[0]], ndmin=3),
    lambda x: np.array(x, ndmin=2),
    lambda x: np.array(x, dtype=np.float32),
    lambda x: np.array([x, X], dtype="f2", order="F", copy=True),
    lambda x: np.array([np.float32(1.0), x[0].astype(np.float32)]),
    lambda x: np.array([1.0, x[0].astype(np.float32)]),
    lambda x: np.array([x[0], 2j]),
    lambda x: np.array([x[0], x[1]], dtype=complex),
    lambda x: np.array([x.astype(np.float32), np.array([1, 2])]),
    lambda x: np.array(range(3)) * x[0],
    lambda x: np.array([range(2), x]),
    lambda x: np.asarray(x[0]),
    lambda x: np.asarray([[[x[0]]], [[x[1]]]]),
    lambda x: np.asanyarray([x, x[::-1]], float),
    lambda x: np.ascontiguousarray(x[0]),
    lambda x: np.asfortranarray([x, x]),
    lambda x: np.array(list(x)),
    lambda x: np.array([np.sum(x) for _ in range(4)]),
    lambda x: np.full((2, 2), x),
    lambda x: np.full(3, x[0], dtype=np.float32),
    lambda x: np.full_like(np.zeros(2, np.float32), x[0]),
    lambda x: np.full_like(x, 7) * x,
    lambda x: np.r_[x, 1, 0:3, x[0]],
    lambda x: np.r_[0 : x[1] : 5j, x],
    lambda x: np.r_[x.astype(np.float32), 1.0],
    lambda x: np.r_["0,2,0", x, [1.0, 2.0]],
    lambda x: np.r_["1", np.array([x, x]), np.ones((2, 1))],
    lambda x: np.c_[x, X, [1, 2]],
    lambda x: np.c_[np.array([x, x]), x],
    lambda x: np.array([1.0, 2.0], like=x) * x,
    lambda x: x * [x[0], 1.0],
    lambda x: np.maximum(x, [x[1], 1.0]),
]


@pytest.mark.parametrize("make", MAKERS)
def test_value_type_and_shape_are_those_of_numpy_and_the_derivative_is_right(make):
    found = []

    def f(x):
        y = make(x)
        found.append(stop_gradient(y))
        weighed = y * np.cos(np.arange(np.size(y))).reshape(np.shape(y))
        return np.sum(np.real(weighed) + 2.0 * np.imag(weighed))

    slope, plain = grad(f)(X), np.asarray(make(X))
    assert found[0].dtype == plain.dtype
    assert np.array_equal(found[0], plain)
    steps = [(f(X + e) - f(X - e)) * 2.0 for e in np.eye(2) / 4]  # no power above the second: exact but for rounding
    assert np.allclose(slope, steps, rtol=1e-2 if plain.dtype.itemsize < 4 else 1e-6)
    assert np.allclose(jacobian(f, mode="forward")(X), slope)


def test_second_derivatives():
    f = lambda p: np.linalg.inv(np.array([[p[0], p[1]], [0.0, 1.0]]))[0, 1]  # -p1 / p0  # noqa: E731
    assert np.allclose(grad(f)(X), [0.75, -0.5])
    assert np.allclose(hessian(f)(X), [[-0.75, 0.25], [0.25, 0.0]])


def test_single_precision_stays_single():
    assert grad(lambda x: np.sum(np.array([x[0], x[1]]) * 2))(X.astype(np.float32)).dtype == np.float32


def test_an_array_of_objects_that_holds_traced_values_is_read():
    def f(x):
        cells = np.empty(2, dtype=object)
        cells[0], cells[1] = x[0] * x[1], 1.0
        return np.sum(np.array(cells, dtype=float) ** 2)

    assert grad(f)(X).tolist() == [2 * 6.0 * 3.0, 2 * 6.0 * 2.0]


def test_integers_are_constants():
    assert grad(lambda x: np.sum(x * np.array([x[0], x[1]], dtype=int)))(X).tolist() == [2.0, 3.0]


def test_nothing_goes_where_nothing_was_chosen_through_an_array():
    with np.errstate(all="ignore"):
        f = lambda x: np.sum(np.where(np.array([True, False]), np.array([x, np.sqrt(x)]), 0.0))  # noqa: E731
        assert grad(f)(0.0) == 1.0


@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        (lambda x: np.array([x, x[0]]), ShapeMismatch, r"\(2,\), \(\)"),
        (lambda x: np.array([x, x], dtype=object), CalcrefError, "leave the dtype out"),
        (lambda x: np.array([x[0], "a"]), CalcrefError, "no derivative"),
        (lambda x: np.asarray_chkfinite([x[0], np.inf]), CalcrefError, "NaN or infinity"),
        (lambda x: np.full(x, 1.0), CalcrefError, "index, a size"),
        (lambda x: np.r_[0 : x[0]], CalcrefError, "traced array"),
    ],
)
def test_what_cannot_be_one_array_is_refused(make, error, says):
    with pytest.raises(error, match=says):
        grad(lambda x: np.sum(make(x)))(X)


@pytest.mark.parametrize(
    "f",
    [
        lambda x: np.append([x[0], 1.0], x),
        lambda x: np.dot(x, [x[1], 2.0]),
        lambda x: np.outer([x[0], x[1] ** 2], x),
        lambda x: np.linalg.solve(np.outer(x, x) + np.eye(2), [x[0], 1.0]),
        lambda x: np.interp([0.3, x[0] / 4], [0.0, 1.0], x),
        lambda x: np.where([True, False], [x[0], 1.0], x),
        lambda x: np.insert(x, 1, [x[0] * x[1]]),
        lambda x: np.kron(x, [x[0], 1.0]),
        lambda x: np.concatenate([x, [x[0] ** 2, 3.0]]),
        lambda x: np.vstack([x, [x[0] ** 2, 3.0]]),
        lambda x: np.einsum("i,j->ij", x, [x[0], 1.0]),
        lambda x: np.cov(np.array([x, [x[0], 1.0]])),
    ],
)
def test_a_list_beside_a_traced_array_may_hold_traced_values(f):
    steps = np.stack([(f(X + e) - f(X - e)) / 2e-5 for e in 1e-5 * np.eye(2)], -1)
    assert np.allclose(jacobian(f, mode="forward")(X), steps, rtol=1e-6, atol=1e-8)
    assert np.allclose(jacobian(f, mode="reverse")(X), steps, rtol=1e-6, atol=1e-8)
