import numpy as np
import pytest

from calcref.autodiff import grad
from calcref.layers import gru, lstm
from tests.layers.cases import real


def test_with_the_gates_open_a_gradient_along_the_memory_does_not_vanish():
    """Forget gate 1, input gate 0: after 50 steps the memory is what it was."""
    b = np.array([-40.0, 40.0, 0.0, 0.0])
    w = np.zeros((1, 4))

    def last(c):
        h = np.zeros((1, 1))
        for _ in range(50):
            h, c = lstm(np.ones((1, 1)), h, c, w, w, b)
        return np.sum(c)

    assert grad(last)(np.array([[0.7]])).tolist() == [[pytest.approx(1.0, rel=1e-12)]]


def test_the_update_gate_keeps_the_state():
    h = real(2, 3)
    w, b = np.zeros((3, 9)), np.concatenate([np.zeros(3), np.full(3, 800.0), np.zeros(3)])
    assert np.array_equal(gru(real(2, 3), h, w, w, b), h)


def test_a_sequence_backpropagated_through_time_is_that_of_the_plain_function():
    """The rule step by step, against the tape on the value function step by step."""
    from calcref.layers import LSTM

    xs, w_x, w_h, b = real(5, 2, 3), real(3, 8), real(2, 8), real(8)

    def total(step):
        def f(w_x, w_h, b):
            h = c = np.zeros((2, 2))
            for x in xs:
                h, c = step(x, h, c, w_x, w_h, b)
            return np.sum(h**2)

        return grad(f, (0, 1, 2))(w_x, w_h, b)

    for ours, tape in zip(total(lstm), total(LSTM.rule.value), strict=True):
        assert np.allclose(ours, tape, rtol=1e-11, atol=1e-14)
