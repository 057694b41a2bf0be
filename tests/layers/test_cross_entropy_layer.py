import numpy as np
import pytest

from calcref.autodiff import grad
from calcref.layers import softmax, softmax_cross_entropy
from calcref.losses import cross_entropy
from tests.layers.cases import positive, real


def test_the_mean_over_the_examples_is_the_loss():
    x, target = real(4, 3), positive(4, 3)
    assert np.mean(softmax_cross_entropy(x, target)) == pytest.approx(float(cross_entropy.value(x, target)), rel=1e-14)


def test_for_a_distribution_the_gradient_is_the_probabilities_minus_it():
    x, target = real(3), np.array([0.2, 0.5, 0.3])
    assert np.allclose(grad(softmax_cross_entropy)(x, target), softmax(x) - target, rtol=1e-14, atol=1e-16)


def test_a_confident_mistake_costs_its_margin_without_overflow():
    assert softmax_cross_entropy([1000.0, 0.0], [0.0, 1.0]) == 1000.0


def test_a_class_that_cannot_be_costs_nothing_unless_it_is_the_target():
    x = np.array([0.0, -np.inf])
    assert softmax_cross_entropy(x, [1.0, 0.0]) == 0.0
    assert softmax_cross_entropy(x, [0.5, 0.5]) == np.inf
    assert grad(softmax_cross_entropy)(x, np.array([1.0, 0.0])).tolist() == [0.0, 0.0]
