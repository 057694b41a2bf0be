"""The textbook's derivatives: each is answered, or refused as listed here, and what is answered is right by Python."""

import mpmath as mp
import pytest
import sympy as sp

from calcref import CalcrefError, differentiate
from calcref.verify.precise import PreciseEvaluator
from tests.derivatives.textbook import LETTERS, textbook
from tests.round_trip import comes_back

REFUSED = {"cos(2*x)": 27}  # by order: 20 is the highest
ASKED = textbook()
LETTERED = {sp.Symbol(name, real=True): value for name, value in LETTERS.items()}
X = sp.Symbol("x", real=True)


@pytest.mark.parametrize("asked", [it for it in ASKED if REFUSED.get(it.text) != it.order], ids=str)
def test_the_derivative_has_the_slopes_of_the_function(asked):
    derivation = differentiate(asked.text, "x", asked.order)
    answer = comes_back(derivation).answer
    slopes = asked.slopes()
    assert slopes
    for place, slope in slopes.items():
        found = PreciseEvaluator.at_point({X: place, **LETTERED}, answer)
        assert found is not None, place
        assert abs(found - slope) <= mp.mpf("1e-10") * max(1, abs(slope)), place


@pytest.mark.parametrize(("text", "order"), REFUSED.items())
def test_what_is_refused_is_listed(text, order):
    with pytest.raises(CalcrefError):
        differentiate(text, "x", order)


def test_there_are_many_and_a_third_of_them_is_hard():
    assert len(ASKED) >= 300
    assert 3 * sum(it.hard for it in ASKED) >= len(ASKED)
