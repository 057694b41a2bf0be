"""A derivation little by little, for somebody who wants to find the rest alone."""

from __future__ import annotations

from sympy.core.basic import Basic

from calcref.core.conditions import WALKABLE
from calcref.core.expr import brief, tree_size
from calcref.core.records import Derivation
from calcref.render.expression_text import text


def hints(derivation: Derivation) -> tuple[str, ...]:
    """For each step the name of its rule, then the step; last the answer.

    >>> from calcref.core.engine import derive
    >>> from calcref.core.letters import x
    >>> from calcref.core.questions import Diff
    >>> from calcref.derivatives import RULES
    >>> hints(derive(Diff(x**2, x), RULES))
    ('Power rule', 'd/dx[x^2] = 2*x', 'The answer is 2*x.')
    """
    steps = ((step.rule.name, f"{_shown(step.before)} = {_shown(step.after)}") for step in derivation.steps)
    return *(said for step in steps for said in step), f"The answer is {_shown(derivation.answer)}."


def _shown(expr: Basic) -> str:
    return text(expr) if tree_size(expr) <= WALKABLE else brief(expr)
