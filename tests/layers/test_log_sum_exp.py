import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from calcref.autodiff import grad
from calcref.layers import logsumexp, softmax

rows = arrays(np.float64, (5,), elements=st.floats(-300, 300))


@given(rows)
def test_it_lies_above_the_maximum_by_at_most_the_logarithm_of_the_count(x):
    above = logsumexp(x) - np.max(x)
    assert -1e-12 <= above <= np.log(5) + 1e-12


@given(rows)
def test_its_gradient_is_softmax(x):
    assert np.allclose(grad(logsumexp)(x), softmax(x), rtol=1e-12, atol=0)


@pytest.mark.parametrize(
    ("x", "found"),
    [([-np.inf, -np.inf], -np.inf), ([np.inf, 0.0], np.inf), ([-np.inf, 3.0], 3.0), ([1e308, 1e308], 1e308)],
)
def test_the_ends_of_the_numbers(x, found):
    assert logsumexp(x) == found
