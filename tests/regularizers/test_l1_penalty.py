"""L1: soft thresholding, with weights that are exactly 0."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcref.regularizers import l1


@given(st.floats(-10, 10), st.floats(0.01, 5))
def test_soft_thresholding_is_where_zero_is_a_subgradient(target, strength):
    """The minimum of (w - t)^2/2 + strength |w| is 0 exactly where |t| <= strength."""
    w = np.sign(target) * max(abs(target) - strength, 0.0)
    lower, upper = l1(strength).subdifferential(w)
    assert w - target + lower <= 1e-12
    assert w - target + upper >= -1e-12
    assert (w == 0) == (abs(target) <= strength)


def test_no_slope_at_the_corner_but_all_of_an_interval():
    assert [float(end) for end in l1(2.0).subdifferential(0.0)] == [-2.0, 2.0]
    assert l1(2.0).value([1.0, -3.0]) == pytest.approx(8.0)
