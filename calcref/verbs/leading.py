"""Which rules lead from one side of a line to the other: an explanation beside what numbers have decided."""

from __future__ import annotations

import sympy as sp

from calcref import derivatives, integrals, limits
from calcref.core.engine import SOLVE, derive
from calcref.core.errors import CalcrefError
from calcref.core.expr import is_open, nodes
from calcref.core.questions import Antideriv, At, DefiniteIntegral, Diff, LimitOf, Question
from calcref.integrals import substitution

RULES = (*integrals.RULES, *limits.RULES, *derivatives.RULES)
BUDGET = 400  # questions
PLAIN = frozenset(
    (
        *("constant", "identity", "constant-multiple", "sum", "simplify", "standard-form", SOLVE.id),
        *("integral-of-a-constant-multiple", "integral-of-a-sum", "integral-of-a-constant"),
    )
)
MOST = 4  # rules that are named


def rules_between(left: sp.Expr, right: sp.Expr) -> tuple[str, ...]:
    """The ids of the rules that answer what `left` asks and `right` does not; empty where it asks nothing more.

    >>> x = sp.Symbol("x", real=True)
    >>> rules_between(Diff(x**2 * sp.sin(x), x), 2*x*sp.sin(x) + x**2*sp.cos(x))
    ('product-rule', 'power-rule', 'sine')
    """
    if isinstance(left, Antideriv) and any(
        isinstance(it, At) and isinstance(it.expr, Antideriv) for it in nodes(right)
    ):
        return (substitution.RULE.id,)
    still = {node for node in nodes(right) if isinstance(node, Question)}
    found: dict[str, None] = {}
    for node in reversed(list(nodes(left))):
        if isinstance(node, (Diff, Antideriv, DefiniteIntegral, LimitOf)) and node not in still:
            found |= dict.fromkeys(_rules(node, is_open(right)))
            still |= {inner for inner in nodes(node) if isinstance(inner, Question)}
    return tuple(found)[:MOST]


def _rules(question: Question, first_only: bool) -> list[str]:
    """The rules that answer one question; the first alone where the other side asks on."""
    try:
        steps = derive(question, RULES, BUDGET).steps
    except CalcrefError:
        return []
    named = [step.rule.id for step in steps]
    told = [id for id in named if id not in PLAIN] or named
    return told[:1] if first_only else told
