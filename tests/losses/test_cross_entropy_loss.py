"""Cross-entropy with softmax: p - y where the target adds up to 1, sum(y)*p - y otherwise."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcref import differences
from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.losses import cross_entropy

rows = st.lists(st.floats(-5, 5), min_size=4, max_size=4).map(np.array)
weights = st.lists(st.floats(0.01, 3), min_size=4, max_size=4).map(np.array)


def softmax(scores):
    return np.exp(scores) / np.sum(np.exp(scores))


@given(rows, weights)
def test_the_gradient_is_p_minus_y_only_where_the_target_adds_up_to_one(scores, target):
    p = softmax(scores)
    assert np.allclose(cross_entropy.gradient(scores, target), np.sum(target) * p - target, rtol=0, atol=1e-12)
    share = target / np.sum(target)
    assert np.allclose(cross_entropy.gradient(scores, share), p - share, rtol=0, atol=1e-12)


def test_p_minus_y_is_wrong_for_a_target_that_adds_up_to_two():
    scores, target = np.array([0.5, -1.0, 2.0]), np.array([1.0, 1.0, 0.0])
    slopes = differences.gradient(lambda s: cross_entropy.value(s, target), scores)
    assert np.max(np.abs(slopes - (2 * softmax(scores) - target))) < 1e-9
    assert np.max(np.abs(slopes - (softmax(scores) - target))) > 0.1


@given(rows, weights)
def test_the_value_is_minus_the_weighted_log_of_softmax(scores, target):
    expected = -np.sum(target * np.log(softmax(scores)))
    assert cross_entropy.value(scores, target) == pytest.approx(expected, rel=1e-12, abs=1e-12)


@given(rows, weights, st.floats(-100, 100))
def test_a_shift_of_all_scores_changes_nothing(scores, target, shift):
    assert cross_entropy.value(scores + shift, target) == pytest.approx(cross_entropy.value(scores, target), abs=1e-10)
    assert np.sum(cross_entropy.gradient(scores, target)) == pytest.approx(0, abs=1e-12)


@given(rows, weights)
def test_it_is_least_where_the_softmax_is_the_target(scores, target):
    share = target / np.sum(target)
    entropy = -np.sum(share * np.log(share))
    assert cross_entropy.value(scores, share) >= entropy - 1e-12
    assert cross_entropy.value(np.log(share), share) == pytest.approx(entropy, abs=1e-12)


def test_rows_are_averaged():
    scores, target = np.array([[1.0, 2.0], [0.0, -1.0]]), np.eye(2)
    each = [cross_entropy.value(s, t) for s, t in zip(scores, target, strict=True)]
    assert cross_entropy.value(scores, target) == pytest.approx(np.mean(each))
    assert cross_entropy.gradient(scores, target)[0] == pytest.approx(cross_entropy.gradient(scores[0], target[0]) / 2)


def test_a_masked_class_costs_nothing():
    scores = np.array([0.0, 1.0, -np.inf])
    assert cross_entropy.value(scores, [0.0, 1.0, 0.0]) == pytest.approx(np.log1p(np.exp(-1)))
    assert cross_entropy.gradient(scores, [0.0, 1.0, 0.0])[2] == 0.0


@pytest.mark.parametrize(
    ("scores", "target", "error", "says"),
    [
        (1.0, 1.0, ShapeMismatch, "a score for each class"),
        ([0.0, 1.0], [-0.5, 1.5], OutsideDomain, "at least 0; found -0.5"),
        ([0.0, 1.0], [np.nan, 1.0], OutsideDomain, "nan"),
        ([[0.0, 1.0]], [1], ShapeMismatch, r"\(1, 2\) and \(1,\)"),
    ],
)
def test_bad_input(scores, target, error, says):
    for verb in (cross_entropy.value, cross_entropy.gradient):
        with pytest.raises(error, match=says):
            verb(scores, target)
