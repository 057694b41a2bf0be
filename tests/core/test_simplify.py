"""Simplify collects, is checked like any other step, and is left out where it would say nothing."""

import pytest
import sympy as sp

from calcref.core.functions import step
from calcref.core.letters import x
from calcref.verbs.differentiate import differentiate


@pytest.mark.parametrize("formula", ["-ln(sigmoid(x))", "x ln(x) - x", "e^(3x) e^x", "x^x", "tan(x) cos(x)"])
def test_an_answer_is_tidied_and_the_step_is_checked(formula):
    derivation = differentiate(formula)
    assert derivation.step.rule.id == "simplify"
    assert derivation.check().verdict in ("proved", "agrees")


@pytest.mark.parametrize("formula", ["x^2 sin(x)", "x^3 + 1", "x sin(x)"])
def test_no_step_for_another_order(formula):
    assert all(taken.rule.id != "simplify" for taken in differentiate(formula).steps)


def test_like_factors_are_collected_where_the_length_stays():
    assert not differentiate("e^(-x^2/2)", order=2).answer.has(sp.Mul(x, x, evaluate=False))
    assert x**2 in differentiate("e^(-x^2/2)", order=2).answer.atoms(sp.Pow)


def test_the_unit_step_is_exact():
    assert {float(step(sp.Float(value)).doit()) for value in (1e-300, 0.1, 1 / 3)} == {1.0}
    assert differentiate("relu(x/3)").check().verdict == "agrees"
