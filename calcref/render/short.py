"""One bounded line for each record, for a prompt."""

from __future__ import annotations

import sympy as sp

from calcref.core.records import Derivation, Law, Step
from calcref.core.shown import cut
from calcref.render.expression_text import text


def short(expr: sp.Expr) -> str:
    """`expr` as text on one line, cut in the middle where it is wide.

    >>> short(sp.Symbol("x") ** 2)
    'x^2'
    >>> len(short(sp.Integer(7) ** 500))
    72
    """
    return cut(text(expr))


def short_derivation(derivation: Derivation) -> str:
    """What was asked, the answer, and how many steps there are."""
    count = len(derivation.nodes)
    steps = "1 step" if count == 1 else f"{count} steps"
    return f"Derivation({short(derivation.question)} = {short(derivation.answer)}, {steps})"


def short_step(step: Step) -> str:
    """What becomes what, and by which rule."""
    return f"Step({short(step.before)} = {short(step.after)}, by {step.rule.name})"


def short_law(law: Law) -> str:
    """The name, and the equation."""
    return f"{type(law).__name__}({law.name}: {short(law.statement.left)} = {short(law.statement.right)})"
