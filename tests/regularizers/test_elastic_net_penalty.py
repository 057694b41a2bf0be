"""The elastic net is L1 plus L2, in value, gradient and subdifferential."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcref.regularizers import elastic_net, l1, l2

strengths = st.floats(0, 5)


@given(st.lists(st.floats(-10, 10), min_size=1, max_size=5).map(np.array), strengths, strengths)
def test_it_is_the_sum_of_both(w, one, two):
    net, corner, bowl = elastic_net(one, two), l1(one), l2(two)
    assert net.value(w) == pytest.approx(corner.value(w) + bowl.value(w), abs=1e-12)
    assert np.allclose(net.gradient(w), corner.gradient(w) + bowl.gradient(w), atol=1e-12)
    for end in (0, 1):
        together = corner.subdifferential(w)[end] + bowl.gradient(w)
        assert np.allclose(net.subdifferential(w)[end], together, atol=1e-12)
