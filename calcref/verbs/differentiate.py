"""The public verb `differentiate`: from what a reader gives to a derivation."""

from __future__ import annotations

from functools import cache

import sympy as sp

from calcref.core.conditions import WALKABLE
from calcref.core.engine import derive
from calcref.core.errors import CalcrefError, NoRuleApplies, OutsideDomain
from calcref.core.expr import raw, tree_size
from calcref.core.questions import Diff
from calcref.core.records import Derivation
from calcref.core.simplify import simplified
from calcref.derivatives import RULES
from calcref.render.notes import plain
from calcref.verbs.at_point import Asked, at_point
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
        expr: a SymPy expression, or text such as "x^2 sin(x)".
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
    function = expression(expr)
    var = one_variable(function, x)
    if isinstance(order, bool) or not isinstance(order, int) or not 1 <= order <= HIGHEST_ORDER:
        raise CalcrefError(f"the order of a derivative is a whole number from 1 to {HIGHEST_ORDER}; found {order!r}")

    @cache
    def derived(count: int) -> Derivation:
        question = function
        for _ in range(count):
            question = raw(Diff, question, var)
        try:
            return simplified(derive(question, RULES))
        except NoRuleApplies as error:
            raise NoRuleApplies(f"{error}; SymPy was not asked: it is not, for derivatives", error.tried) from error

    if at is not None:
        _must_have_values(derived(1), function, var)
        return at_point(Asked(function, var, expression(at), order), derived)
    derivation = derived(order)
    _must_have_values(derivation, function, var)
    return derivation


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
