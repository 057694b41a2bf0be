"""An answer is compared as a whole: near and far, and in every case that its letters allow."""

import pytest
import sympy as sp

from calcref.core.expr import raw
from calcref.core.letters import a, b, c, x
from calcref.core.questions import Antideriv, DefiniteIntegral, Diff, LimitOf
from calcref.core.records import Derivation, Step
from calcref.integrals import RULES
from calcref.verbs.differentiate import differentiate
from calcref.verify import check
from calcref.verify.answers import check_answer
from calcref.verify.domain import points
from calcref.verify.patterns import patterns

JUMPING = 2 * sp.atan(sp.tan(x / 2) / sp.sqrt(3)) / sp.sqrt(3)  # of 1/(2 + cos x), and falls at odd multiples of pi
BELL = sp.exp(-((x - 100) ** 2) / 2)


def claim(question, answer):
    answer = sp.sympify(answer)
    return Derivation(Step(RULES[0], question, answer), (), answer)


ONE_CASE_ONLY = (
    (1 / (a + b * x**2), sp.atan(sp.sqrt(b / a) * x) / sp.sqrt(a * b)),
    (1 / (a + b * x**2), sp.log(sp.Abs((x - sp.sqrt(-a / b)) / (x + sp.sqrt(-a / b)))) / (2 * b * sp.sqrt(-a / b))),
    (1 / (x**2 + a), sp.atan(x / sp.sqrt(a)) / sp.sqrt(a)),
    (
        1 / (a * x**2 + b * x + c),
        2 * sp.atan((2 * a * x + b) / sp.sqrt(4 * a * c - b**2)) / sp.sqrt(4 * a * c - b**2),
    ),
    (
        1 / (a + b * sp.cos(x)),
        2 * sp.atan(sp.sqrt((a - b) / (a + b)) * sp.tan(x / 2)) / sp.sqrt(a**2 - b**2),
    ),
    (
        sp.exp(x) / (sp.exp(2 * x) + a * sp.exp(x) + 1),
        2 * sp.atan((2 * sp.exp(x) + a) / sp.sqrt(4 - a**2)) / sp.sqrt(4 - a**2),
    ),
    (1 / sp.sqrt(a**2 - x**2), sp.asin(x / a)),
)


@pytest.mark.parametrize(("expr", "answer"), ONE_CASE_ONLY, ids=str)
def test_an_answer_for_one_case_of_the_letters_is_refuted(expr, answer):
    assert check(claim(Antideriv(expr, x), answer)).verdict == "refuted"


@pytest.mark.parametrize(
    ("expr", "answer"),
    [
        (1 / (a**2 + x**2), sp.atan(x / a) / a),
        (1 / sp.sqrt(a**2 - x**2), sp.asin(x / sp.Abs(a))),
        (1 / ((x + a) * (x + b)), sp.log(sp.Abs((x + a) / (x + b))) / (b - a)),
        (sp.exp(a * x), sp.exp(a * x) / a),
        (x**a, x ** (a + 1) / (a + 1)),
        (a**x, a**x / sp.log(a)),
    ],
    ids=str,
)
def test_an_answer_for_all_cases_is_not_refuted(expr, answer):
    assert check(claim(Antideriv(expr, x), answer)).verdict in ("agrees", "proved")


def test_a_letter_that_is_assumed_positive_is_never_negative():
    p = sp.Symbol("p", positive=True)
    answer = sp.atan(x / sp.sqrt(p)) / sp.sqrt(p)
    assert check(claim(Antideriv(1 / (x**2 + p), x), answer)).verdict in ("agrees", "proved")


@pytest.mark.parametrize(
    ("expr", "fewest"),
    [(1 / (a + b * x**2), 4), (1 / (a + b * sp.cos(x)), 4), (1 / (a * x**2 + b * x + c), 6), (sp.log(x - a), 2)],
    ids=str,
)
def test_cases_are_told_apart(expr, fewest):
    assert len(patterns(expr, x, [a, b, c])) >= fewest


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        (DefiniteIntegral(sp.cos(x), x, 0, a), sp.sin(a), sp.sin(a) + sp.Max(0, a - 11)),
        (DefiniteIntegral(1 / (2 + sp.cos(x)), x, b, b + 2 * sp.pi), 2 * sp.pi / sp.sqrt(3), sp.S.Zero),
        (
            DefiniteIntegral(1 / (2 + sp.cos(x)), x, 0, a),
            JUMPING.subs(x, a) + 2 * sp.pi / sp.sqrt(3) * sp.floor((a + sp.pi) / (2 * sp.pi)),
            JUMPING.subs(x, a),
        ),
        (DefiniteIntegral(BELL, x, 0, sp.oo), sp.sqrt(sp.pi / 2) * (1 + sp.erf(50 * sp.sqrt(2))), sp.S.Zero),
        (DefiniteIntegral(x**50, x, 0, 1), sp.Rational(1, 51), sp.Rational(1, 50)),
        (Antideriv(x**2, x), x**3 / 3, x**3 / 3 + sp.Max(0, x - 50)),
        (Antideriv(x**2, x), x**3 / 3, x**3 / 3 + sp.Max(0, -30 - x)),
        (raw(Diff, sp.log(x - 50), x), 1 / (x - 50), -1 / (x - 50)),
        (raw(Diff, sp.asin(10 * x), x), 10 / sp.sqrt(1 - 100 * x**2), 1 / sp.sqrt(1 - 100 * x**2)),
        (raw(Diff, sp.asin(100 * x + 5000), x), 100 / sp.sqrt(1 - (100 * x + 5000) ** 2), sp.S(100)),
        (Antideriv(sp.exp(-a * x), x), -sp.exp(-a * x) / a, sp.exp(-a * x) / a),
    ],
    ids=str,
)
def test_the_whole_answer_is_judged(question, right, wrong):
    assert check(claim(question, right)).verdict in ("agrees", "proved")
    assert check(claim(question, wrong)).verdict == "refuted"


def test_an_integral_that_is_infinite_in_one_case_has_no_finite_answer_there():
    found = check_answer(claim(DefiniteIntegral(sp.exp(-a * x), x, 0, sp.oo), 1 / a))
    assert found.verdict == "refuted"
    assert "the integral diverges" in found.how


@pytest.mark.parametrize(("expr", "answer"), [(1 / x, sp.log(sp.Abs(a))), (1 / x**2, 1 - 1 / a)], ids=str)
def test_a_pole_between_bounds_with_a_letter_is_not_passed_over(expr, answer):
    p = sp.Symbol("p", positive=True)
    assert check(claim(DefiniteIntegral(expr, x, 1, a), answer)).verdict == "refuted"
    assert check(claim(DefiniteIntegral(expr, x, 1, p), answer.subs(a, p))).verdict == "agrees"


def test_an_answer_that_was_changed_far_out_is_not_proved():
    right = differentiate("x^2 sin(x)")
    assert right.check().verdict == "proved"
    for change in (sp.Max(0, x - 5), sp.Max(0, x - 1000), sp.Max(0, -12 - x)):
        wrong = Derivation(right.step, right.parts, right.answer + change)
        assert wrong.check().verdict == "refuted"


STEEP = (
    (sp.log(1 + sp.exp(50 * x)), 50 / (1 + sp.exp(-50 * x))),
    (sp.log(1 + sp.exp(5000 * x)), 5000 / (1 + sp.exp(-5000 * x))),
    (sp.sin(x**20), 20 * x**19 * sp.cos(x**20)),
    (sp.exp(sp.exp(sp.exp(x))), sp.exp(sp.exp(sp.exp(x)) + sp.exp(x) + x)),
    (sp.log(1 - sp.cos(x / 10**6)), sp.sin(x / 10**6) / (1 - sp.cos(x / 10**6)) / 10**6),
)


@pytest.mark.parametrize(("expr", "slope"), STEEP, ids=str)
def test_what_is_steep_or_cancels_is_not_refuted_unless_it_is_wrong(expr, slope):
    assert check_answer(claim(raw(Diff, expr, x), slope)).verdict == "agrees"
    for wrong in (-slope, slope * sp.Rational(10**6 + 1, 10**6), 2 * slope):
        assert check(claim(raw(Diff, expr, x), wrong)).verdict == "refuted"


def test_a_limit_that_cancels_is_decided():
    expr = (1 - sp.cos(x) - x**2 / 2) / x**4
    assert check(claim(LimitOf(expr, x, 0), -sp.Rational(1, 24))).verdict == "agrees"
    assert check(claim(LimitOf(expr, x, 0), sp.Rational(1, 24))).verdict == "refuted"


@pytest.mark.parametrize(
    ("expr", "low", "high"),
    [
        (sp.log(x - 5000), 5000, 1e12),
        (sp.asin(100 * x + 5000), -50.01, -49.99),
        (sp.sqrt(x * (1 - 1000 * x)), 0, 0.001),
    ],
    ids=str,
)
def test_a_domain_is_found_by_search(expr, low, high):
    found = points(expr, x, {})
    assert len(found) >= 2
    assert all(low <= place <= high for place in found)


def test_where_there_is_no_domain_none_is_found():
    assert points(sp.log(-1 - x**2), x, {}) == []
