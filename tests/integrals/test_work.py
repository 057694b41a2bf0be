"""A rule that branches, by parts, is bounded by counted work: SymPy is asked a few times, and never on a guess."""

from dataclasses import replace

import pytest
import sympy as sp

from calcref import derivatives, integrals, limits
from calcref.core.engine import derive
from calcref.core.errors import BudgetExceeded, CalcrefError, NoRuleApplies
from calcref.core.expr import add, mul, negative, raw
from calcref.core.letters import f, x
from calcref.core.questions import Antideriv, Diff
from calcref.core.records import Rewriting, Rule, Statement
from calcref.core.simplify import standard_form
from calcref.integrals.integrand import integrand

BUDGET = 2_000


def by_parts(question, ask):
    """Every factor taken as g', the product of the others as f."""
    expr, var = integrand(question), question.var
    if expr is None:
        return
    factors = sp.Mul.make_args(expr)
    for k, inner in enumerate((*factors, sp.S.One)):
        rest = sp.Mul(*factors[:k], *factors[k + 1 :])
        area, slope = ask(raw(Antideriv, inner, var)), ask(raw(Diff, rest, var))
        if inner != expr and area is not None and slope is not None:
            left = standard_form(area.answer * slope.answer)
            yield Rewriting(raw(sp.Add, mul(rest, area.answer), negative(raw(Antideriv, left, var))), {}, (area, slope))


PARTS = Rule(
    id="by-parts",
    name="By parts",
    statement=Statement(raw(Antideriv, f, x), add(f, negative(f))),
    rewrite=by_parts,
    page="nowhere/",
    asks=(Antideriv,),
)


def rule(name, rewrite, **options):
    return Rule(id=name, name=name.capitalize(), statement=Statement(x, x), rewrite=rewrite, page="nowhere/", **options)


@pytest.fixture
def counted():
    """The last rule with SymPy counted in its place: what it is asked, in order; it never answers."""
    asked = []

    def never(question, ask):
        asked.append(question.expr)
        return iter(())

    last = integrals.LAST
    return replace(last, rewrite=never), asked


def test_sympy_is_asked_within_the_budget(counted):
    last, asked = counted
    rules = (*integrals.RULES, PARTS, *limits.RULES, *derivatives.RULES, last)
    with pytest.raises(CalcrefError) as caught:
        derive(Antideriv(sp.exp(sp.sin(x)), x), rules, BUDGET, (12,))
    assert isinstance(caught.value, (NoRuleApplies, BudgetExceeded))
    assert 0 < len(asked) <= BUDGET // last.cost


def test_a_guess_is_never_handed_to_sympy(counted):
    last, asked = counted

    def wondering(question, ask):
        assert ask(Antideriv(sp.exp(sp.exp(question.var)), question.var)) is None
        return iter(())

    wonders = rule("wonders", wondering, asks=(Antideriv,))
    with pytest.raises(NoRuleApplies) as caught:
        derive(Antideriv(sp.exp(x) * sp.log(x), x), (wonders, last))
    assert set(asked) == {sp.exp(x) * sp.log(x)}
    assert caught.value.tried == ("wonders", last.id)


def test_what_a_rule_asks_counts_as_work():
    def endless(question, ask):
        ask(Antideriv(question.expr + 1, x))
        return iter(())

    endlessly = rule("endless", endless, asks=(Antideriv,), shrinks=True)
    with pytest.raises(BudgetExceeded, match="units of work"):
        derive(Antideriv(x, x), (endlessly,), budget=20)


def test_by_parts_answers_what_it_can():
    rules = (*integrals.RULES, PARTS, *limits.RULES, *derivatives.RULES)
    found = derive(Antideriv(x * sp.exp(x), x), rules, BUDGET)
    assert sp.simplify(found.answer - (x - 1) * sp.exp(x)) == 0


def test_a_rule_is_offered_only_what_it_asks():
    def never(question, ask):
        raise AssertionError(question)

    only = rule("only", never, asks=(Diff,))
    with pytest.raises(NoRuleApplies, match="no rule is about such a question"):
        derive(Antideriv(x, x), (only,))


def test_a_refusal_names_the_step_that_asked():
    def opens(question, ask):
        if question.expr == x:
            yield Rewriting(Antideriv(sp.zeta(x), x))

    opener = rule("opens zeta", opens)
    with pytest.raises(NoRuleApplies, match=r"zeta\(x\).*which the step 'Opens zeta' asks for; tried opens"):
        derive(Antideriv(x, x), (opener,))
