"""Each rule of integration: what it answers, where it stands aside, and that its statement is true."""

import pytest
import sympy as sp

from calcref.catalogue import catalogue
from calcref.core.engine import derive
from calcref.core.errors import NoRuleApplies
from calcref.core.expr import raw
from calcref.core.functions import LogBase, RealPower, relu, sigmoid
from calcref.core.letters import t, x
from calcref.core.questions import Antideriv, DefiniteIntegral, Diff
from calcref.integrals import CONCEPTS, LAST, RULES, read_backwards, table
from calcref.verbs.integrate import RULES as ALL
from calcref.verbs.integrate import integrate
from calcref.verify import check

BY_ID = {rule.id: rule for rule in (*RULES, LAST)}
LOOKED_UP = (*read_backwards.RULES, *table.RULES)


def ask(question):
    try:
        return derive(question, ALL)
    except NoRuleApplies:
        return None


def offered(rule_id, question):
    return [rewriting.after for rewriting in BY_ID[rule_id].rewrite(question, ask)]


@pytest.mark.parametrize("rule", CONCEPTS, ids=lambda rule: rule.id)
def test_a_rule_says_what_it_is(rule):
    assert rule.source is not None
    assert rule.proof is not None
    assert rule.page.startswith("integrals/")
    assert catalogue[rule.id].subject is rule


def test_every_rule_that_is_tried_is_in_the_catalogue_or_a_row_of_the_table():
    rows = {rule.id for rule in read_backwards.RULES}
    assert {rule.id for rule in (*RULES, LAST)} - rows <= set(catalogue)


@pytest.mark.parametrize("rule", [*RULES, LAST], ids=lambda rule: rule.id)
def test_a_rule_stands_aside_for_other_questions(rule):
    for expr in (sp.Integer(3), x, x**2, sp.sin(x), 2**x, sp.Abs(x)):
        assert not rule.is_about(Diff(expr, x))


@pytest.mark.parametrize("rule", LOOKED_UP, ids=lambda rule: rule.id)
def test_what_is_looked_up_differentiates_back(rule):
    statement = rule.statement
    letters = {letter: sp.Rational(7, 5) for letter in statement.left.free_symbols - {x}}
    question = statement.left.xreplace(letters)
    derivation = derive(question, ALL)
    assert derivation.check().verdict in ("proved", "agrees")


@pytest.mark.parametrize("rule", LOOKED_UP, ids=lambda rule: rule.id)
def test_what_is_looked_up_is_found_by_its_own_rule(rule):
    left = rule.statement.left
    rules = {step.rule.id for step in derive(Antideriv(left.expr, x), ALL).steps}
    assert rule.id in rules


@pytest.mark.parametrize(
    ("rule_id", "expr", "answer"),
    [
        ("integral-of-a-constant", sp.Integer(3), 3 * x),
        ("integral-of-a-constant", sp.sin(t), x * sp.sin(t)),
        ("power-rule-for-integrals", x, x**2 / 2),
        ("power-rule-for-integrals", x**-2, -1 / x),
        ("power-rule-for-integrals", sp.sqrt(x), 2 * x ** sp.Rational(3, 2) / 3),
        ("power-rule-for-integrals", x**sp.pi, x ** (1 + sp.pi) / (1 + sp.pi)),
        ("power-rule-for-integrals", RealPower(x, sp.Rational(1, 3)), 3 * RealPower(x, sp.Rational(4, 3)) / 4),
        ("integral-of-the-reciprocal", 1 / x, sp.log(sp.Abs(x))),
        ("sine-read-backwards", sp.cos(x), sp.sin(x)),
        ("cosine-read-backwards", sp.sin(x), -sp.cos(x)),
        ("softplus-read-backwards", sigmoid(x), None),
        ("integral-of-an-exponential", 2**x, 2**x / sp.log(2)),
        ("integral-of-a-logarithm", LogBase(x, 2), (x * sp.log(x) - x) / sp.log(2)),
        ("integral-of-the-absolute-value", sp.Abs(x), x * sp.Abs(x) / 2),
        ("integral-of-relu", relu(x), x * relu(x) / 2),
        ("integral-of-a-sum-of-squares", 1 / (4 + 9 * x**2), sp.atan(3 * x / 2) / 6),
        ("integral-of-a-root-of-a-difference", 1 / sp.sqrt(4 - x**2), sp.asin(x / 2)),
        ("integral-of-the-bell-curve", sp.exp(-(x**2)), sp.sqrt(sp.pi) * sp.erf(x) / 2),
    ],
    ids=str,
)
def test_a_rule_answers(rule_id, expr, answer):
    (found,) = offered(rule_id, Antideriv(expr, x))
    if answer is not None:
        assert sp.simplify(found.doit() - answer.doit()) == 0


@pytest.mark.parametrize(
    ("rule_id", "expr"),
    [
        ("integral-of-a-constant", x),
        ("power-rule-for-integrals", 1 / x),
        ("power-rule-for-integrals", x**x),
        ("power-rule-for-integrals", (x + 1) ** 2),
        ("integral-of-the-reciprocal", 1 / (x + 1)),
        ("sine-read-backwards", sp.cos(2 * x)),
        ("integral-of-an-exponential", x**x),
        ("integral-of-a-sum-of-squares", 1 / (4 - 9 * x**2)),
        ("integral-of-a-root-of-a-difference", 1 / sp.sqrt(x**2 - 4)),
        ("integral-of-the-bell-curve", sp.exp(x**2)),
        ("integral-of-a-constant-multiple", x * sp.sin(x)),
        ("substitution", sp.exp(-(x**2))),
        ("substitution", x),
        ("multiply-out", sp.sin(x) * x),
        ("multiply-out", (x + 1) ** 1000),
        ("multiply-out", 1 / (x + 1)),
        ("write-in-standard-form", x * sp.sin(x)),
        ("write-in-standard-form", sp.Mul(sp.sin(x), x, evaluate=False)),
        ("integral-by-sympy", sp.exp(x**x)),
        ("integral-by-sympy", sp.exp(sp.sin(x)) * sp.log(x) * sp.cos(x) * sp.atan(x)),
        ("integral-by-sympy", 1 / (x**40 + x + 1)),
        ("integral-by-sympy", sp.gamma(x)),
        ("integral-by-sympy", sp.sqrt(1 / x) * sp.cos(2 * x)),
    ],
    ids=str,
)
def test_a_rule_stands_aside(rule_id, expr):
    assert offered(rule_id, Antideriv(expr, x)) == []


@pytest.mark.parametrize(
    ("expr", "inner"),
    [
        (sp.cos(2 * x + 1), 2 * x + 1),
        (x * sp.exp(x**2), x**2),
        (sp.sin(x) ** 3 * sp.cos(x), sp.sin(x)),
        (sp.log(x) / x, sp.log(x)),
        (x / (x**2 + 1), x**2 + 1),
        (sp.exp(sp.sqrt(x)) / sp.sqrt(x), sp.sqrt(x)),
    ],
    ids=str,
)
def test_substitution_takes_the_inner_function(expr, inner):
    first = next(BY_ID["substitution"].rewrite(Antideriv(expr, x), ask))
    assert first.where["g"] == inner
    assert not first.after.expr.expr.has(x)


@pytest.mark.parametrize(
    ("question", "rule_id"),
    [
        (DefiniteIntegral(1 / x, x, 2, 2), "equal-bounds"),
        (DefiniteIntegral(x**2, x, 0, 1), "fundamental-theorem"),
        (DefiniteIntegral(x**2, x, t, 1), "fundamental-theorem"),
        (DefiniteIntegral(x**-2, x, -1, 1), "split-an-integral"),
        (DefiniteIntegral(sp.exp(-(x**2)), x, -sp.oo, sp.oo), "split-an-integral"),
        (DefiniteIntegral(sp.Abs(x), x, -1, 1), "split-an-integral"),
        (DefiniteIntegral(sp.Abs(x), x, 0, 1), "formula-on-the-interval"),
        (DefiniteIntegral(sp.Max(x, 1 - x), x, 1, 2), "formula-on-the-interval"),
        (DefiniteIntegral(sp.log(x), x, 0, 1), "improper-integral"),
        (DefiniteIntegral(x**-2, x, 1, sp.oo), "improper-integral"),
    ],
    ids=str,
)
def test_the_first_rule_that_fits_a_definite_integral(question, rule_id):
    first = next(rule for rule in RULES if rule.is_about(question) and list(rule.rewrite(question, ask)))
    assert first.id == rule_id


@pytest.mark.parametrize(
    ("at", "holds"), [((1, 2), True), ((-1, 1), False), ((0, 1), False), ((-2, -1), True), ((1, t), None)]
)
def test_the_condition_of_the_fundamental_theorem(at, holds):
    continuous = BY_ID["fundamental-theorem"].conditions[0]
    where = {"f": 1 / x, "F": sp.log(sp.Abs(x)), "x": x, "a": sp.sympify(at[0]), "b": sp.sympify(at[1])}
    assert continuous.holds(where, {}) is holds


def test_the_power_rule_needs_an_exponent_other_than_minus_one():
    condition = BY_ID["power-rule-for-integrals"].conditions[0]
    assert condition.holds({"n": sp.Integer(2), "x": x}, {}) is True
    assert condition.holds({"n": sp.Integer(-1), "x": x}, {}) is False


def test_an_improper_integral_between_two_poles_waits_for_the_split():
    assert offered("improper-integral", DefiniteIntegral(1 / (x**2 - 1), x, -1, 1)) == []


def test_the_same_symbol_inside_is_left_alone():
    question = raw(Antideriv, sp.sin(t), x)
    assert check(derive(question, ALL)).verdict in ("proved", "agrees")


def test_a_constant_in_the_table_is_multiplied_out():
    assert integrate("e^(-x^2)").steps[0].after == sp.sqrt(sp.pi) * sp.erf(x) / 2
