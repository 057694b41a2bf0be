"""The double exponential rule: exact where it answers, silent nowhere."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcref.core.errors import DidNotConverge, OutsideDomain
from calcref.probability.integral import integral


@given(st.floats(-0.9, 0.9))
def test_heavy_tails_up_to_where_they_are_infinite(power):
    """The integral of x^p/(1 + x^2) over x > 0 is pi/(2 cos(pi p/2)) for |p| < 1."""
    found = integral(lambda x: x**power / (1 + x**2), (0.0, np.inf))
    assert found == pytest.approx(math.pi / 2 / math.cos(math.pi * power / 2), rel=1e-7)


@pytest.mark.parametrize("power", [1.0, 1.1, -1.0])
def test_infinite_integrals_do_not_settle(power):
    with pytest.raises(DidNotConverge, match="may be infinite"):
        integral(lambda x: x**power / (1 + x**2), (0.0, np.inf))


def test_cancellation_does_not_hide_an_infinite_integral():
    """The mean of the Cauchy density: the halves cancel at every step, and neither is finite."""
    for ends in ((-np.inf, np.inf), (-np.inf, 0.0, np.inf)):
        with pytest.raises(DidNotConverge):
            integral(lambda x: x / (np.pi * (1 + x**2)), ends)


@pytest.mark.parametrize(
    ("f", "ends", "expected"),
    [
        (lambda x: 1 / np.sqrt(x), (0.0, 4.0), 4.0),
        (np.log, (0.0, 1.0), -1.0),
        (lambda x: np.exp(-(x**2)), (-np.inf, np.inf), math.sqrt(math.pi)),
        (np.exp, (-np.inf, 1.0), math.e),
        (np.abs, (-1.0, 0.0, 3.0), 5.0),
        (np.sin, (0.0, 20.0), 1 - math.cos(20)),
        (lambda x: 0 * x, (0.0, np.inf), 0.0),
        (np.exp, (2.0, 2.0), 0.0),
    ],
)
def test_known_integrals(f, ends, expected):
    assert integral(f, ends) == pytest.approx(expected, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(
    ("f", "ends"),
    [
        (lambda x: 1 / x, (0.0, 1.0)),
        (lambda x: 1 / (1 - x), (0.0, 1.0)),
        (lambda x: 1 / (x - 3) ** 2, (3.0, 4.0)),
        (lambda x: np.where(x > 0.3, 1.0, 0.0), (0.0, 1.0)),  # a jump
        (np.cos, (0.0, np.inf)),
        (np.ones_like, (0.0, np.inf)),
    ],
)
def test_what_is_not_an_integral_is_no_number(f, ends):
    with pytest.raises(DidNotConverge):
        integral(f, ends)


def test_a_jump_given_as_a_break_is_none():
    assert integral(lambda x: np.where(x > 0.3, 1.0, 0.0), (0.0, 0.3, 1.0)) == pytest.approx(0.7, rel=1e-12)


@pytest.mark.parametrize("width", [1e-15, 1e-12, 1e-9, 1e-6])
def test_short_intervals_far_from_zero(width):
    b = 1.0 + width
    assert integral(np.cos, (1.0, b)) == pytest.approx((b - 1.0) * math.cos(1.0), rel=2 * width + 1e-9)


def test_a_root_at_an_end_that_is_not_zero():
    assert integral(lambda x: 1 / np.sqrt(1 - x), (0.0, 1.0)) == pytest.approx(2.0, rel=1e-7)


def test_a_value_that_is_not_finite():
    with pytest.raises(OutsideDomain, match="found nan at x"):
        integral(lambda x: np.sqrt(x - 1), (0.0, 2.0))
