"""The public verb `differentiate`: from what a reader gives to a derivation."""

from __future__ import annotations

from functools import cache

import sympy as sp

from calcref.core.conditions import WALKABLE
from calcref.core.errors import OutsideDomain
from calcref.core.expr import raw, tree_size
from calcref.core.questions import Diff
from calcref.core.records import Derivation
from calcref.render.notes import plain
from calcref.verbs.at_point import Asked, at_point
from calcref.verbs.derived import derived, must_be_order
from calcref.verbs.reading import expression, one_variable, shown

HIGHEST_ORDER = 20  # the highest order of a derivative


def differentiate(
    expr: sp.Expr | str,
    x: sp.Symbol | str | None = None,
    order: int = 1,
    at: sp.Expr | str | float | None = None,
) -> Derivation:
    """The derivative of `expr` in `x`, with every step.

    It is not verified until `.check()` is called.

    Args:
        expr: a SymPy expression, or text such as "x^2 sin(x)" or "int_0^x sin(x t) dt".
        x: the variable, or its name; needed only where there are several.
        order: how many times to differentiate, 1 to 20.
        at: a point; the answer is then the value of the derivative there.

    Raises:
        ParseError: the text is not one formula.
        CalcrefError: the variable is not clear, or the order is no whole number from 1 to 20.
        NoRuleApplies: no rule differentiates a part of the expression.
        OutsideDomain: the derivative does not exist at the point.
        Undecided: whether it exists there depends on letters, or was not found.

    >>> differentiate("x^2 sin(x)").answer
    x**2*cos(x) + 2*x*sin(x)
    >>> differentiate("ln(x)", at=2).answer
    1/2
    """
    function = _function(expr)
    var = one_variable(function, x)
    must_be_order(order, HIGHEST_ORDER, "a derivative is a whole number from 1 to")

    @cache
    def of_order(count: int) -> Derivation:
        question = function
        for _ in range(count):
            question = raw(Diff, question, var)
        return derived(question)

    if at is not None:
        _must_have_values(of_order(1), function, var)
        return at_point(Asked(function, var, expression(at), order), of_order)
    derivation = of_order(order)
    _must_have_values(derivation, function, var)
    return derivation


def _function(given: sp.Expr | str) -> sp.Expr:
    """What is differentiated: a formula, or an integral as a function of what stands in it."""
    from calcref.parse.asked import area

    found = area(given) if isinstance(given, str) else None
    return expression(given) if found is None else found


def _must_have_values(derivation: Derivation, function: sp.Expr, var: sp.Symbol) -> None:
    """Nothing, unless a power has no value wherever one looks, as that of a negative base has none.

    Raises:
        OutsideDomain: it has none.
    """
    if tree_size(derivation.answer) <= WALKABLE and derivation.answer.has(sp.I):
        raise OutsideDomain(f"{shown(function)} has no derivative at any {var}: it has no real values to begin with")
    powers = [step for step in derivation.steps if type(step.before) is Diff and step.before.expr.is_Pow]
    for step in powers:
        for condition in step.rule.conditions:
            if condition.holds(step.where, {}) is False:
                raise OutsideDomain(
                    f"{shown(function)} has no derivative at any {var}: the step {step.rule.name} needs "
                    f"{plain(condition.text)}, and that is never so here"
                )
