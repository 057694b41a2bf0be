"""Cauchy's principal value: found where both sides of a pole cancel, refused where they do not, and never unasked."""

from dataclasses import replace

import pytest
import sympy as sp

from calcref import CalcrefError, Divergent, integrate
from calcref.core.principal_value import PrincipalValue
from calcref.integrals.principal_value import RULE


@pytest.mark.parametrize(
    ("text", "bounds", "value"),
    [
        ("1/x", (-1, 2), sp.log(2)),
        ("1/(x^2 - 1)", (0, 3), -sp.log(2) / 2),
        ("x/(1 + x^2)", ("-oo", "oo"), 0),
        ("e^x/x", (-1, 1), 2 * sp.Shi(1)),
        ("cot(x)", (-1, 2), sp.log(sp.sin(2) / sp.sin(1))),
        ("x^2", (0, 1), sp.Rational(1, 3)),
        ("tan(x)", (0, "2pi"), 0),
    ],
)
def test_a_principal_value(text, bounds, value):
    found = integrate(text, "x", *bounds, principal_value=True)
    assert isinstance(found.question, PrincipalValue)
    assert RULE.id in {step.rule.id for step in found.steps}
    assert abs(sp.N(found.answer - value, 30)) < 1e-25
    assert found.check().verdict == "agrees"


def test_a_pole_that_keeps_its_sign_has_none():
    with pytest.raises(Divergent, match="tends to"):
        integrate("1/x^2", "x", -1, 1, principal_value=True)


def test_it_is_not_given_unasked_and_the_refusal_names_it():
    with pytest.raises(Divergent, match="principal_value=True"):
        integrate("1/x", "x", -1, 2)
    with pytest.raises(Divergent) as caught:
        integrate("1/x", "x", 0, 1)
    assert "principal_value" not in str(caught.value)


def test_it_needs_bounds():
    with pytest.raises(CalcrefError, match="two bounds"):
        integrate("1/x", principal_value=True)


def test_a_wrong_value_is_refuted():
    found = integrate("1/x", "x", -1, 2, principal_value=True)
    (step,) = (node.step for node in found.nodes if node.step.rule.id == RULE.id)
    spoiled = replace(found, step=replace(step, after=step.after + sp.Rational(1, 100)), answer=found.answer)
    assert spoiled.check().verdict == "refuted"
