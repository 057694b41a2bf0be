"""Rules for limits: what each answers, and where it stands aside."""

import pytest
import sympy as sp

from calcref.core.letters import t
from calcref.core.questions import LimitOf
from calcref.limits import RULES

BY_ID = {rule.id: rule for rule in RULES}


def offered(rule_id, question):
    return [rewriting.after for rewriting in BY_ID[rule_id].rewrite(question, None)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_what_it_is(rule):
    assert rule.source is not None
    assert rule.proof is not None


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
