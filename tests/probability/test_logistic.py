"""The logistic density is the slope of the sigmoid."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcref.core.errors import CalcrefError
from calcref.probability import Logistic, expectation


@given(st.floats(-30, 30))
def test_density_is_p_times_one_minus_p(x):
    p = Logistic().cdf(x)
    assert Logistic().pdf(x) == pytest.approx(p * Logistic().cdf(-x), rel=1e-12)
    assert p + Logistic().cdf(-x) == pytest.approx(1, abs=1e-15)


def test_the_tails_neither_overflow_nor_vanish_early():
    assert Logistic().cdf(-700.0) == pytest.approx(math.exp(-700), rel=1e-12)
    assert Logistic().pdf([-1e4, 1e4]).tolist() == [0.0, 0.0]


def test_its_moment_generating_function_exists_only_below_one():
    t = 0.9
    found = expectation(Logistic(), lambda x: np.exp(t * x))
    assert found == pytest.approx(math.pi * t / math.sin(math.pi * t), rel=1e-7)
    with pytest.raises(CalcrefError):
        expectation(Logistic(), np.exp)
