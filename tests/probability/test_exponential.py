"""The exponential density has no memory."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcref.probability import Exponential


@given(st.floats(0.1, 10), st.floats(0, 5), st.floats(0, 5))
def test_waiting_longer_changes_nothing(rate, waited, more):
    beyond = lambda t: 1 - Exponential(rate).cdf(t)  # noqa: E731
    assert beyond(waited + more) == pytest.approx(beyond(waited) * beyond(more), rel=1e-6, abs=1e-15)


def test_nothing_before_zero_and_full_digits_after_it():
    density = Exponential(2.0)
    assert density.pdf([-1e-9, 0.0]).tolist() == [0.0, 2.0]
    assert density.cdf([-1.0, 0.0]).tolist() == [0.0, 0.0]
    assert density.cdf(1e-20) == pytest.approx(2e-20)
    assert density.pdf(-1e9) == 0.0
    assert np.isfinite(density.pdf(1e9))
