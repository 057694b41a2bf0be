"""The engine: pure, bounded, not recursive, and it solves for a question that comes back."""

import itertools
import random

import pytest
import sympy as sp

from calcref.core import engine
from calcref.core.engine import SOLVE, derive
from calcref.core.errors import BudgetExceeded, NoRuleApplies
from calcref.core.expr import add, apply, mul, power, raw
from calcref.core.questions import Antideriv, Diff
from calcref.core.records import Law, Rewriting, Rule, Statement
from calcref.core.simplify import SIMPLIFY
from calcref.derivatives import RULES
from calcref.verbs.at_point import EVALUATE

x = sp.Symbol("x", real=True)
EXPRESSIONS = (
    x**2 * sp.sin(x),
    sp.exp(-(x**2) / 2),
    sp.log(sp.cos(x)),
    x**x,
    sp.sin(x) / x**2,
    sp.tanh(3 * x + 1) * sp.exp(x),
)


def rule(name, rewrite):
    return Rule(id=name, name=name, statement=Statement(x, x), rewrite=rewrite, page="nowhere/")


def told(derivation):
    """A derivation as plain text, to compare by value."""
    return [(step.rule.id, str(step.before), str(step.after)) for step in derivation.steps] + [str(derivation.answer)]


def chain(links):
    expr = x
    for head in itertools.islice(itertools.cycle([sp.sin, sp.exp, sp.tanh, sp.cos]), links):
        expr = apply(head, mul(sp.S.Half, expr))
    return expr


@pytest.mark.parametrize("expr", EXPRESSIONS, ids=str)
def test_the_same_question_five_times(expr):
    first, *others = (told(derive(Diff(expr, x), RULES)) for _ in range(5))
    assert all(other == first for other in others)


def test_the_order_of_questions_does_not_matter():
    alone = {expr: told(derive(Diff(expr, x), RULES)) for expr in EXPRESSIONS}
    for seed in range(3):
        shuffled = list(EXPRESSIONS)
        random.Random(seed).shuffle(shuffled)
        assert {expr: told(derive(Diff(expr, x), RULES)) for expr in shuffled} == alone


def test_equal_questions_are_answered_once():
    shared = sp.exp(sp.sin(x))
    derivation = derive(Diff(raw(sp.Add, mul(x, shared), power(shared, sp.Integer(2))), x), RULES)
    asked = [step.before for step in derivation.steps]
    assert len(asked) == len(set(asked))


def test_a_long_chain_is_linear_and_does_not_recurse():
    short, long = (derive(Diff(chain(links), x), RULES) for links in (500, 2_000))
    assert len(long.steps) < 4.5 * len(short.steps)


def test_many_factors_stay_near_linear():
    product = raw(sp.Mul, *(apply(sp.sin, mul(sp.Integer(k), x)) for k in range(2, 202)))
    edges = sum(len(node.parts) for node in derive(Diff(product, x), RULES).nodes)
    assert edges < 4_000


def test_no_rule_says_what_it_was_stuck_on():
    with pytest.raises(NoRuleApplies, match=r"zeta\(x\)") as caught:
        derive(Diff(sp.sin(x) + sp.zeta(x), x), RULES)
    assert "chain-rule" in caught.value.tried


def test_the_budget_holds():
    def grow(question, ask):
        yield Rewriting(Antideriv(2 * question.expr, x) + Antideriv(question.expr + 1, x))

    with pytest.raises(BudgetExceeded, match="stopped after 5 of 5 units of work"):
        derive(Antideriv(x, x), (rule("grow", grow),), budget=5)


def test_a_branch_that_does_not_close_is_left():
    def dead_end(question, ask):
        if question.expr == x:
            yield Rewriting(Antideriv(sp.zeta(x), x))

    def table(question, ask):
        if question.expr == x:
            yield Rewriting(x**2 / 2)

    derivation = derive(Antideriv(x, x), (rule("dead-end", dead_end), rule("table", table)))
    assert [step.rule.id for step in derivation.steps] == ["table"]


def test_the_shorter_derivation_is_found_first():
    def detour(question, ask):
        if question.expr.is_Symbol:
            yield Rewriting(Antideriv(sp.sin(x), x))
        elif question.expr == sp.sin(x):
            yield Rewriting(Antideriv(sp.cos(x), x))
        elif question.expr == sp.cos(x):
            yield Rewriting(Antideriv(sp.exp(x), x))
        elif question.expr == sp.exp(x):
            yield Rewriting(x**2 / 2)

    def direct(question, ask):
        if question.expr == x:
            yield Rewriting(x**2 / 2)

    derivation = derive(Antideriv(x, x), (rule("detour", detour), rule("direct", direct)))
    assert [step.rule.id for step in derivation.steps] == ["direct"]


def test_a_question_that_comes_back_is_solved_for():
    # I = x - 3 I has the solution x/4.
    def loop(question, ask):
        if question.expr == sp.sin(x):
            yield Rewriting(x - 3 * Antideriv(sp.sin(x), x))

    derivation = derive(Antideriv(sp.sin(x), x), (rule("loop", loop),))
    assert derivation.answer == x / 4
    assert derivation.step.rule.id == "solve-for-the-integral"


def test_a_question_that_only_says_itself_is_refused():
    def circle(question, ask):
        yield Rewriting(x + Antideriv(sp.sin(x), x))

    with pytest.raises(NoRuleApplies):
        derive(Antideriv(sp.sin(x), x), (rule("circle", circle),))


def test_what_a_rule_asks_becomes_a_part():
    def asking(question, ask):
        if isinstance(question, Antideriv):
            slope = ask(Diff(sp.sin(x), x))
            if slope is not None and slope.answer == question.expr:
                yield Rewriting(sp.sin(x))

    derivation = derive(Antideriv(sp.cos(x), x), (rule("asking", asking), *RULES))
    assert [part.answer for part in derivation.parts] == [sp.cos(x)]


def test_an_answer_comes_from_its_steps():
    derivation = derive(Diff(add(x, power(x, sp.Integer(3))), x), RULES)
    assert derivation.answer - (1 + 3 * x**2) == 0
    assert derivation.step.after == Diff(x, x) + Diff(x**3, x)


def test_a_rewriting_names_what_it_leans_on():
    """Other questions that the rule asked on the way leave no trace."""

    def rewrite(question, ask):
        if question.expr == x:
            yield Rewriting(sp.S.One)
        elif question.expr == x**2:
            yield Rewriting(sp.S.Zero)
        elif question.expr == x**3:
            first, _ = ask(raw(Diff, x, x)), ask(raw(Diff, x**2, x))
            yield Rewriting(sp.Integer(2), used=(first,))

    (part,) = derive(raw(Diff, x**3, x), (rule("asks", rewrite),)).parts
    assert part.question == raw(Diff, x, x)


def test_a_question_asked_and_then_left_open_is_one_part():
    def rewrite(question, ask):
        if question.expr == x:
            yield Rewriting(sp.S.One)
        elif ask(raw(Diff, x, x)) is not None:
            yield Rewriting(raw(sp.Mul, sp.Integer(2), raw(Diff, x, x)))

    derivation = derive(raw(Diff, x**2, x), (rule("asks", rewrite),))
    assert (len(derivation.parts), derivation.answer) == (1, 2)


def test_the_depth_of_a_search_can_be_set():
    def rewrite(question, ask):
        power = question.expr.as_base_exp()[1]
        yield Rewriting(raw(Antideriv, x ** (power - 1), x) if power > 1 else x)

    rules = (rule("one less", rewrite),)
    assert derive(raw(Antideriv, x**6, x), rules).answer == x
    with pytest.raises(NoRuleApplies):
        derive(raw(Antideriv, x**6, x), rules, depths=(3,))


def test_closing_steps_go_by_laws_that_no_search_offers_a_question():
    for law in (SOLVE, SIMPLIFY, EVALUATE):
        assert type(law) is Law
        assert not hasattr(law, "rewrite")


@pytest.mark.parametrize("expr", EXPRESSIONS, ids=str)
def test_a_search_offers_a_question_to_the_rules_that_are_about_it(expr):
    search = engine._Search(RULES, 1)
    for kind in (Diff, Antideriv):
        question = kind(expr, x)
        assert search.offered(question) == tuple(rule for rule in RULES if rule.is_about(question))
        assert search.offered(question) == search.offered(kind(expr, x))
