"""Mean squared error: its best constant is the mean."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcref.losses import mse


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=20))
def test_the_gradient_vanishes_at_the_mean(targets):
    y = np.array(targets)
    assert np.sum(mse.gradient(np.full(len(y), np.mean(y)), y)) == pytest.approx(0, abs=1e-11)
    assert mse.value(np.full(len(y), np.mean(y)), y) == pytest.approx(np.var(y), abs=1e-9)


def test_by_hand():
    assert mse.value([1.0, 2.0], [0.0, 4.0]) == 2.5
    assert mse.gradient([1.0, 2.0], [0.0, 4.0]).tolist() == [1.0, -2.0]
