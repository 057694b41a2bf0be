"""Other derivations of an integral: each begins with a technique, or a choice, that none before it began with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from calcref.core.engine import derive
from calcref.core.errors import BudgetExceeded, NoRuleApplies
from calcref.core.expr import raw
from calcref.core.questions import Antideriv, DefiniteIntegral, Question
from calcref.core.records import Ask, Derivation, Rewriting, Rule
from calcref.core.simplify import standard_form
from calcref.verbs.integrate import RULES, confirmed, finished

MOST = 3  # choices of one technique
BUDGET = 400  # questions for each


def alternatives(derivation: Derivation) -> Iterator[Derivation]:
    """Other checked derivations of the question of `derivation`, in standard form, found one after the other.

    Their answers may differ by a constant. Nothing comes for other questions than integrals.

    >>> from calcref import integrate
    >>> found = integrate("sin(x) cos(x)")
    >>> others = found.alternatives()
    >>> found.answer, next(others).answer, next(others).answer
    (sin(x)**2/2, -cos(x)**2/2, -cos(2*x)/4)
    """
    question: Any = derivation.question
    if not isinstance(question, (Antideriv, DefiniteIntegral)):
        return
    plain = standard_form(question.expr)
    question, first = raw(type(question), plain, *question.args[1:]), raw(Antideriv, plain, question.var)
    seen = {node.step.after for node in derivation.nodes if node.step.before == first}
    for rule in (rule for rule in RULES if rule.is_about(first)):
        for k in range(MOST):
            found = _beginning_with(rule, k, first, question)
            if found is None:
                break
            begun = {node.step.after for node in found.nodes if node.step.before == first}
            if begun <= seen:
                continue
            seen |= begun
            whole = finished(found)
            if confirmed(whole).verdict in ("proved", "agrees"):
                yield whole


def _beginning_with(rule: Rule, k: int, first: Question, question: Question) -> Derivation | None:
    """The derivation of `question` in which `first` is answered by the kth rewriting of `rule`, or None."""

    def chosen(asked: Question, ask: Ask) -> Iterator[Rewriting]:
        offered = rule.rewrite(asked, ask)
        return islice(offered, k, k + 1) if asked == first else offered

    rules = (replace(rule, rewrite=chosen) if other is rule else _except_for(first, other) for other in RULES)
    try:
        return derive(question, tuple(rules), BUDGET)
    except (NoRuleApplies, BudgetExceeded):
        return None


def _except_for(first: Question, rule: Rule) -> Rule:
    """`rule`, which stands aside where `first` is asked."""
    if not rule.is_about(first):
        return rule
    return replace(rule, rewrite=lambda asked, ask: iter(()) if asked == first else rule.rewrite(asked, ask))
