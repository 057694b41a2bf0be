"""Logistic loss: minus the log of a probability, its gradient probability minus label."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcref.core.errors import OutsideDomain
from calcref.losses import cross_entropy, logistic


@given(st.floats(-30, 30), st.integers(0, 1))
def test_value_and_gradient_are_those_of_a_probability(score, label):
    probability = 1 / (1 + np.exp(-score))
    right = probability if label else 1 / (1 + np.exp(score))
    assert logistic.value([score], [label]) == pytest.approx(-np.log(right), rel=1e-12, abs=1e-15)
    assert logistic.gradient([score], [label])[0] == pytest.approx(probability - label, rel=1e-9, abs=1e-15)


@given(st.floats(-30, 30), st.integers(0, 1))
def test_it_is_cross_entropy_with_two_classes(score, label):
    two = cross_entropy.value([[0.0, score]], [[1 - label, label]])
    assert logistic.value([score], [label]) == pytest.approx(two, rel=1e-9, abs=1e-12)


def test_the_far_ends_are_exact():
    assert logistic.value([-800.0], [1]) == 800.0
    assert logistic.value([800.0], [1]) == 0.0
    assert logistic.gradient([-800.0], [1]).tolist() == [-1.0]
    assert 0 < logistic.value([40.0], [1]) < 1e-17


@pytest.mark.parametrize("labels", [[-1.0, 1.0], [0.0, 0.5], [0.0, np.nan], [1, 2]])
def test_labels_are_zero_or_one(labels):
    for verb in (logistic.value, logistic.gradient):
        with pytest.raises(OutsideDomain, match="labels must be 0 or 1"):
            verb([0.1, 0.2], labels)
