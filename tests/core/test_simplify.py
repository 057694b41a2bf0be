"""Simplify collects, is checked like any other step, and is left out where it would say nothing."""

import pytest
import sympy as sp

from calcref.core.functions import relu, sigmoid, softplus, step
from calcref.core.letters import x
from calcref.core.simplify import standard_form
from calcref.verbs.differentiate import differentiate
from calcref.verbs.integrate import integrate


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


@pytest.mark.parametrize(
    ("node", "value"),
    [(sigmoid(0), sp.Rational(1, 2)), (relu(sp.Integer(-3)), 0), (step(sp.Integer(2)), 1), (softplus(0), softplus(0))],
)
def test_a_function_at_a_number_has_its_value_where_that_is_rational(node, value):
    assert standard_form(sp.Add(x, node, evaluate=False)) == x + value


def test_no_value_is_given_where_there_is_none():
    assert standard_form(step(sp.Integer(0))) == step(sp.Integer(0))


def test_the_bounds_of_an_integral_are_put_in_and_tidied():
    moved = integrate("w sigmoid(w t) (1 - sigmoid(w t))", "t", 0, 1)
    assert moved.answer == sigmoid(sp.Symbol("w", real=True)) - sp.Rational(1, 2)
    assert moved.check().verdict in ("proved", "agrees")


def test_the_unit_step_is_exact():
    assert {float(step(sp.Float(value)).doit()) for value in (1e-300, 0.1, 1 / 3)} == {1.0}
    assert differentiate("relu(x/3)").check().verdict == "agrees"
