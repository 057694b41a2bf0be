"""What rules state is true wherever their conditions hold, and a false statement is refuted."""

from dataclasses import replace

import pytest
import sympy as sp

from calcref.catalogue import catalogue
from calcref.core.conditions import within
from calcref.core.expr import divide, raw
from calcref.core.letters import a, f, f_of_g, g, x
from calcref.core.proofs import Argument, FromForm
from calcref.core.questions import Antideriv, DefiniteIntegral, Diff, LimitOf
from calcref.core.records import Condition, Statement
from calcref.derivatives.elementary import ELEMENTARY_RULES
from calcref.integrals import table
from calcref.verify.statement import check_conditions, check_proof, check_statement

ROWS = (*ELEMENTARY_RULES, *table.RULES)


@pytest.mark.parametrize("rule", catalogue.rules, ids=lambda rule: rule.id)
def test_a_statement_holds_where_its_conditions_do(rule):
    found = check_statement(rule)
    assert found.verdict == "agrees", found


@pytest.mark.parametrize(
    "rule", [it for it in catalogue.rules if not isinstance(it.proof, Argument)], ids=lambda rule: rule.id
)
def test_a_proof_is_about_the_function_of_its_rule(rule):
    found = check_proof(rule)
    assert found.verdict == "agrees", found


def of(rule_id):
    return catalogue[rule_id].subject


FALSE = {
    "product-rule": Statement(raw(Diff, f * g, x), Diff(f, x) * g - f * Diff(g, x)),
    "chain-rule": Statement(raw(Diff, f_of_g, x), Diff(f, x)),
    "sum": Statement(raw(Diff, f + g, x), Diff(f, x)),
    "sine": Statement(raw(Diff, sp.sin(x), x), -sp.cos(x)),
    "quotient-rule": Statement(raw(Diff, f / g, x), Diff(f, x) / Diff(g, x)),
    "integral-of-a-sum": Statement(raw(Antideriv, f + g, x), Antideriv(f, x) - Antideriv(g, x)),
    "integral-of-the-squared-sine": Statement(raw(Antideriv, sp.sin(x) ** 2, x), x / 2 + sp.sin(2 * x) / 4),
    "equal-bounds": Statement(raw(DefiniteIntegral, f, x, sp.S.Zero, sp.S.One), sp.S.Zero),
    "power-rule": Statement(of("power-rule").statement.left, x**2),
    "limit-of-a-product": Statement(of("limit-of-a-product").statement.left, of("limit-of-a-sum").statement.right),
    "lhopital": Statement(
        of("lhopital").statement.left, LimitOf(Diff(f / g, x), x, a), of("lhopital").statement.meaning
    ),
    "limit-of-cosine-at-zero": Statement(of("limit-of-cosine-at-zero").statement.left, sp.S.One),
}


@pytest.mark.parametrize("rule_id", FALSE)
def test_a_false_statement_is_refuted(rule_id):
    found = check_statement(replace(of(rule_id), statement=FALSE[rule_id]))
    assert found.verdict == "refuted", found


@pytest.mark.parametrize(
    "rule_id",
    [
        "integral-of-an-exponential",
        "absolute-value",
        "sign",
        "general-power",
        "natural-logarithm",
        "limit-of-a-general-power",
    ],
)
def test_a_statement_without_its_conditions_is_refuted(rule_id):
    found = check_statement(replace(of(rule_id), conditions=()))
    assert found.verdict == "refuted", found


@pytest.mark.parametrize("rule", [it for it in catalogue.rules if it.conditions], ids=lambda rule: rule.id)
def test_every_condition_is_needed(rule):
    found = check_conditions(rule)
    assert found.verdict == "agrees", found


@pytest.mark.parametrize("rule_id", ["product-rule", "sine", "integral-of-the-squared-sine", "integral-of-relu"])
def test_a_condition_that_nothing_needs_is_reported(rule_id):
    rule = of(rule_id)
    needless = within("x", lambda value: value.is_positive, "$x > 0$")
    found = check_conditions(replace(rule, conditions=(*rule.conditions, needless)))
    assert found.verdict == "refuted"
    assert "$x > 0$" in found.how


DROPPED = [(rule, index) for rule in ROWS for index in range(len(rule.conditions))]


@pytest.mark.parametrize(("rule", "index"), DROPPED, ids=lambda it: getattr(it, "id", str(it)))
def test_a_row_of_a_table_without_one_of_its_conditions_is_refuted(rule, index):
    left = tuple(condition for place, condition in enumerate(rule.conditions) if place != index)
    found = check_statement(replace(rule, conditions=left))
    assert found.verdict == "refuted", found


def test_a_condition_that_nobody_decides_excuses_nothing():
    rule = of("natural-logarithm")
    found = check_statement(replace(rule, conditions=(Condition("$u > 0$", lambda where, point: None),)))
    assert found.verdict == "unknown", found


@pytest.mark.parametrize(
    ("rule_id", "form"),
    [
        ("tangent", divide(sp.cos(x), sp.sin(x))),
        ("hyperbolic-sine", sp.exp(x) / 2),
        ("sigmoid", 1 / (1 + sp.exp(x))),
    ],
)
def test_a_proof_of_another_function_is_refuted(rule_id, form):
    found = check_proof(replace(of(rule_id), proof=FromForm(form, x)))
    assert found.verdict == "refuted", found


def test_a_proof_in_words_is_left_to_a_reader():
    assert check_proof(of("product-rule")).verdict == "unknown"
