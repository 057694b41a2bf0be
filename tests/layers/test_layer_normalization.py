import numpy as np

from calcref.layers import LAYER_NORM, layer_norm
from tests.layers.cases import real


def test_rows_have_mean_zero_and_variance_one():
    y = layer_norm(real(3, 8), np.ones(8), np.zeros(8), epsilon=0.0)
    assert np.allclose(np.mean(y, axis=-1), 0, rtol=0, atol=1e-15)
    assert np.allclose(np.var(y, axis=-1), 1, rtol=1e-14)


def test_a_cotangent_comes_back_orthogonal_to_the_ones_always_and_to_x_hat_without_epsilon():
    x, y_bar, ones, zeros = real(8), real(8), np.ones(8), np.zeros(8)
    for epsilon in (0.0, 0.1):
        y = layer_norm(x, ones, zeros, epsilon=epsilon)
        x_bar = LAYER_NORM.rule.vjp(y_bar, y, x, ones, zeros, epsilon=epsilon)[0]
        assert abs(np.sum(x_bar)) < 1e-14
        assert (abs(np.vdot(x_bar, y)) < 1e-13) == (epsilon == 0.0)


def test_a_row_of_equal_numbers_becomes_the_shift():
    assert layer_norm([2.0, 2.0], [1.0, 1.0], [0.5, -0.5]).tolist() == [0.5, -0.5]
