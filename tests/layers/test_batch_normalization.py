import numpy as np

from calcref.autodiff import grad
from calcref.layers import batch_norm
from tests.layers.cases import real


def test_every_example_moves_the_others():
    gradient = grad(lambda x: np.sum(batch_norm(x, np.ones(2), np.zeros(2))[0]))(real(4, 2))
    assert np.all(gradient[1:] != 0)


def test_the_sum_over_the_batch_does_not_depend_on_the_batch():
    gradient = grad(lambda x: np.sum(batch_norm(x, np.ones(2), np.zeros(2))))(real(4, 2))
    assert np.allclose(gradient, 0, rtol=0, atol=1e-14)
