"""Taking out the mean and dividing by the spread, and the Jacobian of that."""

import numpy as np
import pytest

from calcref import differences
from calcref.layers.standardize import project, standardize


@pytest.mark.parametrize("epsilon", [0.0, 1e-3])
def test_the_projection_is_the_jacobian(epsilon):
    x, v = np.random.default_rng(1).normal(size=(2, 6))
    x_hat, scale = standardize(x, -1, epsilon)
    jacobian = differences.jacobian(lambda x: standardize(x, -1, epsilon)[0], x)
    assert np.allclose(project(v, x_hat, scale, -1), jacobian @ v, atol=1e-8)
