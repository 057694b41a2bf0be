"""L2: shrinks every weight by the same factor, and none to 0."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from calcref.regularizers import l2


@given(st.lists(st.floats(-10, 10), min_size=1, max_size=5).map(np.array), st.floats(0, 5))
def test_ridge_in_one_dimension(target, strength):
    """The minimum of (w - t)^2/2 + strength/2 w^2 is t/(1 + strength): the gradient vanishes there."""
    w = target / (1 + strength)
    assert np.allclose(w - target + l2(strength).gradient(w), 0, atol=1e-12)
