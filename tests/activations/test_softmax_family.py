"""Softmax and sparsemax: probabilities; sparsemax is the projection onto the simplex."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcref.activations import log_softmax, softmax, sparsemax, sparsemax_threshold
from calcref.core.errors import OutsideDomain

scores = st.lists(st.floats(-5, 5), min_size=2, max_size=6).map(np.array)


@given(scores, st.floats(-50, 50))
def test_both_give_probabilities_that_no_shift_changes(x, shift):
    for one in (softmax, sparsemax):
        p = one.value(x)
        assert np.all(p >= 0)
        assert np.sum(p) == pytest.approx(1, abs=1e-12)
        assert np.allclose(one.value(x + shift), p, rtol=0, atol=1e-12)


@given(scores, scores)
def test_sparsemax_is_the_nearest_point_of_the_simplex(x, other):
    """The optimality condition of a projection: no probability q lies at an acute angle beyond it."""
    p = sparsemax.value(x)
    q = softmax.value(np.resize(other, x.shape))
    assert np.dot(x - p, q - p) <= 1e-10


@given(scores)
def test_the_threshold_leaves_one(x):
    assert np.sum(np.maximum(0, x - sparsemax_threshold(x))) == pytest.approx(1, abs=1e-12)


def test_scores_too_large_for_the_exponential():
    x = np.array([1000.0, 999.0, -1000.0])
    assert softmax.value(x) == pytest.approx([1 / (1 + np.exp(-1)), 1 / (1 + np.e), 0.0], abs=1e-15)
    assert log_softmax.value(x)[2] == pytest.approx(-2000 - np.log1p(np.exp(-1)))
    assert softmax.value([0.0, -np.inf]).tolist() == [1.0, 0.0]
    assert sparsemax.value(x).tolist() == [1.0, 0.0, 0.0]


def test_two_scores_by_hand():
    assert sparsemax.value([0.5, 0.25]).tolist() == [0.625, 0.375]
    assert sparsemax.value([2.0, 0.5]).tolist() == [1.0, 0.0]


@pytest.mark.parametrize("bad", [[np.inf, 0.0], [np.nan, 0.0]])
def test_sparsemax_takes_finite_scores(bad):
    with pytest.raises(OutsideDomain, match="finite scores"):
        sparsemax.value(bad)
