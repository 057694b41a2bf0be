"""NumPy's names while a trace is open, and after it."""

import threading

import numpy as np
import pytest
from numpy import array

from calcref.autodiff import grad, hessian, jacobian, jvp, trace_graph, vjp
from calcref.autodiff.mechanism.stand_ins import BRACKETS, FUNCTIONS
from calcref.core.errors import CalcrefError

X = np.array([2.0, 3.0])
OWN = {name: getattr(np, name) for name in FUNCTIONS + BRACKETS}


def untouched() -> bool:
    return all(getattr(np, name) is value for name, value in OWN.items())


def test_a_closed_trace_leaves_numpy_as_it_was():
    seen = []

    def f(x):
        seen.append(untouched())
        return np.sum(np.array([x[0], x[1]]))

    for run in (grad(f), vjp(f), lambda x: jvp(f)(x, x), lambda x: trace_graph(f, x), hessian(f)):
        run(X)
        assert untouched()
    assert not any(seen)


def test_an_error_leaves_numpy_as_it_was():
    def f(x):
        grad(lambda y: np.sum(np.array([x, y])))(x)
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        grad(f)(1.0)
    assert untouched()
    with pytest.raises(CalcrefError):
        grad(lambda x: float(x))(1.0)
    assert untouched()


def test_nested_traces_give_the_names_back_with_the_last():
    def outer(x):
        inner = grad(lambda y: np.prod(np.array([x, y, y])))(x)
        assert not untouched()
        return np.sum(np.asarray((inner, x)))

    assert grad(outer)(3.0) == 4 * 3.0 + 1.0
    assert untouched()


def test_what_holds_no_trace_is_answered_by_numpy_in_every_thread():
    inside, done = threading.Event(), threading.Event()
    found = []

    def f(x):
        inside.set()
        assert done.wait(10)
        return np.sum(np.array([x, x]))

    def beside():
        assert inside.wait(10)
        found.append([np.array([1, 2]), np.asarray((1.0, 2)), np.r_[1:3, 0.5], np.c_[[1, 2]], np.full(2, 7)])
        found.append(grad(lambda x: np.sum(np.array([x, 2.0 * x])))(1.0))
        done.set()

    thread = threading.Thread(target=beside)
    thread.start()
    assert grad(f)(1.0) == 2.0
    thread.join()
    plain = [np.array([1, 2]), np.asarray((1.0, 2)), np.r_[1:3, 0.5], np.c_[[1, 2]], np.full(2, 7)]
    for one, other in zip(found[0], plain, strict=True):
        assert type(one) is np.ndarray
        assert one.dtype == other.dtype
        assert np.array_equal(one, other)
    assert found[1] == 3.0
    assert untouched()


def test_many_threads_open_and_close_traces_at_once():
    wrong = []

    def work():
        for _ in range(200):
            if grad(lambda x: np.sum(np.array([x, x]) ** 2))(3.0) != 12.0:
                wrong.append(1)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert untouched()


def test_a_name_that_somebody_else_replaced_goes_back_to_that(monkeypatch):
    mine = lambda *args, **options: OWN["array"](*args, **options)  # noqa: E731
    monkeypatch.setattr(np, "array", mine)
    assert grad(lambda x: np.sum(np.array([x, x])))(1.0) == 2.0
    assert np.array is mine


def test_numpys_own_errors_stay():
    def f(x):
        with pytest.raises(ValueError, match="inhomogeneous"):
            np.array([[1.0], [1.0, 2.0]])
        with pytest.raises(TypeError, match="nonsense"):
            np.array([x], nonsense=1)
        with pytest.raises(ValueError, match="special directive"):
            np.r_["nonsense", x]
        return x

    assert grad(f)(1.0) == 1.0


@pytest.mark.filterwarnings("ignore:the matrix subclass")
def test_the_brackets_keep_what_else_they_can():
    def f(x):
        a = np.ones((1, 2))
        assert np.array_equal(np.r_["a, a"], np.ones((1, 4)))
        assert len(np.c_) == 0
        assert np.array_equal(np.r_["0,2", 1:3], OWN["r_"]["0,2", 1:3])
        return x * a[0, 0]

    assert grad(f)(1.0) == 1.0


@pytest.mark.parametrize(
    "f",
    [
        lambda x: np.sum(array([x[0], x[1]])),
        lambda x: np.sum([x[0], x[1]]),
        lambda x: np.ones(2).dot(x),
        lambda x: np.sum(np.vectorize(lambda u: u * 2.0)(x)),
    ],
)
def test_where_no_stand_in_can_be_the_way_out_is_told(f):
    with pytest.raises(CalcrefError, match=r"np\.dot\(A, x\) or A @ x.*np\.array\(\[x, y\]\).*from numpy import array"):
        grad(f)(X)
    with pytest.raises(CalcrefError):
        jacobian(f, mode="forward")(X)
