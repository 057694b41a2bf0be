import itertools

import numpy as np
import pytest

from calcref.layers import conv1d, conv2d
from tests.layers.cases import real


@pytest.mark.parametrize(("stride", "padding"), [((1, 1), (0, 0)), ((2, 1), (1, 0)), ((3, 2), (2, 3))])
def test_it_is_the_sum_that_the_statement_names(stride, padding):
    x, w, b = real(2, 3, 5, 6), real(2, 3, 2, 3), real(2)
    found = conv2d(x, w, b, stride, padding)
    padded = np.pad(x, ((0, 0), (0, 0), (padding[0],) * 2, (padding[1],) * 2))
    for n, f, s, t in itertools.product(*map(range, found.shape)):
        there = padded[n, :, s * stride[0] : s * stride[0] + 2, t * stride[1] : t * stride[1] + 3]
        assert found[n, f, s, t] == pytest.approx(b[f] + np.sum(w[f] * there), rel=1e-12)


def test_one_axis_is_two_axes_of_which_one_is_thin():
    x, w, b = real(2, 3, 7), real(4, 3, 3), real(4)
    thin = conv2d(x[:, :, None], w[:, :, None], b, (1, 2), (0, 1))[:, :, 0]
    assert np.allclose(conv1d(x, w, b, 2, 1), thin, rtol=1e-13)


def test_the_kernel_is_not_flipped():
    assert conv1d([[[0.0, 1.0, 0.0]]], [[[1.0, 2.0]]], [0.0]).tolist() == [[[2.0, 1.0]]]
