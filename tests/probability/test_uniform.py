"""The uniform density: probability is length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcref.probability import Uniform, expectation


@given(st.floats(-10, 10), st.floats(0.1, 10), st.floats(0, 1))
def test_the_distribution_function_is_the_share_of_the_length(a, width, share):
    assert Uniform(a, a + width).cdf(a + share * width) == pytest.approx(share, abs=1e-9)


def test_ends_belong_to_it():
    assert Uniform(1, 3).pdf([0.999, 1, 3, 3.001]).tolist() == [0, 0.5, 0.5, 0]


def test_moments():
    assert expectation(Uniform(), lambda x: x**7) == pytest.approx(1 / 8)
