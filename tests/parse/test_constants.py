"""Constants: 0 and poles are told from small and large numbers."""

import mpmath
import pytest
import sympy as sp

from calcref.parse.constants import NotReal, evaluate, exact


@pytest.mark.parametrize(
    "function",
    [lambda mp: mp.sin(mp.pi), lambda mp: mp.sqrt(2) ** 2 - 2, lambda mp: mp.log(mp.e) - 1, lambda mp: mp.zero],
)
def test_what_rounding_leaves_is_zero(function):
    assert [float(part) for part in evaluate(function)] == [0.0, 0.0]


def test_what_is_small_is_not_zero():
    assert evaluate(lambda mp: mp.exp(-900))[1] > 0


@pytest.mark.parametrize(
    "function",
    [
        lambda mp: mp.tan(mp.pi / 2),
        lambda mp: mp.sqrt(-1),
        lambda mp: mp.mpf(1) / 0,
        lambda mp: mp.log(0),
        lambda mp: mp.gamma(-2),
        lambda mp: mp.exp(9000),
        lambda mp: mp.nan,
    ],
)
def test_what_is_no_real_number_of_moderate_size_is_refused(function):
    with pytest.raises(NotReal):
        evaluate(function)


def test_the_precision_of_mpmath_is_left_alone():
    before = mpmath.mp.dps
    evaluate(lambda mp: mp.pi * 2)
    assert mpmath.mp.dps == before


def test_numbers_are_exact_up_to_their_limit():
    assert exact(sp.Rational(1, 4))[1] == 0.25
    with pytest.raises(NotReal, match="digits"):
        exact(sp.Integer(2) ** 5000)
