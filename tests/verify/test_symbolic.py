"""A check refutes what is wrong, and does not refute what is right."""

import re

import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

from calcref.core.engine import derive
from calcref.core.errors import Divergent
from calcref.core.expr import add, apply, mul, power, raw
from calcref.core.functions import RealPower, relu, sigmoid
from calcref.core.letters import x
from calcref.core.proofs import FromDefinition
from calcref.core.questions import Antideriv, At, Between, DefiniteIntegral, Diff, LimitOf
from calcref.core.records import Derivation, Step
from calcref.derivatives import RULES
from calcref.limits import by_sympy
from calcref.verbs.from_definition import from_definition
from calcref.verbs.integrate import integrate
from calcref.verify import check
from calcref.verify.proof import is_proved

RIGHT = (
    x**2 * sp.sin(x),
    sp.exp(-(x**2) / 2),
    sp.log(x) / x,
    sp.tanh(3 * x + 1),
    sp.erf(x) * x,
    sigmoid(2 * x) + x,
    x**x,
)


def claim(before, after):
    return Derivation(Step(RULES[0], before, after), (), after)


def slope(expr):
    return derive(Diff(expr, x), RULES).answer


@pytest.mark.parametrize("expr", RIGHT, ids=str)
def test_a_right_derivation_is_proved(expr):
    assert check(derive(Diff(expr, x), RULES)).verdict == "proved"


@pytest.mark.parametrize("expr", RIGHT, ids=str)
@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda answer: -answer, id="sign"),
        pytest.param(lambda answer: 2 * answer, id="factor"),
        pytest.param(lambda answer: answer + sp.Rational(1, 10**4), id="constant"),
        pytest.param(lambda answer: answer * (1 + sp.Rational(1, 10**5)), id="small factor"),
        pytest.param(lambda answer: sp.expand(answer.doit()).args[0], id="dropped term"),
    ],
)
def test_a_wrong_answer_is_refuted(expr, spoil):
    wrong = spoil(slope(expr))
    if sp.simplify((wrong - slope(expr)).doit()) == 0:
        pytest.skip("nothing to drop")
    assert check(claim(raw(Diff, expr, x), wrong)).verdict == "refuted"


def test_a_wrong_step_is_refuted_although_the_answer_is_right():
    right = derive(Diff(x * sp.sin(x), x), RULES)
    wrong = Derivation(
        Step(right.step.rule, right.step.before, Diff(x, x) * Diff(sp.sin(x), x)), right.parts, right.answer
    )
    assert check(wrong).verdict == "refuted"


def test_a_wrong_part_is_refuted_although_the_answer_is_right():
    right = derive(Diff(x * sp.sin(x), x), RULES)
    part = claim(Diff(sp.sin(x), x), -sp.cos(x))
    assert check(Derivation(right.step, (right.parts[0], part), right.answer)).verdict == "refuted"


@pytest.mark.parametrize(
    "answer",
    [
        Diff(x**2, x),
        At(sp.cos(x), x, 2 * x),
        sp.Integral(x, x),
        sp.Derivative(sp.Function("f")(x), x),
        x + Antideriv(x, x),
    ],
    ids=str,
)
def test_an_answer_that_holds_an_open_head_is_refuted(answer):
    assert check(claim(Diff(x**2, x), answer)).verdict == "refuted"


def test_too_few_points_decide_nothing():
    nowhere = sp.log(-1 - x**2)
    assert check(claim(raw(Diff, nowhere, x), sp.sin(x))).verdict == "unknown"


def test_nan_is_not_agreement():
    assert check(claim(Diff(x, x), sp.log(-1 - x**2))).verdict == "refuted"


def test_a_kink_agrees_on_both_sides():
    assert check(derive(Diff(relu(3 * x - 1), x), RULES)).verdict == "agrees"
    assert check(claim(Diff(relu(x), x), sp.S.One)).verdict == "refuted"


def test_a_real_root_is_checked_where_it_is_negative():
    root = RealPower(x, sp.Rational(1, 3))
    assert check(derive(Diff(root, x), RULES)).verdict in ("agrees", "proved")
    assert check(claim(Diff(root, x), -RealPower(x, sp.Rational(-2, 3)) / 3)).verdict == "refuted"


def test_second_derivatives_are_checked_at_50_digits():
    twice = raw(Diff, Diff(sp.sin(x), x), x)
    assert check(claim(twice, -sp.sin(x))).verdict in ("agrees", "proved")
    assert check(claim(twice, sp.sin(x))).verdict == "refuted"
    thrice = raw(Diff, twice, x)
    assert check(claim(thrice, -sp.cos(x))).verdict in ("agrees", "proved")
    assert check(claim(thrice, sp.cos(x))).verdict == "refuted"


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        (Antideriv(sp.cos(x), x), sp.sin(x), -sp.sin(x)),
        (Antideriv(1 / x, x), sp.log(sp.Abs(x)), sp.log(sp.Abs(x)) + x / 1000),
        (DefiniteIntegral(x**2, x, 0, 3), sp.Integer(9), sp.Integer(8)),
        (DefiniteIntegral(sp.exp(-x), x, 0, sp.oo), sp.S.One, sp.S.Half),
        (LimitOf(sp.sin(x) / x, x, 0), sp.S.One, sp.S.Zero),
        (LimitOf(sp.Abs(x) / x, x, 0, "+"), sp.S.One, -sp.S.One),
    ],
    ids=str,
)
def test_questions_of_other_kinds_have_values_too(question, right, wrong):
    assert check(claim(question, right)).verdict in ("agrees", "proved")
    assert check(claim(question, wrong)).verdict == "refuted"


def test_the_slope_of_an_integral_with_a_moving_bound():
    t = sp.Symbol("t", real=True)
    area = DefiniteIntegral(sp.cos(t), t, 0, x**2)
    assert check(claim(raw(Diff, area, x), 2 * x * sp.cos(x**2))).verdict in ("agrees", "proved")
    assert check(claim(raw(Diff, area, x), sp.cos(x**2))).verdict == "refuted"


def test_an_open_antiderivative_between_bounds_is_its_integral():
    question = DefiniteIntegral(x**2, x, 0, 3)
    step = Step(RULES[0], question, Between(Antideriv(x**2, x), x, 0, 3))
    right = Derivation(step, (claim(Antideriv(x**2, x), x**3 / 3),), sp.Integer(9))
    assert check(right).verdict in ("agrees", "proved")


def test_one_sided_limits_that_differ_have_no_value():
    assert check(claim(LimitOf(sp.Abs(x) / x, x, 0), sp.S.One)).verdict == "unknown"


leaves = st.one_of(st.just(x), st.integers(-3, 3).map(sp.Integer))
smooth = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda pair: add(*pair)),
        st.tuples(inner, inner).map(lambda pair: mul(*pair)),
        inner.map(lambda expr: apply(sp.sin, expr)),
        inner.map(lambda expr: apply(sp.tanh, expr)),
        inner.map(lambda expr: apply(sigmoid, expr)),
        inner.map(lambda expr: power(expr, sp.Integer(3))),
    ),
    max_leaves=8,
)


@given(smooth)
def test_every_derivation_of_a_smooth_expression_holds(expr):
    assert check(derive(raw(Diff, expr, x), RULES)).verdict in ("proved", "agrees")


@given(smooth)
def test_a_constant_too_much_is_always_refuted(expr):
    answer = derive(raw(Diff, expr, x), RULES).answer
    wrong = add(answer, mul(sp.Rational(1, 100), apply(sp.cosh, answer)))
    assert check(claim(raw(Diff, expr, x), wrong)).verdict == "refuted"


def test_a_limit_is_never_proved_by_the_function_that_found_it(monkeypatch):
    found = by_sympy.sympys_limit
    monkeypatch.setattr(by_sympy, "sympys_limit", lambda *given: 2 * found(*given))
    wrong = from_definition(FromDefinition(sp.sin(x), x))
    assert wrong.answer == 2 * sp.cos(x)
    assert wrong.check().verdict == "refuted"
    monkeypatch.undo()
    limit = next(
        node.step for node in from_definition(FromDefinition(sp.sin(x), x)).nodes if node.step.rule is by_sympy.RULE
    )
    assert not is_proved(limit, {})


@pytest.mark.parametrize(("formula", "bounds"), [("x^(-2)", (-1, 1)), ("1/x", (0, 1)), ("1/x", (1, "oo"))])
def test_an_infinite_integral_has_no_values_to_agree(formula, bounds):
    with pytest.raises(Divergent) as told:
        integrate(formula, "x", *bounds)
    found = told.value.derivation.check()
    assert found.verdict in ("proved", "agrees")
    assert re.match(r"in \d+ of \d+ steps both sides are infinite", found.how), found.how
    assert all(part.error is None for part in found.parts if part.how == "both sides are infinite, and of one sign")


def test_a_finite_integral_is_not_said_to_be_infinite():
    assert "infinite" not in integrate("e^(-x)", "x", 0, "oo").check().how


@pytest.mark.parametrize("number", [3, -7, 12])
def test_what_holds_for_a_letter_is_proved_for_its_numbers_and_nothing_else(number):
    def judged(expr, answer):
        step = Step(RULES[0], Diff(expr, x), sp.sympify(answer))
        return check(Derivation(step, (), sp.sympify(answer))).verdict

    assert judged(sp.Integer(number), 0) == judged(x + number, 1) == judged(number * x, number) == "proved"
    assert judged(x + number, number) == judged(number * x, 1) == judged(sp.Integer(number), number) == "refuted"
