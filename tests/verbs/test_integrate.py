"""The public verb `integrate`: what it answers, what diverges, and what bad input gets."""

import random

import mpmath as mp
import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

from calcref.core.errors import CalcrefError, CheckFailed, Divergent, NoRuleApplies, OutsideDomain, ParseError
from calcref.core.evidence import Evidence
from calcref.core.letters import a, t, x
from calcref.core.questions import Accumulation, Antideriv, DefiniteIntegral
from calcref.core.records import Derivation, Step
from calcref.integrals import RULES
from calcref.parse import parse
from calcref.verbs.differentiate import differentiate
from calcref.verbs.integrate import integrate
from calcref.verify import check

y = sp.Symbol("y", real=True)

ANTIDERIVATIVES = {
    "3x^2 + 2x - 1": x**3 + x**2 - x,
    "1/x": sp.log(sp.Abs(x)),
    "cos(2x + 1)": sp.sin(2 * x + 1) / 2,
    "x e^(x^2)": sp.exp(x**2) / 2,
    "(2x + 1)^5": (2 * x + 1) ** 6 / 12,
    "x sqrt(2x + 1)": (2 * x + 1) ** sp.Rational(5, 2) / 10 - (2 * x + 1) ** sp.Rational(3, 2) / 6,
    "1/(x ln x)": sp.log(sp.Abs(sp.log(x))),
    "sin(x) cos(x)": sp.sin(x) ** 2 / 2,
    "tan(x)": -sp.log(sp.Abs(sp.cos(x))),
    "|2x - 1|": (2 * x - 1) * sp.Abs(2 * x - 1) / 4,
    "1/(4 + 9x^2)": sp.atan(3 * x / 2) / 6,
    "e^x sin(x)": sp.exp(x) * (sp.sin(x) - sp.cos(x)) / 2,
    "1/(x^2 - 1)": sp.log(sp.Abs(x - 1)) / 2 - sp.log(sp.Abs(x + 1)) / 2,
}


@pytest.mark.parametrize("text", ANTIDERIVATIVES)
def test_antiderivatives(text):
    derivation = integrate(text)
    assert sp.simplify(derivation.answer.doit() - ANTIDERIVATIVES[text]) == 0
    assert derivation.check().verdict in ("proved", "agrees")


DEFINITE = [
    ("x^2", 0, 1, sp.Rational(1, 3)),
    ("1/x", 1, 2, sp.log(2)),
    ("1/x", -2, -1, -sp.log(2)),
    ("x", 3, 1, -4),
    ("1/x", 2, 2, 0),
    ("x^3", -1, 1, 0),
    ("sin(x)", 0, "2 pi", 0),
    ("x^(-2)", 1, "oo", 1),
    ("e^(-x)", 0, float("inf"), 1),
    ("e^x", "-inf", 0, 1),
    ("1/(1 + x^2)", "-∞", "∞", sp.pi),
    ("e^(-x^2/2)", "-oo", "oo", sp.sqrt(2 * sp.pi)),
    ("ln(x)", 0, 1, -1),
    ("x ln(x)", 0, 1, -sp.Rational(1, 4)),
    ("1/sqrt(x)", 0, 1, 2),
    ("1/sqrt(1 - x^2)", -1, 1, sp.pi),
    ("|x|", -1, 2, sp.Rational(5, 2)),
    ("|x^2 - 1|", 0, 2, 2),
    ("sign(x)", -1, 2, 1),
    ("relu(x - 1)", 0, 3, 2),
    ("max(x, 1 - x)", 0, 1, sp.Rational(3, 4)),
    ("e^(-|x|)", "-oo", "oo", 2),
    ("1/(2 + cos(x))", 0, "2 pi", 2 * sp.pi / sp.sqrt(3)),
    ("x^3", 0, "a", a**4 / 4),
    (x - sp.floor(x), 0, 3, sp.Rational(3, 2)),
    (sp.ceiling(2 * x), 0, 2, 5),
    ("sqrt(x/(1 - x))", 0, 1, sp.pi / 2),
    ("sqrt(1 - x^2)/(1 + x^2)", -1, 1, (sp.sqrt(2) - 1) * sp.pi),
    ("1/sqrt(x^2 - 3x + 2)", 0, 1, -sp.log(sp.Rational(3, 2) - sp.sqrt(2)) - sp.log(2)),
    ("400*pi^2*x^2/(1600*pi^4*x^4 - 796*pi^2*x^2 + 100)", 0, "oo", sp.Rational(5, 2)),
]


@pytest.mark.parametrize(("text", "lower", "upper", "answer"), DEFINITE, ids=str)
def test_definite_integrals(text, lower, upper, answer):
    found = integrate(text, "x", lower, upper).answer
    assert sp.simplify(found.doit() - answer) == 0


@pytest.mark.parametrize(
    ("text", "lower", "upper"),
    [
        ("x^(-2)", -1, 1),
        ("1/x", -1, 1),
        ("1/x", 0, 1),
        ("1/x", 1, "oo"),
        ("e^x", 0, "oo"),
        ("cos(x)", 0, "oo"),
        ("e^x cos(e^x)", 0, "oo"),
        ("tan(x)", 0, "pi/2"),
        ("x/(1 + x^2)", "-oo", "oo"),
        ("1/(x - 1)^2", 0, 3),
    ],
)
def test_what_diverges_says_why(text, lower, upper):
    with pytest.raises(Divergent, match="diverges") as caught:
        integrate(text, "x", lower, upper)
    derivation = caught.value.derivation
    assert not derivation.answer.is_finite
    assert "infinite-limit" in {step.rule.id for step in derivation.steps}
    assert "∞" in derivation.to_text() or "undefined" in derivation.to_text()


def test_an_integral_that_cancels_to_zero_passes_its_check():
    derivation = integrate("cos(x)/(1 + sin(x)^2)", lower=0, upper="2pi")
    assert derivation.answer == 0
    assert derivation.check().verdict == "agrees"


def test_a_tail_that_adds_up_too_slowly_to_be_measured_is_neither_refuted_nor_returned():
    with pytest.raises(CheckFailed, match="could not be confirmed"):
        integrate("x^(-1.0001)", lower=1, upper="oo")
    derivation = integrate("x^(-1.0001)", lower=1, upper="oo", check=False)
    assert derivation.answer == 10_000
    assert derivation.check().verdict == "unknown"


def test_what_could_not_be_confirmed_is_not_returned(monkeypatch):
    silent = Evidence("unknown", "nothing was compared")
    monkeypatch.setattr("calcref.verify.symbolic.check_by_numbers", lambda derivation: silent)
    monkeypatch.setattr(Derivation, "check", lambda self: silent)
    with pytest.raises(CheckFailed, match=r"could not be confirmed: nothing was compared; .*check=False"):
        integrate("x^2")
    assert integrate("x^2", check=False).answer == x**3 / 3


@pytest.mark.parametrize(("text", "lower", "upper"), [("1/x^2", "-a", "a"), ("1/x", "-a", "a"), ("1/x^2", -1, "a^2")])
def test_letters_for_bounds_do_not_hide_a_pole_between_them(text, lower, upper):
    with pytest.raises(NoRuleApplies):
        integrate(text, "x", lower, upper)


def test_a_pole_in_every_period_lies_within_a_whole_one():
    with pytest.raises(
        NoRuleApplies, match=r"one of the places pi/2 \+ pi\*k, which always lies between a and pi \+ a"
    ):
        integrate("tan(x)", "x", "a", "a + pi")


@pytest.mark.parametrize(
    ("arguments", "obstacle"),
    [
        (("1/x", "x", "-t", "t"), "at 0, which always lies between -t and t"),
        ((x * sp.floor(x**2), "x", 0, 2), "could not be found"),
    ],
    ids=str,
)
def test_a_letter_that_stands_in_the_way_is_named(arguments, obstacle):
    with pytest.raises(NoRuleApplies) as caught:
        integrate(*arguments)
    assert obstacle in str(caught.value)


@pytest.mark.parametrize(
    ("text", "lower", "upper", "places"),
    [
        ("1/(2 + cos(x))", "0", "a", (1, -2.5, 5, 12)),
        ("1/(1 + sin(x)^2)", "0", "a", (1, -2.5, 5, 12)),
        ("1/(2 - cos(x))", "a", "a + 2pi", (0, 1, -4)),
        ("sqrt(1 + cos(x))", "0", "a", (1, -2.5, 5, 12)),
    ],
)
def test_an_antiderivative_without_jumps_serves_every_bound(text, lower, upper, places):
    answer = integrate(text, "x", lower, upper).answer
    (a,) = answer.free_symbols
    for place in places:
        ends = [float(parse(end).subs(a, place)) for end in (lower, upper)]
        area = mp.quad(sp.lambdify(x, parse(text), "mpmath"), mp.linspace(*ends, 9))
        assert float(answer.subs(a, place)) == pytest.approx(float(area))


def test_more_poles_than_can_be_listed_are_not_none():
    with pytest.raises(NoRuleApplies):
        integrate("tan(x)", lower=0, upper=4000)


def test_bounds_where_there_are_no_real_values_are_refused():
    with pytest.raises(OutsideDomain):
        integrate("ln(x)", "x", "-a^2-1", 1)


@pytest.mark.parametrize(
    ("text", "lower", "upper", "area"),
    [
        ("1/x^(1/3)", 0, 1, sp.Rational(3, 2)),
        ("1/x^(2/3)", -1, 1, 6),
        ("1/(x-1)^(1/3)", 0, 1, sp.Rational(-3, 2)),
        ("1/x^(1/3)", -1, 1, 0),
    ],
)
def test_a_root_below_the_line(text, lower, upper, area):
    assert integrate(text, lower=lower, upper=upper).answer == area


def test_a_function_that_no_rule_knows_is_refused_clearly():
    with pytest.raises(NoRuleApplies, match="no rule integrates"):
        integrate(sp.besselj(0, x))


def test_why_an_integral_diverges_is_said_as_it_would_be_typed():
    why = r"^the integral of 1/\|t\| from -1 to 1 diverges: .* tends to ∞ as s tends to 0;"
    with pytest.raises(Divergent, match=why):
        integrate("1/|t|", "t", -1, 1)


def test_the_area_under_the_inverse_square_is_never_minus_two():
    with pytest.raises(Divergent) as caught:
        integrate("1/x^2", lower=-1, upper=1)
    ids = [step.rule.id for step in caught.value.derivation.steps]
    assert ids[0] == "split-an-integral"
    assert "power-rule-for-integrals" in ids
    assert caught.value.derivation.answer is sp.oo


@pytest.mark.parametrize(
    ("text", "intervals"),
    [
        ("x^2", [(-sp.oo, sp.oo)]),
        ("1/x", [(-sp.oo, 0), (0, sp.oo)]),
        ("ln(x)", [(0, sp.oo)]),
        ("1/(x^2 - 1)", [(-sp.oo, -1), (-1, 1), (1, sp.oo)]),
        ("sign(x)", [(-sp.oo, 0), (0, sp.oo)]),
        ("1/sqrt(1 - x^2)", [(-1, 1)]),
    ],
)
def test_an_antiderivative_carries_its_intervals(text, intervals):
    assert integrate(text).domain == tuple(sp.Interval.open(*ends) for ends in intervals)


def test_one_interval_stands_for_each_period():
    (interval,) = integrate("tan(x)").domain
    k = sp.Symbol("k", integer=True)
    assert (interval.start, interval.end) == (sp.pi * k - sp.pi / 2, sp.pi * k + sp.pi / 2)


def test_an_answer_that_jumps_is_one_on_each_side():
    derivation = integrate("x |sin(x)|")
    (interval,) = derivation.domain
    assert interval.end - interval.start == sp.pi
    assert derivation.check().verdict in ("proved", "agrees")


def test_a_constant_for_each_interval_is_shown():
    shown = integrate("1/x").to_text()
    assert "C_1" in shown
    assert "C_2" in shown
    assert "+ C" in integrate("x^2").to_latex()
    assert "+ C" not in integrate("x^2", lower=0, upper=1).to_text()


def test_other_variables_are_constants():
    assert integrate("sin(x)", "y").answer == y * sp.sin(x)
    assert integrate("x y", "y").answer == x * y**2 / 2


def test_what_was_typed_is_written_in_standard_form_first():
    derivation = integrate("x * x + x^2")
    assert derivation.steps[0].rule.id == "write-in-standard-form"
    assert integrate("sin(x) x^2").steps[0].rule.id != "write-in-standard-form"


def test_the_last_rule_says_whose_answer_it_is():
    derivation = integrate("floor(x)")
    assert [step.rule.name for step in derivation.steps] == ["Antiderivative (found by SymPy)"]


def test_rules_are_tried_before_sympy_is_asked():
    ids = {step.rule.id for step in integrate("3 sin(2x + 1) + floor(x)").steps}
    assert {"integral-by-sympy", "substitution", "integral-of-a-sum"} <= ids


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("x", "x", 0), CalcrefError),
        (("x", "x", None, 1), CalcrefError),
        (("x", "x", 0, "x"), CalcrefError),
        (("x", "x", 0, "x + 1"), CalcrefError),
        (("x", "x", 0, float("nan")), CalcrefError),
        (("x", "x", 0, sp.I), CalcrefError),
        (("x", "x", 0, sp.zoo), CalcrefError),
        (("x", "x", 0, True), CalcrefError),
        (("x", "x", 0, [1]), CalcrefError),
        (("x", "x", 0, "sqrt(-1)"), CalcrefError),
        (("x", "x", 0, "hello"), ParseError),
        (("x +",), ParseError),
        (("x y",), CalcrefError),
        (("ln(x^2 + x - 2)", "x", 0, 1), OutsideDomain),
        (("sqrt(x)", "x", -1, 1), OutsideDomain),
        (("e^(ln x)", "x", -1, 1), OutsideDomain),
        (("ln(-1 - x^2)",), OutsideDomain),
        (("e^(x^x)",), NoRuleApplies),
        (("sin(x)/(x + e^x)", "x", 0, 1), NoRuleApplies),
    ],
    ids=str,
)
def test_bad_input_gets_an_error_that_says_what_to_try(arguments, error):
    with pytest.raises(error) as caught:
        integrate(*arguments)
    assert len(str(caught.value)) > 20


def test_a_question_with_many_letters_is_refused_in_bounded_work():
    with pytest.raises(NoRuleApplies, match=r"found nothing in 5 seconds .* of a, b, c, q"):
        integrate("1/((x+a)(x+b)(x+c)(x+q))", "x")


def test_a_plain_symbol_is_a_real_variable():
    plain = sp.Symbol("x")
    typed = integrate("1/(x^4 + 4)", check=False).answer
    assert integrate(1 / (plain**4 + 4), check=False).answer.xreplace({plain: x}) == typed


def test_no_rule_says_what_was_tried():
    with pytest.raises(NoRuleApplies, match="try") as caught:
        integrate("e^(x^x)")
    assert "substitution" in caught.value.tried
    assert caught.value.tried[-1] == "integral-by-sympy"


def signature(derivation):
    return [(step.rule.id, step.before, step.after) for step in derivation.steps]


def test_the_same_question_gives_the_same_tree_in_any_order():
    texts = ["e^x sin(x)", "x e^(x^2)", "1/(x^2 - 1)", "x sqrt(2x + 1)", "tan(x)"]
    first = {text: signature(integrate(text, check=False)) for text in texts}
    order = texts * 5
    random.Random(0).shuffle(order)
    for text in order:
        assert signature(integrate(text, check=False)) == first[text]


def claim(before, after):
    return Derivation(Step(RULES[0], before, after), (), after)


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        pytest.param(Antideriv(sp.cos(x), x), -sp.sin(x), id="sign"),
        pytest.param(Antideriv(x**2 + x, x), x**3 / 3, id="dropped term"),
        pytest.param(Antideriv(x**2, x), x**3 / 2, id="constant factor"),
        pytest.param(Antideriv(1 / x, x), sp.log(x), id="log x for log |x|"),
        pytest.param(Antideriv(1 / (x**2 - 1), x), sp.log(x - 1) / 2 - sp.log(x + 1) / 2, id="logs without bars"),
        pytest.param(DefiniteIntegral(x**2, x, 0, 1), sp.Rational(1, 2), id="value"),
        pytest.param(DefiniteIntegral(sp.exp(-x), x, 0, sp.oo), -sp.S.One, id="sign of an improper integral"),
        pytest.param(DefiniteIntegral(x**-2, x, -1, 1), sp.Integer(-2), id="across a pole"),
        pytest.param(DefiniteIntegral(sp.exp(-x), x, 0, sp.oo), sp.oo, id="divergent where it converges"),
    ],
)
def test_a_wrong_integral_is_refuted(question, wrong):
    assert check(claim(question, wrong)).verdict == "refuted"


def test_a_refuted_answer_is_not_returned(monkeypatch):
    wrong = claim(Antideriv(sp.cos(x), x), -sp.sin(x))
    monkeypatch.setattr("calcref.verbs.integrate.derive", lambda *arguments: wrong)
    with pytest.raises(CheckFailed) as caught:
        integrate("cos(x)")
    assert caught.value.evidence.verdict == "refuted"
    assert integrate("cos(x)", check=False).answer == -sp.sin(x)


@given(st.lists(st.integers(-4, 4), min_size=1, max_size=4), st.integers(1, 3), st.integers(-2, 2))
def test_a_linear_inside_is_undone_by_differentiating(coefficients, slope, shift):
    inner = slope * x + shift
    expr = sum(
        (c * head(inner) for c, head in zip(coefficients, (sp.sin, sp.exp, sp.cosh, sp.atan), strict=False)), sp.S.Zero
    )
    answer = integrate(expr, x, check=False).answer
    assert sp.simplify(sp.diff(answer.doit(), x) - expr) == 0


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=5), st.integers(-3, 3), st.integers(-3, 3))
def test_bounds_swapped_change_the_sign(coefficients, lower, upper):
    expr = sum(c * x**k for k, c in enumerate(coefficients))
    there, back = (
        integrate(sp.sympify(expr), x, *ends, check=False).answer for ends in ((lower, upper), (upper, lower))
    )
    assert there == -back


# The fundamental theorem, part 1.


@pytest.mark.parametrize(
    ("expr", "answer"),
    [
        (sp.Integral(sp.exp(-(t**2)), (t, 0, x)), sp.exp(-(x**2))),
        (DefiniteIntegral(sp.cos(t), t, a, x), sp.cos(x)),
        (DefiniteIntegral(sp.cos(t), t, x, a), -sp.cos(x)),
        (sp.Integral(sp.cos(t), (t, x, x**2)), 2 * x * sp.cos(x**2) - sp.cos(x)),
        (Accumulation(sp.cos(t), t, 0, 1), sp.S.Zero),
        (x + sp.Integral(sp.exp(t), (t, 0, sp.sin(x))), 1 + sp.exp(sp.sin(x)) * sp.cos(x)),
    ],
    ids=str,
)
def test_the_slope_of_an_area(expr, answer):
    derivation = differentiate(expr, x)
    assert sp.simplify(derivation.answer - answer) == 0
    assert derivation.check().verdict in ("proved", "agrees")


def test_an_area_may_stay_in_the_answer():
    derivation = differentiate(x * sp.Integral(sp.sin(t) / t, (t, 1, x)), x)
    assert derivation.answer == sp.sin(x) + Accumulation(sp.sin(t) / t, t, 1, x)
    assert derivation.check().verdict in ("proved", "agrees")
    assert "∫[1, x]" in derivation.to_text()


def test_a_wrong_slope_of_an_area_is_refuted():
    from calcref.core.questions import Diff

    area = Accumulation(sp.cos(t), t, x, x**2)
    assert check(claim(Diff(area, x), sp.cos(x**2) - sp.cos(x))).verdict == "refuted"


def test_the_area_has_no_slope_where_its_integrand_breaks():
    with pytest.raises(OutsideDomain):
        differentiate(sp.Integral(1 / t, (t, sp.S.Half, x)), x, at=-1)
    assert differentiate(sp.Integral(1 / t, (t, sp.S.Half, x)), x, at=2).answer == sp.S.Half


def test_an_integral_without_bounds_is_no_function():
    with pytest.raises(CalcrefError, match="bounds"):
        differentiate(sp.Integral(t, t), t)


def test_a_wave_at_a_multiple_of_pi_has_its_value_in_a_long_answer():
    found = integrate("sqrt(cos(x)^2) cos(x)/(sin(x)^2+1)", lower="-pi/2", upper="pi/2")
    assert found.answer == sp.pi * (sp.sqrt(2) - 1) or found.answer == sp.sqrt(2) * sp.pi - sp.pi


def test_a_slow_wave_out_to_infinity_has_its_value():
    found = integrate("sin(x)/sqrt(x)", lower=1, upper="oo")
    assert abs(float(found.answer) - 0.632777533868738) < 1e-12
    assert found.check().verdict in ("proved", "agrees")
