"""The verb `taylor`: its polynomials, their remainders and bounds, and what it refuses."""

import mpmath as mp
import pytest
import sympy as sp

from calcref import BudgetExceeded, CalcrefError, NoRuleApplies, OutsideDomain, taylor
from calcref.core.expansion import Expansion
from calcref.core.records import Derivation, Step
from calcref.derivatives import TAYLOR
from calcref.render import expressions_from_json
from calcref.verify import check

x = sp.Symbol("x", real=True)
ASKED = [
    ("sin(x)", 0, 5, (-1, 1)),
    ("e^x", 0, 4, (0, 2)),
    ("ln(x)", 1, 3, ("1/2", "3/2")),
    ("sqrt(1 + x)", 0, 2, (-0.5, 1)),
    ("sigmoid(x)", 0, 3, (-2, 2)),
    ("e^x sin(x)", 0, 6, (-1, 1)),
    ("x^2 + 1", 2, 3, (0, 4)),
    ("cos(x)", "pi/2", 3, (0, "pi")),
    ("3", 0, 0, (-1, 1)),
]


@pytest.mark.parametrize(("formula", "about", "order", "on"), ASKED, ids=str)
def test_it_is_sympys_polynomial_and_its_steps_hold(formula, about, order, on):
    found = taylor(formula, "x", about, order, on)
    assert sp.expand(found.answer - found.question.doit()) == 0
    assert check(found).verdict in ("proved", "agrees")


@pytest.mark.parametrize(("formula", "about", "order", "on"), ASKED, ids=str)
def test_the_bound_holds_and_is_not_idle(formula, about, order, on):
    found = taylor(formula, "x", about, order, on)
    low, high = (float(end) for end in found.remainder.on)
    left = sp.lambdify(x, sp.expand(found.question.expr.doit() - found.answer), "mpmath")
    sizes = [abs(left(mp.mpf(low) + (high - low) * mp.mpf(k) / 200)) for k in range(201)]
    assert max(sizes) <= found.remainder.bound
    assert found.remainder.bound <= 30 * max(sizes)


def test_the_remainder_is_the_next_derivative_between():
    found = taylor("e^x", order=2).remainder
    assert found.term == x**3 * sp.exp(found.place) / 6
    assert (found.bound, found.on) == (None, None)


def test_the_letter_of_the_remainder_is_a_new_one():
    assert taylor("e^(xi x)", "x", order=1).remainder.place.name == "zeta"


def test_the_remainder_is_written_below_the_polynomial():
    found = taylor("sin(x)", order=3, on=(-1, 1))
    said = "+ x^4*sin(xi)/24  xi between 0 and x, its size <= 0.0351 for -1 <= x <= 1"
    assert said in found.to_text()
    assert r"\text{ between }" in found.to_latex()
    assert r"\text{ between }" in found.to_html()
    assert "+ (-" in taylor("ln(x)", about=1).to_text()


REFUSED = {
    "an order that is none": ({"expr": "x", "order": -1}, CalcrefError, "whole number from 0 to 19; found -1"),
    "an order above the limit": ({"expr": "x", "order": 20}, CalcrefError, "whole number from 0 to 19; found 20"),
    "a truth for an order": ({"expr": "x", "order": True}, CalcrefError, "found True"),
    "a place far out": ({"expr": "x", "about": "oo"}, CalcrefError, "about must be a number"),
    "the variable as a place": ({"expr": "x", "about": "x"}, CalcrefError, "about must be a number"),
    "a kink": ({"expr": "|x|", "order": 1}, OutsideDomain, "-1 from the left and 1 from the right"),
    "a kink of a slope": ({"expr": "x |x|", "order": 2}, OutsideDomain, "try an order below 2"),
    "a pole": ({"expr": "1/x"}, OutsideDomain, "no real value at x = 0"),
    "no slope": ({"expr": "besselj(x, 2)", "about": 1, "order": 2}, NoRuleApplies, "no derivative of order 1"),
    "too much": ({"expr": "e^(e^(e^x))", "order": 19}, BudgetExceeded, "try an order below"),
    "an interval elsewhere": ({"expr": "x", "on": (1, 2)}, CalcrefError, "must hold the place 0"),
    "an interval turned round": ({"expr": "x", "on": (1, -1)}, CalcrefError, "must hold the place 0"),
    "half an interval": ({"expr": "x", "on": (1,)}, CalcrefError, "a pair of numbers"),
    "a bound with letters": ({"expr": "sin(a x)", "x": "x", "on": (-1, 1)}, CalcrefError, "without letters"),
    "no bound": ({"expr": "ln(x)", "about": 1, "on": (0, 1)}, OutsideDomain, "try a shorter interval around 1"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_it_refuses(case):
    asked, kind, said = REFUSED[case]
    with pytest.raises(kind) as caught:
        taylor(**asked)
    assert said in str(caught.value)


@pytest.mark.parametrize("answer", [x + x**3 / 6, x, -x + x**3 / 6, x - x**3 / 6 + sp.Rational(1, 1000)], ids=str)
def test_another_polynomial_is_refuted(answer):
    question = Expansion(sp.sin(x), x, 0, 3)
    assert check(Derivation(Step(TAYLOR, question, answer), (), answer)).verdict == "refuted"


def test_it_is_written_as_json_and_read_back():
    found = taylor("sin(x)", order=3)
    assert found.question in expressions_from_json(found.to_json())
