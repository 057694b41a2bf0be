"""Real roots across 0, where their slope is infinite and their integral is not."""

import pytest
import sympy as sp

from calcref.core.errors import Divergent, NoRuleApplies
from calcref.verbs.integrate import integrate


@pytest.mark.parametrize(
    ("formula", "lower", "upper", "area"),
    [
        ("x^(1/3)", -8, 1, sp.Rational(-45, 4)),
        ("x^(2/3)", -1, 8, sp.Rational(99, 5)),
        ("x^(1/3)", -1, 1, 0),
        ("x^(5/3)", 0, 8, 96),
    ],
)
def test_an_integral_across_zero(formula, lower, upper, area):
    derivation = integrate(formula, lower=lower, upper=upper)
    assert derivation.answer == area
    assert derivation.check().verdict in ("proved", "agrees")


def test_a_pole_of_a_root_diverges():
    with pytest.raises(Divergent):
        integrate("x^(-5/3)", lower=-1, upper=1)


def test_a_pole_without_a_formula_is_no_place_to_split_at():
    assert integrate("(3x^2-3)/(x^3-3x+1)^2").check().verdict == "proved"
    with pytest.raises(NoRuleApplies):
        integrate("(3x^2-3)/(x^3-3x+1)^2", lower=-2, upper=2)
