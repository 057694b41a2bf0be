"""Mean absolute error: its best constant is the median."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from calcref.losses import mae


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=20))
def test_zero_is_a_subgradient_at_the_median(targets):
    y = np.array(targets)
    lower, upper = mae.curve.subdifferential(np.median(y) - y)
    assert np.sum(lower) <= 0 <= np.sum(upper)


def test_the_median_beats_the_mean_where_one_target_is_far_out():
    y = np.array([0.0, 0.0, 0.0, 100.0])
    assert mae.value(np.full(4, np.median(y)), y) < mae.value(np.full(4, np.mean(y)), y)


def test_by_hand():
    assert mae.value([1.0, 2.0], [0.0, 4.0]) == 1.5
    assert mae.gradient([1.0, 2.0, 3.0, 5.0], [0.0, 4.0, 3.0, 5.0]).tolist() == [0.25, -0.25, 0.0, 0.0]
