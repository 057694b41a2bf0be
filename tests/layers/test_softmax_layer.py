import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from calcref.autodiff import jacobian
from calcref.layers import softmax

rows = arrays(np.float64, (3, 4), elements=st.floats(-50, 50))


@given(rows, st.floats(-1e3, 1e3))
def test_a_shift_of_all_scores_changes_nothing(x, shift):
    assert np.allclose(softmax(x), softmax(x + shift), rtol=1e-10, atol=0)


@given(rows)
def test_probabilities(x):
    assert np.all(softmax(x) >= 0)
    assert np.allclose(np.sum(softmax(x), axis=-1), 1, rtol=0, atol=1e-15 * 8)


def test_the_jacobian_is_symmetric_and_takes_the_ones_to_zero():
    j = jacobian(softmax)(np.array([0.5, -1.0, 2.0]))
    assert np.array_equal(j, j.T)
    assert np.allclose(j @ np.ones(3), 0, rtol=0, atol=1e-16)


def test_large_scores_do_not_overflow():
    assert softmax([1e300, -1e300, -np.inf]).tolist() == [1.0, 0.0, 0.0]
