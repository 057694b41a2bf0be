"""Training a batch at a time: states before every step and after the last, trees of parameters, refusals."""

import numpy as np
import pytest

from calcref.core.errors import CalcrefError, DidNotConverge, ShapeMismatch
from calcref.optimization import SGD, Adam, GradientDescent, minibatches, minimize, train

RNG = np.random.default_rng(0)
X = RNG.normal(size=(60, 3))
Y = X @ np.array([1.0, -2.0, 0.5]) + 0.3


def loss(parameters, x, y):
    return np.mean((x @ parameters["w"] + parameters["b"] - y) ** 2)


def slopes(parameters, x, y):
    residual = 2 * (x @ parameters["w"] + parameters["b"] - y) / len(y)
    return {"w": x.T @ residual, "b": np.sum(residual)}


START = {"w": np.zeros(3), "b": 0.0}


@pytest.mark.parametrize("grad", ["autodiff", slopes], ids=["tape", "given"])
@pytest.mark.parametrize("method", [SGD(0.05, momentum=0.9), Adam(0.05)], ids=lambda method: type(method).__name__)
def test_it_finds_the_line(method, grad):
    batches = minibatches(X, Y, size=10, rng=np.random.default_rng(1), epochs=200)
    *_, last = train(loss, START, batches, method, grad)
    assert np.allclose(last.x["w"], [1, -2, 0.5], rtol=0, atol=1e-4)
    assert last.x["b"] == pytest.approx(0.3, abs=1e-4)


def test_n_batches_take_n_steps():
    batches = [(X[:30], Y[:30]), (X[30:], Y[30:])]
    states = list(train(loss, START, batches, GradientDescent(0.1)))
    assert len(states) == 3
    assert states[0].value == loss(START, *batches[0])
    assert states[1].value == loss(states[1].x, *batches[1])
    assert states[2].value == loss(states[2].x, *batches[1])
    assert np.allclose(states[1].x["w"], -0.1 * slopes(START, *batches[0])["w"])


def test_one_batch_of_everything_is_minimize():
    full = list(train(loss, START, [(X, Y)] * 5, Adam(), slopes))
    trace = minimize(lambda p: loss(p, X, Y), START, Adam(), steps=5, grad=lambda p: slopes(p, X, Y))
    assert [state.value for state in full] == list(trace.values)


def test_it_takes_one_batch_at_a_time():
    taken = []

    def batches():
        for number in range(3):
            taken.append(number)
            yield X, Y

    states = train(loss, START, batches(), SGD(0.1))
    assert taken == []
    next(states)
    assert taken == [0]


def test_no_batches_take_no_step():
    assert list(train(loss, START, [], SGD(0.1))) == []


def test_leaving_the_finite_numbers_ends_it_with_the_state():
    with pytest.raises(DidNotConverge, match=r"SGD\(learning_rate=10.*smaller learning rate") as caught:
        list(train(loss, START, minibatches(X, Y, size=10, rng=np.random.default_rng(1), epochs=200), SGD(10.0)))
    assert len(caught.value.trace.states) == 1


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: train(loss, START, [(X, Y)], "Adam"), CalcrefError, r"Adam\(\)"),
        (lambda: list(train(loss, START, [(X, Y)], SGD(0.1), lambda *_: {"w": 1.0, "b": 1.0})), ShapeMismatch, "shape"),
        (lambda: list(train(loss, START, [(X, Y)], SGD(0.1), lambda *_: 1.0)), ShapeMismatch, "built alike"),
        (lambda: list(train(loss, START, [(X, Y)], SGD(0.1), "symbolic")), CalcrefError, "symbolic"),
    ],
)
def test_bad_input(call, error, says):
    with pytest.raises(error, match=says):
        call()
