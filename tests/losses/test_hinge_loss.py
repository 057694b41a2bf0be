"""Hinge loss: nothing to pay beyond the margin, and a right score never pays more than a wrong one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcref.core.errors import OutsideDomain
from calcref.losses import hinge


def test_by_hand():
    assert hinge.value([2.0, 0.5, -1.0], [1, 1, 1]) == pytest.approx((0 + 0.5 + 2) / 3)
    assert hinge.gradient([2.0, 0.5, -1.0, 1.0], [1, 1, 1, 1]).tolist() == [0.0, -0.25, -0.25, 0.0]
    assert hinge.gradient([0.5], [0]).tolist() == [1.0]


@given(st.floats(-10, 10), st.floats(0, 10))
def test_a_better_score_never_costs_more(score, more):
    assert hinge.value([score + more], [1]) <= hinge.value([score], [1])
    assert hinge.value([score - more], [0]) <= hinge.value([score], [0])


@given(st.floats(-10, 10), st.integers(0, 1))
def test_it_bounds_the_share_of_errors(score, label):
    assert hinge.value([score], [label]) >= float((score > 0) != label and score != 0)


@pytest.mark.parametrize("labels", [[-1.0, 1.0], [0.0, 0.5], [0.0, np.nan]])
def test_labels_are_zero_or_one(labels):
    with pytest.raises(OutsideDomain, match=r"try \(label \+ 1\) / 2"):
        hinge.value([0.1, 0.2], labels)
