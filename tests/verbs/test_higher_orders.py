"""Derivatives of high order: each is tidied before the next, in steps that are checked."""

import math

import pytest

from calcref.core.expr import tree_size
from calcref.core.records import Derivation, Step
from calcref.derivatives.leibniz_product_formula import RULE
from calcref.render import text
from calcref.verbs.differentiate import differentiate


@pytest.mark.parametrize(
    ("formula", "order", "expected"),
    [
        ("sqrt(x)", 4, "-15/(16*x^(7/2))"),
        ("1/(1+x^2)", 2, "(6*x^2 - 2)/(x^2 + 1)^3"),
        ("(x^2+1)/(x-1)", 2, "4/(x - 1)^3"),
        ("x^5 ln(x)", 10, "2880/x^5"),
        ("x e^x", 7, "e^x*(x + 7)"),
        ("sin(x)/x", 2, "(-x^2*sin(x) - 2*x*cos(x) + 2*sin(x))/x^3"),
        ("e^(-x^2)", 4, "e^(-x^2)*(16*x^4 - 48*x^2 + 12)"),
    ],
)
def test_the_answer_is_collected(formula, order, expected):
    derivation = differentiate(formula, order=order)
    assert text(derivation.answer) == expected
    assert derivation.check().verdict in ("proved", "agrees")


SWELLING = (
    *(("1/(1+x^2)", 20), ("tan(x)", 6), ("tanh(x)", 8), ("asin(x)", 8), ("sigmoid(x)", 8), ("sec(x)", 5)),
    *(("sqrt(1+x^2)", 10), ("x^x", 5), ("e^x/(1+x)", 8), ("x^(1/3) sin(x)", 5), ("1/((x+1)(x+2)(x+3))", 6)),
)


@pytest.mark.parametrize(("formula", "order"), SWELLING)
def test_it_does_not_swell_and_the_check_has_a_verdict(formula, order):
    derivation = differentiate(formula, order=order)
    assert all(tree_size(step.after) < 600 for step in derivation.steps)
    assert len(derivation.nodes) < 20 * order
    assert derivation.check().verdict in ("proved", "agrees")


def test_between_two_orders_there_is_a_step_of_its_own():
    derivation = differentiate("1/(1+x^2)", order=3)
    assert [step.rule.id for step in derivation.steps].count("simplify") >= 2


@pytest.mark.parametrize(
    ("formula", "order", "at", "value"),
    [("atan(x)", 15, 0, -math.factorial(14)), ("1/(1+x^2)", 20, 0, math.factorial(20)), ("tan(x)", 7, 0, 272)],
)
def test_values_of_high_order(formula, order, at, value):
    derivation = differentiate(formula, order=order, at=at)
    assert derivation.answer == value
    assert derivation.check().verdict in ("proved", "agrees")


@pytest.mark.parametrize(
    ("formula", "order", "expected", "most"),
    [
        ("x^2 e^x", 10, "e^x*(x^2 + 20*x + 90)", 8),
        ("e^(-2x)", 20, "1048576*e^(-2*x)", 1),
        ("3 cos(x)", 6, "-3*cos(x)", 2),
        ("1/(2x+1)", 4, "384/(2*x + 1)^5", 1),
        ("ln(3x+1)", 7, "1574640/(3*x + 1)^7", 1),
    ],
)
def test_any_order_in_few_steps(formula, order, expected, most):
    derivation = differentiate(formula, order=order)
    assert text(derivation.answer) == expected
    assert len(derivation.nodes) <= most
    assert derivation.check().verdict in ("proved", "agrees")
    assert f"d^{order}/dx^{order}[" in derivation.to_text()


def test_a_polynomial_times_a_wave_keeps_as_many_terms_as_its_degree():
    derivation = differentiate("x^3 sin(2x)", order=20)
    assert derivation.step.rule.id == "leibniz-product-formula"
    assert len(derivation.step.after.args) == 4
    assert derivation.check().verdict in ("proved", "agrees")


@pytest.mark.parametrize(("spoiled", "order"), [(0, 20), (1, 10), (2, 10), (3, 10)])
def test_a_wrong_coefficient_is_refuted(spoiled, order):
    derivation = differentiate("x^3 sin(2x)", order=order)
    terms = list(derivation.answer.args)
    terms[spoiled] = 2 * terms[spoiled]
    wrong = Derivation(Step(RULE, derivation.question, sum(terms)), (), sum(terms))
    assert wrong.check().verdict == "refuted"


def test_a_derivative_of_any_order_is_written_and_read():
    derivation = differentiate("x^2 e^x", order=10)
    assert Derivation.from_json(derivation.to_json()).to_text() == derivation.to_text()
