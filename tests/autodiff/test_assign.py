"""Assignment as a function."""

import numpy as np
import pytest

from calcref import differences
from calcref.autodiff import assign, check_grad, grad, hessian
from calcref.core.errors import CalcrefError

A = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
INDICES = [
    0,
    (1, 2),
    (slice(None), 1),
    (Ellipsis, slice(None, None, -2)),
    [1, 0],
    (np.array([0, 1, 0]), np.array([2, 0, 2])),  # the last of two counts
    A > 2.5,
    (None, slice(None), 0),
    slice(2, 2),
    (),
]


@pytest.mark.parametrize("index", INDICES, ids=str)
def test_it_is_what_numpy_writes(index):
    value = np.random.default_rng(0).normal(size=A[index].shape)
    written = A.copy()
    written[index] = value
    assert np.array_equal(assign(A, index, value), written)
    if value.size:
        assert check_grad(lambda a, v: assign(a, index, v), A, value).verdict == "agrees"
        assert check_grad(lambda v: assign(A, index, v), value).verdict == "agrees"


def test_values_are_broadcast_and_keep_the_type_of_the_array():
    assert assign(A, 0, 7.0)[0].tolist() == [7.0, 7.0, 7.0]
    assert assign(A, 0, np.ones((1, 3)))[0].tolist() == [1.0, 1.0, 1.0]
    assert assign(A.astype(np.float32), 0, 7.0).dtype == np.float32
    assert assign(np.zeros(2, int), 0, 1.5).tolist() == [1.5, 0.0]
    assert assign([1.0, 2.0], 0, 3.0).tolist() == [3.0, 2.0]
    assert A[0, 0] == 1.0


def test_a_loop_that_fills_and_adds():
    def f(p):
        found = np.zeros(3)
        for k in range(3):
            found = assign(found, k, np.sum(p[k] * p[0]))
            found = assign(found, k, found[k] + p[2, 0])
        return np.prod(found)

    p = np.random.default_rng(1).normal(size=(3, 2))
    assert np.allclose(grad(f)(p), differences.gradient(f, p), rtol=1e-6)
    assert np.allclose(hessian(f)(p).reshape(6, 6), hessian(f)(p).reshape(6, 6).T)


def test_what_is_written_over_gets_nothing_even_where_its_slope_is_infinite():
    with np.errstate(all="ignore"):
        assert grad(lambda x: np.sum(assign(np.sqrt(x), 0, x[1])))(np.array([0.0, 4.0])).tolist() == [0.0, 1.25]


def test_numpys_own_errors():
    with pytest.raises(IndexError):
        grad(lambda x: np.sum(assign(x, 7, 1.0)))(A)
    with pytest.raises(ValueError, match="broadcast"):
        grad(lambda x: np.sum(assign(x, 0, np.ones(2))))(A)


def plain_gets_traced(x):
    out = np.zeros(2)
    out[0] = x[0, 0]


def plain_grows(x):
    out = np.zeros(2)
    out[0] += x[0, 0]


def traced_is_written(x):
    x[0] = 1.0


def traced_grows(x):
    x[0] += 1.0


WRITERS = [
    lambda x: np.place(x, A > 1, 0.0),
    lambda x: np.putmask(x, A > 1, 0.0),
    lambda x: np.put(x, [0], 1.0),
    lambda x: np.copyto(np.zeros((2, 3)), x),
    lambda x: np.fill_diagonal(x, 0.0),
    lambda x: x.put([0], 1.0),
]


@pytest.mark.parametrize("f", [plain_gets_traced, plain_grows, traced_is_written, traced_grows, *WRITERS])
def test_the_error_names_it(f):
    with pytest.raises(CalcrefError, match=r"calcref\.autodiff\.assign\("):
        grad(f)(A)
