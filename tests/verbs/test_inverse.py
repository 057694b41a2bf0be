"""The slope of an inverse: right by walking along the function, refused where there is none or more than one."""

import pytest
import sympy as sp

from calcref import CalcrefError, Derivation, NoRuleApplies, OutsideDomain, inverse
from calcref.core.evidence import weakest
from calcref.core.expr import negative
from calcref.core.letters import x
from calcref.core.records import Step
from calcref.verify import check_numbers

FUNCTIONS = ("x + e^x", "sin(x)", "x^3 + x", "x ln(x)", "tanh(x)", "e^x")


@pytest.mark.parametrize("formula", FUNCTIONS)
def test_it_is_one_over_the_slope(formula):
    found = inverse(formula)
    assert found.step.rule.id == "inverse-function-rule" or found.parts[0].step.rule.id == "inverse-function-rule"
    assert sp.simplify(found.answer * sp.diff(found.question.expr.doit(), x)) == 1
    assert found.check().verdict in ("proved", "agrees")


@pytest.mark.parametrize("formula", FUNCTIONS)
def test_a_wrong_slope_is_refuted(formula):
    right = inverse(formula)
    for wrong in (negative(right.answer), right.answer + sp.Rational(1, 1000), 1 / right.answer):
        claim = Derivation(Step(right.step.rule, right.question, wrong), (), wrong)
        assert weakest(check_numbers(claim)).verdict == "refuted"


@pytest.mark.parametrize(
    ("formula", "at", "slope"),
    [
        ("x + e^x", 1, "1/2"),
        ("x + e^x", "1 + e", "1/(1 + E)"),
        ("x^3", 8, "1/12"),
        ("x^5 + x", 2, "1/6"),
        ("e^x", 3, "1/3"),
    ],
)
def test_its_value(formula, at, slope):
    found = inverse(formula, at=at)
    assert found.answer == sp.sympify(slope)
    assert found.check().verdict in ("proved", "agrees")


@pytest.mark.parametrize(
    ("asked", "error", "said"),
    [
        ({"expr": "3", "x": "x"}, OutsideDomain, "does not change"),
        ({"expr": "x^2", "at": 4}, CalcrefError, "at -2 and at 2"),
        ({"expr": "sin(x)", "at": "1/2"}, CalcrefError, "several inverses"),
        ({"expr": "e^x", "at": -1}, OutsideDomain, "nowhere"),
        ({"expr": "x^3", "at": 0}, OutsideDomain, "stands still"),
        ({"expr": "x + e^x", "at": 7}, NoRuleApplies, "no exact place"),
        ({"expr": "x^2 + x^4 + sin(x)", "at": 0}, NoRuleApplies, "how often"),
        ({"expr": "x + e^x", "at": "y"}, CalcrefError, "is a number"),
        ({"expr": "a x"}, CalcrefError, "variables"),
        ({"expr": "f(x)"}, NoRuleApplies, "not given"),
    ],
)
def test_what_has_no_one_inverse_is_refused(asked, error, said):
    with pytest.raises(error, match=said):
        inverse(**asked)


def test_it_is_written_and_read_back():
    found = inverse("x + e^x")
    assert found.to_text().startswith("dx/dy where y = x + e^x")
    assert Derivation.from_json(found.to_json()).to_text() == found.to_text()
