"""Quadrature that knows when it does not know: convergent, plainly infinite, or no value at all."""

import math
import random

import mpmath as mp
import pytest
import sympy as sp

from calcref.core.errors import CheckFailed
from calcref.core.functions import step
from calcref.core.letters import t, x
from calcref.core.questions import DefiniteIntegral, LimitOf
from calcref.core.records import Derivation, Step
from calcref.integrals import RULES
from calcref.parse import parse
from calcref.reals import breaks
from calcref.verbs.integrate import integrate
from calcref.verify import check
from calcref.verify.arithmetic import DIGITS, OutOfDomain
from calcref.verify.enclose import balanced
from calcref.verify.precise import PreciseEvaluator
from calcref.verify.quadrature import quadrature


def value(question):
    with mp.workdps(DIGITS):
        return PreciseEvaluator({})(question)


@pytest.mark.parametrize(
    ("expr", "lower", "upper", "area"),
    [
        (x**3, -1, 1, 0),
        (sp.Abs(x), -1, 2, 2.5),
        (sp.exp(-x), 0, sp.oo, 1),
        (1 / (1 + x**2), -sp.oo, sp.oo, sp.pi),
        (1 / sp.sqrt(x), 0, 1, 2),
        (sp.log(x), 0, 1, -1),
        (sp.sin(x), 0, 2 * sp.pi, 0),
        (x, 3, 1, -4),
        (sp.sign(sp.sin(x)), 0, 3 * sp.pi, sp.pi),
        (x - sp.floor(x), 0, 3, 1.5),
        (sp.ceiling(3 * x), 0, 2, 7),
        (x * sp.floor(-(x**2)), 0, sp.sqrt(3), -3),
        (x**2 * step(x - 1), 0, 1, 0),
        (x * sp.sign(sp.sin(x)), 3 * sp.pi / 2, 2 * sp.pi, -7 * sp.pi**2 / 8),
    ],
    ids=str,
)
def test_areas(expr, lower, upper, area):
    assert abs(value(DefiniteIntegral(expr, x, lower, upper)) - mp.mpf(float(area))) < 1e-12


@pytest.mark.parametrize(
    ("expr", "lower", "upper", "sign"),
    [
        (1 / x, 0, 1, 1),
        (1 / x, 1, sp.oo, 1),
        (1 / x, 1, 0, -1),
        (x**-2, -1, 1, 1),
        (sp.tan(x), 0, sp.pi / 2, 1),
        (sp.exp(x), 0, sp.oo, 1),
    ],
    ids=str,
)
def test_infinite_areas(expr, lower, upper, sign):
    assert value(DefiniteIntegral(expr, x, lower, upper)) == sign * mp.inf


def test_waves_that_a_few_points_do_not_show_are_not_taken_for_growth():
    unseen = value(DefiniteIntegral(sp.sin(x**2) * sp.sin(sp.exp(x)), x, 0, sp.oo))
    assert unseen != unseen
    for wave, area in ((sp.sin(x**2), mp.sqrt(mp.pi / 8)), (sp.cos(3 * x**2), mp.sqrt(mp.pi / 24))):
        assert abs(value(DefiniteIntegral(wave, x, 0, sp.oo)) - area) < mp.mpf("1e-12")


@pytest.mark.parametrize(("expr", "lower", "upper"), [(1 / x, -1, 1), (sp.cos(x), 0, sp.oo)], ids=str)
def test_no_area_at_all(expr, lower, upper):
    found = value(DefiniteIntegral(expr, x, lower, upper))
    assert found != found  # NaN: neither a number nor infinite


@pytest.mark.parametrize(
    ("question", "limit"),
    [
        (LimitOf(2 * sp.sqrt(t), t, 0, "+"), 0),
        (LimitOf(1 - 1 / t, t, sp.oo), 1),
        (LimitOf(sp.sin(t) / t, t, 0), 1),
        (LimitOf(t * sp.log(t), t, 0, "+"), 0),
        (LimitOf(sp.log(t), t, 0, "+"), -mp.inf),
        (LimitOf(1 / t**2, t, 0), mp.inf),
        (LimitOf(DefiniteIntegral(x**-2, x, 1, t), t, sp.oo), 1),
    ],
    ids=str,
)
def test_limits(question, limit):
    found = value(question)
    assert found == limit or abs(found - limit) < 1e-10


@pytest.mark.parametrize(
    "question", [LimitOf(1 / t, t, 0), LimitOf(sp.Abs(t) / t, t, 0), LimitOf(sp.sin(t), t, sp.oo)], ids=str
)
def test_no_limit(question):
    found = value(question)
    assert found != found


PEAKS = (
    (sp.exp(-((x - 100) ** 2) / 2), 0, sp.oo, mp.sqrt(2 * mp.pi)),
    (sp.exp(-((x - 10**6) ** 2) / 2), -sp.oo, sp.oo, mp.sqrt(2 * mp.pi)),
    (1 / (1 + 10**12 * (x - sp.Rational(3, 10)) ** 2), 0, 1, (mp.atan(7e5) + mp.atan(3e5)) / 10**6),
    (1 + sp.exp(-(10**8) * (x - sp.Rational(3, 10)) ** 2), 0, 1, 1 + mp.sqrt(mp.pi) / 10**4),
    (sp.exp(-((x - 100) ** 2) / 2), -sp.oo, 0, mp.mpf("3.36935727993440093e-2174")),
)


@pytest.mark.parametrize(("expr", "lower", "upper", "area"), PEAKS, ids=str)
def test_a_narrow_peak_is_seen(expr, lower, upper, area):
    assert abs(value(DefiniteIntegral(expr, x, lower, upper)) / area - 1) < 1e-12


@pytest.mark.parametrize("center", [0, 3, 100, -250, 1000])
@pytest.mark.parametrize("width", [sp.Rational(1, 50), sp.Rational(1, 5), sp.S.One, sp.Integer(30)], ids=str)
@pytest.mark.parametrize(
    ("factor", "area"),
    [
        (sp.S.One, lambda c, w: w * mp.sqrt(2 * mp.pi)),
        (x, lambda c, w: c * w * mp.sqrt(2 * mp.pi)),
        (x**2, lambda c, w: (c * c + w * w) * w * mp.sqrt(2 * mp.pi)),
    ],
    ids=["1", "x", "x^2"],
)
def test_a_bell_far_out_has_its_moments(factor, area, center, width):
    bell = factor * sp.exp(-(((x - center) / width) ** 2) / 2)
    wanted = area(center, mp.mpf(width.p) / width.q)
    assert abs(value(DefiniteIntegral(bell, x, -sp.oo, sp.oo)) - wanted) <= 1e-11 * max(abs(wanted), 1e-3)


def test_where_a_second_quadrature_finds_another_number_smaller_pieces_decide():
    ends = [mp.mpf(0), mp.mpf(1)]

    def rough(integrand, piece, **options):  # wrong by more than it says, on large pieces
        return mp.quad(integrand, piece, **options)[0] + (piece[1] - piece[0]) ** 20, mp.mpf(0)

    assert abs(quadrature(mp.exp, ends, rough) - (mp.e - 1)) > 1e-9
    assert abs(quadrature(mp.exp, ends, rough, second=lambda cuts: math.e - 1) - (mp.e - 1)) < 1e-15
    with pytest.raises(OutOfDomain):
        quadrature(mp.exp, ends, lambda integrand, piece, **options: (random.random(), 0), second=lambda cuts: 9.0)


@pytest.mark.parametrize(
    "expr",
    [
        sp.exp(x) / (1 + sp.exp(x)) ** 2,
        x * sp.exp(-2 * x) / (1 + sp.exp(-x)),
        sp.exp(x) / (x + 1),
        sp.exp(-x),
        parse("(e^x)^2/(1+e^x)^3"),
        parse("1/(1+e^x)/e^x"),
        parse("e^x*e^x/(1+e^(2x))"),
    ],
    ids=str,
)
def test_what_is_balanced_has_the_same_values(expr):
    assert all(
        abs(sp.N((balanced(expr) / expr).subs(x, place), 30) - 1) < 1e-25 for place in (-3, sp.Rational(1, 3), 7)
    )


@pytest.mark.parametrize(("expr", "lower", "upper", "area"), PEAKS[:-1], ids=str)
@pytest.mark.parametrize("wrong", [lambda area: 0, lambda area: area * (1 + mp.mpf(10) ** -8)], ids=["0", "factor"])
def test_another_number_for_a_peak_is_refuted(expr, lower, upper, area, wrong):
    claimed = sp.Float(wrong(area), 30)
    question = DefiniteIntegral(expr, x, lower, upper)
    assert check(Derivation(Step(RULES[0], question, claimed), (), claimed)).verdict == "refuted"


def test_a_number_too_small_for_doubles_is_not_0():
    expr, lower, upper, _ = PEAKS[-1]
    question = DefiniteIntegral(expr, x, lower, upper)
    right = sp.sqrt(sp.pi / 2) * sp.erfc(50 * sp.sqrt(2))
    for answer, verdicts in (
        (right, ("agrees",)),
        (sp.S.Zero, ("refuted", "unknown")),
        (2 * right, ("refuted", "unknown")),
    ):
        assert check(Derivation(Step(RULES[0], question, answer), (), answer)).verdict in verdicts


def test_a_zero_in_disguise_is_0():
    zero = sp.sin(sp.pi, evaluate=False) + sp.Integer(0)
    question = DefiniteIntegral(x**3, x, -1, 1)
    assert check(Derivation(Step(RULES[0], question, zero), (), zero)).verdict == "agrees"


def test_more_than_can_be_looked_at_has_no_value():
    found = value(DefiniteIntegral(sp.sin(sp.exp(x)) * sp.exp(x), x, 0, 50))
    assert found != found


@pytest.mark.parametrize(
    ("expr", "lower", "upper", "area"),
    [
        (1 / x**2, -1, 1, -2),
        (1 / (x - sp.Rational(1, 3)), 0, 1, sp.log(2)),
        (1 / (x - 1) ** 2, 0, sp.pi, -1 - 1 / (sp.pi - 1)),
        (sp.sec(x) ** 2, 0, sp.pi, 0),
        (sp.sec(x) ** 2, 0, sp.pi, sp.sin(sp.pi, evaluate=False)),
        (1 / (sp.exp(x) - 3) ** 2, 0, 2, 1),
        (1 / sp.log(x) ** 2, sp.Rational(1, 2), 2, 1),
    ],
    ids=str,
)
def test_a_pole_between_the_bounds_is_found_without_the_rules(expr, lower, upper, area, monkeypatch):
    monkeypatch.setattr(breaks, "breaks", lambda *given: breaks.Breaks(expr, x, (), ()))
    question = DefiniteIntegral(expr, x, lower, upper)
    answer = sp.sympify(area)
    assert check(Derivation(Step(RULES[0], question, answer), (), answer)).verdict in ("refuted", "unknown")


def test_an_integral_across_a_pole_that_the_rules_do_not_see_is_not_returned(monkeypatch):
    def blind(expr, var):
        return breaks.Breaks(expr, var, (), ())

    for module in ("calcref.integrals.definite", "calcref.integrals.fundamental_theorem", "calcref.verbs.integrate"):
        monkeypatch.setattr(f"{module}.breaks", blind)
    for text, lower, upper in (("1/x^2", -1, 1), ("1/x", -1, 2), ("1/(x - 1)^2", 0, 3), ("sec(x)^2", 0, "pi")):
        with pytest.raises(CheckFailed):
            integrate(text, lower=lower, upper=upper)
