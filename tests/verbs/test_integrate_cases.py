"""Answers by cases, from the verb integrate: each case with its condition, compared at letters of every sign."""

from itertools import product

import mpmath as mp
import pytest
import sympy as sp

from calcref.core.errors import CheckFailed, Divergent, NoRuleApplies
from calcref.core.letters import a, b, n, x
from calcref.verbs.integrate import integrate

VALUES = (-3, -1, 0, 1, 2)


@pytest.mark.parametrize(
    "text",
    [
        "x^n",
        "e^(a x)",
        "1/(a x + b)",
        "sin(a x)",
        "(a x + b)^n",
        "a^x",
        "x e^(a x^2)",
        "1/(a + b x^2)",
        "sqrt(a^2 - x^2)",
    ],
)
def test_an_antiderivative_holds_for_every_value_of_its_letters(text):
    found = integrate(text, "x")
    letters = sorted(found.question.expr.free_symbols - {x}, key=str)
    compared = 0
    for values in product(VALUES, repeat=3):
        there = dict(zip(letters, values, strict=False))
        integrand = found.question.expr.xreplace(there)
        place = sp.Rational(13, 10)
        wanted = sp.N(integrand.subs(x, place))
        if wanted.is_real and wanted.is_finite:
            slope = sp.N(sp.diff(found.answer.xreplace(there).doit(), x).subs(x, place))
            assert float(slope) == pytest.approx(float(wanted)), there
            compared += 1
    assert compared >= 10


DEFINITE = [
    ("x^n", 0, 1, {n: 2}, sp.Rational(1, 3)),
    ("x^n", 0, 1, {n: -1}, sp.oo),
    ("x^n", 0, 1, {n: sp.Rational(-1, 2)}, 2),
    ("x^n", 1, "oo", {n: -3}, sp.Rational(1, 2)),
    ("x^n", 1, 2, {n: -1}, sp.log(2)),
    ("e^(-a x)", 0, "oo", {a: 2}, sp.Rational(1, 2)),
    ("e^(-a x)", 0, "oo", {a: -2}, sp.oo),
    ("e^(a x)", 0, 1, {a: 0}, 1),
    ("2b a/(x^2 + a^2)", "-oo", "oo", {a: -1, b: 3}, -6 * sp.pi),
    ("1/(a + cos(x))", 0, "2pi", {a: 2}, 2 * sp.pi / sp.sqrt(3)),
    ("1/(a + cos(x))", 0, "2pi", {a: -2}, -2 * sp.pi / sp.sqrt(3)),
    ("1/x", "a", "b", {a: -3, b: -1}, -sp.log(3)),
    ("1/x", "a", "b", {a: 1, b: 2}, sp.log(2)),
    ("1/(x-a)", 0, 1, {a: 2}, -sp.log(2)),
    ("1/(x^2-a^2)", 2, 3, {a: 4}, sp.log(sp.Rational(3, 7)) / 8),
    ("max(x, a)", 0, 1, {a: 2}, 2),
    ("max(x, a)", 0, 1, {a: -1}, sp.Rational(1, 2)),
]


@pytest.mark.parametrize(("text", "lower", "upper", "values", "area"), DEFINITE, ids=str)
def test_between_bounds_a_letter_decides(text, lower, upper, values, area):
    answer = integrate(text, "x", lower, upper).answer
    found = answer.xreplace(values).doit()
    assert found == area if area == sp.oo else sp.simplify(found - area) == 0


def test_what_has_no_answer_is_named():
    found = integrate("1/(a + cos(x))", "x", 0, "2pi")
    assert "for a > -1 and a < 1 no answer was found" in found.to_text()
    assert r"\begin{cases}" in found.to_latex()
    assert found.to_markdown().count("no answer was found") == 1
    assert "no answer was found" in found.to_html()
    assert found.to_json()


def test_each_case_has_steps_of_its_own():
    ids = [step.rule.id for step in integrate("x^n", "x").steps]
    assert ids == ["power-rule-for-integrals", "integral-of-the-reciprocal", "special-cases"]


def test_an_integral_that_diverges_in_every_case_is_divergent():
    with pytest.raises((Divergent, NoRuleApplies)):
        integrate("1/(x^2 + a^2 x^2)", "x", -1, 1)


def test_letters_of_which_something_is_known_choose():
    s = sp.Symbol("s", positive=True)
    assert integrate(sp.exp(-s * x), x, 0, sp.oo).answer == 1 / s
    with pytest.raises(Divergent):
        integrate(sp.exp(s * x), x, 0, sp.oo)


def test_a_case_that_is_wrong_is_not_returned(monkeypatch):
    monkeypatch.setattr("calcref.verbs.integrate.with_special_cases", lambda found, solve: _spoiled(found))
    with pytest.raises(CheckFailed):
        integrate("x^n", "x")


def _spoiled(found):
    from dataclasses import replace

    return replace(found, answer=sp.Piecewise((found.answer, sp.Ne(n, -1)), (2 * sp.log(x), True), evaluate=False))


def test_cases_agree_with_quadrature_at_letters_of_both_signs():
    answer = integrate("1/(a + b x^2)", "x", 1, 2).answer
    for first, second in ((1, 2), (-1, -3), (0, 2), (2, 0), (0, -1)):
        area = mp.quad(lambda t, p=first, q=second: 1 / (p + q * t * t), [1, 2])
        assert float(sp.N(answer.xreplace({a: first, b: second}).doit())) == pytest.approx(float(area))


def test_a_letter_in_a_bound_is_kept_on_its_side_of_a_pole():
    answer = integrate("1/x", "x", 1, "t").answer
    (t,) = answer.free_symbols
    assert answer.subs(t, 3) == sp.log(3)
    assert answer.subs(t, -3) is sp.nan
    with pytest.raises(NoRuleApplies):
        integrate("1/x", "x", "-t", "t")
