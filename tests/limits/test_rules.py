"""Rules for limits: what each answers, and where it stands aside."""

import pytest
import sympy as sp

from calcref.catalogue import catalogue
from calcref.core.engine import derive
from calcref.core.errors import NoRuleApplies
from calcref.core.letters import t
from calcref.core.questions import Antideriv, LimitOf
from calcref.limits import CONCEPTS, LAST, RULES, STEPS
from calcref.limits.asking import is_small
from calcref.verbs.limit import RULES as ALL
from calcref.verify import check

BY_ID = {rule.id: rule for rule in (*RULES, *STEPS, LAST)}


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
    assert catalogue[rule.id].subject is rule


def test_every_rule_that_is_tried_is_in_the_catalogue():
    assert set(BY_ID) <= set(catalogue)


@pytest.mark.parametrize("rule", STEPS, ids=lambda rule: rule.id)
def test_a_rule_stands_aside_for_other_questions(rule):
    assert not rule.is_about(Antideriv(sp.sin(t), t))


def test_a_limit_that_is_a_number():
    assert offered("limit-by-sympy", LimitOf(sp.sin(t) / t, t, 0)) == [1]


def test_a_limit_that_no_side_agrees_on_is_not_answered():
    assert offered("limit-by-sympy", LimitOf(sp.sign(t), t, 0)) == []


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (LimitOf(1 / t, t, 0, "+"), sp.oo),
        (LimitOf(1 / t, t, 0, "-"), -sp.oo),
        (LimitOf(sp.log(sp.Abs(t)), t, 0, "+"), -sp.oo),
        (LimitOf(sp.sin(t), t, sp.oo), sp.nan),
    ],
    ids=str,
)
def test_a_limit_that_is_no_number(question, answer):
    assert offered("infinite-limit", question) == [answer]


def test_a_limit_that_is_a_number_is_no_matter_of_divergence():
    assert offered("infinite-limit", LimitOf(1 / t, t, sp.oo)) == []


FITS = {
    "limit-of-a-continuous-function": LimitOf(t**2 + 1, t, 3),
    "limit-at-an-end": LimitOf(1 / t, t, 0, "-"),
    "limit-of-sine-over-its-argument": LimitOf(sp.sin(t) / t, t, 0),
    "limit-of-cosine-at-zero": LimitOf((1 - sp.cos(t)) / t**2, t, 0),
    "limit-of-tangent-over-its-argument": LimitOf(sp.tan(t) / t, t, 0),
    "limit-of-arcsine-over-its-argument": LimitOf(sp.asin(t) / t, t, 0),
    "limit-of-arctangent-over-its-argument": LimitOf(sp.atan(t) / t, t, 0),
    "limit-of-exponential-at-zero": LimitOf((sp.exp(t) - 1) / t, t, 0),
    "limit-of-general-exponential-at-zero": LimitOf((3**t - 1) / t, t, 0),
    "limit-of-logarithm-at-one": LimitOf(sp.log(1 + t) / t, t, 0),
    "limit-of-compound-growth": LimitOf((1 + 1 / t) ** t, t, sp.oo),
    "turn-the-line-round": LimitOf(t / sp.sqrt(t**2 + 1), t, -sp.oo),
    "limit-from-both-sides": LimitOf(sp.Abs(sp.sign(t)), t, 0),
    "signs-on-one-side": LimitOf(sp.Abs(t) / t, t, 0, "-"),
    "order-of-growth": LimitOf(t**9 * sp.exp(-t), t, sp.oo),
    "limit-of-a-sum": LimitOf(sp.exp(-t) + sp.atan(t), t, sp.oo),
    "limit-of-a-quotient": LimitOf(sp.tanh(t) / (1 + sp.exp(-t)), t, sp.oo),
    "limit-of-a-product": LimitOf(2 * sp.sin(t) / t, t, 0),
    "limit-of-a-composition": LimitOf(sp.exp(1 / t), t, 0, "-"),
    "cancel-a-common-factor": LimitOf((t**2 - 1) / (t - 1), t, 1),
    "by-a-standard-limit": LimitOf(sp.sin(5 * t) / t, t, 0),
    "limit-of-a-general-power": LimitOf((1 + 3 / t) ** t, t, sp.oo),
    "squeeze": LimitOf(t * sp.sin(1 / t), t, 0),
    "dominant-term": LimitOf((t + sp.sin(t)) / t, t, sp.oo),
    "multiply-by-the-conjugate": LimitOf((sp.sqrt(t + 4) - 2) / t, t, 0),
    "one-logarithm": LimitOf(sp.log(t + 1) - sp.log(t), t, sp.oo),
    "common-denominator": LimitOf(1 / sp.sin(t) - 1 / t, t, 0),
    "by-sine-and-cosine": LimitOf(sp.tan(t), t, sp.pi / 2, "-"),
    "lhopital": LimitOf((t - sp.sin(t)) / t**3, t, 0),
    "limit-by-leading-term": LimitOf(sp.sqrt(t**2 + t) - t, t, sp.oo),
}


@pytest.mark.parametrize("rule_id", [rule.id for rule in dict.fromkeys(STEPS)])
def test_a_rule_fits_and_its_derivation_holds(rule_id):
    question = FITS[rule_id]
    assert offered(rule_id, question)
    assert check(derive(question, ALL)).verdict == "agrees"


ASIDE = {
    "limit-of-a-continuous-function": (LimitOf(sp.sign(t), t, 0), LimitOf(1 / t, t, 0), LimitOf(sp.sqrt(t), t, 0)),
    "limit-at-an-end": (LimitOf(1 / t, t, 0), LimitOf(sp.sin(t), t, sp.oo), LimitOf(sp.sqrt(t), t, 0)),
    "limit-of-sine-over-its-argument": (LimitOf(sp.sin(t) / t, t, sp.oo), LimitOf(sp.sin(t) / t**2, t, 0)),
    "limit-of-cosine-at-zero": (LimitOf((1 - sp.cos(t)) / t, t, 0), LimitOf((2 - sp.cos(t)) / t**2, t, 0)),
    "limit-of-a-sum": (LimitOf(t - sp.log(t), t, sp.oo), LimitOf(1 / t - 1 / sp.sin(t), t, 0, "+")),
    "limit-of-a-product": (LimitOf(t * sp.log(t), t, 0, "+"), LimitOf(t * sp.sin(1 / t), t, 0)),
    "limit-of-a-quotient": (LimitOf(sp.sin(t) / t, t, 0), LimitOf(sp.log(t) / t, t, sp.oo)),
    "limit-of-a-composition": (LimitOf(sp.sin(1 / t), t, 0), LimitOf(sp.sin(t), t, 0)),
    "cancel-a-common-factor": (LimitOf((t + 1) / (t - 1), t, 1),),
    "squeeze": (LimitOf(sp.sin(1 / t), t, 0), LimitOf(t * sp.sin(t), t, sp.oo)),
    "dominant-term": (LimitOf(sp.sqrt(t**2 + t) - t, t, sp.oo),),
    "order-of-growth": (LimitOf(t**9 * sp.exp(-t), t, -sp.oo), LimitOf(t ** sp.Symbol("c", real=True), t, sp.oo)),
    "limit-of-a-general-power": (LimitOf((-1 - sp.exp(t)) ** t, t, 0),),
    "lhopital": (
        LimitOf((t + sp.sin(t)) / (1 + t**2), t, 0),  # 0/1
        LimitOf((t**2 + 1) / t, t, 0, "+"),  # 1/0
    ),
    "by-a-standard-limit": (LimitOf(sp.sin(t) / t, t, sp.oo), LimitOf(t * sp.sin(1 / t), t, 0)),
}


@pytest.mark.parametrize(("rule_id", "question"), [(rule, it) for rule in ASIDE for it in ASIDE[rule]], ids=str)
def test_a_rule_stands_aside(rule_id, question):
    assert offered(rule_id, question) == []


@pytest.mark.parametrize(
    ("question", "answer"),
    [(LimitOf((t + sp.sin(t)) / t, t, sp.oo), 1), (LimitOf(t**2 * sp.sin(1 / t) / sp.sin(t), t, 0), 0)],
    ids=str,
)
def test_lhopital_is_not_used_where_the_quotient_of_the_slopes_has_no_limit(question, answer):
    found = derive(question, ALL)
    assert found.answer == answer
    assert "lhopital" not in {step.rule.id for step in found.steps}


@pytest.mark.parametrize(("expr", "small"), [((1 + t) ** 9, True), ((1 + t) ** 5000, False), (t**1000 - 1, False)])
def test_what_is_multiplied_out_is_small(expr, small):
    assert is_small(expr) is small
