"""The power rule for integrals answers what differentiates back."""

import pytest
import sympy as sp

from calcref.core.letters import x
from calcref.core.questions import Antideriv
from calcref.integrals.power_rule import RULE


@pytest.mark.parametrize("exponent", [2, -3, sp.Rational(1, 2), sp.pi])
def test_it_differentiates_back(exponent):
    (found,) = RULE.rewrite(Antideriv(x**exponent, x), lambda asked: None)
    assert sp.simplify(sp.diff(found.after, x) - x**exponent) == 0


def test_it_stands_aside_at_minus_one():
    assert not list(RULE.rewrite(Antideriv(1 / x, x), lambda asked: None))
