"""The public verb `differentiate`: from what a reader gives to a derivation."""

from __future__ import annotations

import sympy as sp

from calcref import limits
from calcref.core.about import Source
from calcref.core.conditions import WALKABLE, value_at
from calcref.core.engine import derive
from calcref.core.errors import CalcrefError, NoRuleApplies, OutsideDomain
from calcref.core.expr import raw, substitute, tree_size
from calcref.core.foreign import SYMPY_RAISES
from calcref.core.letters import x as default_variable
from calcref.core.proofs import Argument
from calcref.core.questions import At, Diff
from calcref.core.records import Derivation, Law, Point, Statement, Step
from calcref.core.simplify import simplified
from calcref.derivatives import RULES, difference_quotient
from calcref.verbs.reading import expression, one_variable, shown

KINKED = frozenset({"maximum", "absolute-value"})  # rules whose answer has a value where their condition fails
HIGHEST_ORDER = 20  # the highest order of a derivative

EVALUATE = Law(
    id="evaluate",
    name="Evaluate at a point",
    statement=Statement(
        At(sp.Function("f")(default_variable), default_variable, sp.Symbol("a", real=True)),
        sp.Function("f")(sp.Symbol("a", real=True)),
    ),
    page="start/how-to-read-a-derivation/#evaluate",
    proof=Argument("The point is put in for the variable.", Source("calcref", "definition")),
)


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

    >>> differentiate("x^2 sin(x)").answer
    x**2*cos(x) + 2*x*sin(x)
    >>> differentiate("ln(x)", at=2).answer
    1/2
    """
    function = expression(expr)
    var = one_variable(function, x)
    if isinstance(order, bool) or not isinstance(order, int) or not 1 <= order <= HIGHEST_ORDER:
        raise CalcrefError(f"the order of a derivative is a whole number from 1 to {HIGHEST_ORDER}; found {order!r}")
    question = raw(Diff, function, var)
    for _ in range(order - 1):
        question = raw(Diff, question, var)
    try:
        derivation = simplified(derive(question, RULES))
    except NoRuleApplies as error:
        raise NoRuleApplies(f"{error}; SymPy was not asked: it is not, for derivatives", error.tried) from error
    _must_have_values(derivation, function, var)
    return derivation if at is None else _at(derivation, function, var, expression(at), order)


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
                    f"{condition.text.replace('$', '')}, and that is never so here"
                )


def _at(derivation: Derivation, function: sp.Expr, var: sp.Symbol, point: sp.Expr, order: int) -> Derivation:
    """The derivation of the value at `point`, by the rules where their conditions hold, else by the definition."""
    if not point.is_number and var in point.free_symbols:
        raise CalcrefError(f"the point {shown(point)} holds the variable {var} itself; give a number")
    if point.is_number and not (point.is_real and point.is_finite):
        raise OutsideDomain(f"the point {shown(point)} is not a real number")
    where = {var: point}
    here = value_at(function, where)
    if here is not None and not _is_real(here):
        raise OutsideDomain(f"{shown(function)} has no real value at {var} = {shown(point)}, so no derivative either")
    if conditions_hold(derivation, where):
        value = value_at(derivation.answer, where)
        if value is None and substitute(derivation.answer, where).has(sp.sign, sp.Abs, sp.Max, sp.Min):
            _must_be_decided(derivation, function, where)
        if value is None:
            value = substitute(derivation.answer, where)
        if value.is_number and not _is_real(value):
            raise OutsideDomain(f"the derivative of {shown(function)} has no finite value at {var} = {shown(point)}")
        return Derivation(Step(EVALUATE, raw(At, derivation.answer, var, point), value), (derivation,), value)
    if order > 1:
        raise OutsideDomain(
            f"a rule used for {shown(function)} does not hold at {var} = {shown(point)}, and calcref goes back to "
            "the definition for first derivatives only; try order=1, or a point beside it"
        )
    return _by_definition(function, var, point)


def _must_be_decided(derivation: Derivation, function: sp.Expr, where: Point) -> None:
    """Nothing, unless a kink may be at the point, where the answer would have a value, and a wrong one.

    Raises:
        OutsideDomain: a condition of a rule depends on letters of the point.
    """
    for step in derivation.steps:
        for condition in step.rule.conditions:
            if step.rule.id in KINKED and condition.holds(step.where, where) is None:
                raise OutsideDomain(
                    f"whether {shown(function)} has a derivative there depends on its letters: the step "
                    f"{step.rule.name} needs {condition.text.replace('$', '')}; give numbers, or symbols with a sign"
                )


def _is_real(value: sp.Expr) -> bool:
    return value.is_real is not False and not value.has(sp.nan, sp.zoo, sp.oo, -sp.oo)


def conditions_hold(derivation: Derivation, point: Point) -> bool:
    """Whether no condition of the derivation's rules fails at `point`; bound variables take their values there."""
    stack, seen = [(derivation, dict(point))], set()
    while stack:
        node, where = stack.pop()
        key = (id(node), tuple(where.items()))
        if key in seen:
            continue
        seen.add(key)
        if any(condition.holds(node.step.where, where) is False for condition in node.step.rule.conditions):
            return False
        inner = dict(where)
        for head in _composed(node.step.after):
            inner[head.var] = substitute(head.value, where)
        stack.extend((part, inner) for part in node.parts)
    return True


def _composed(expr: sp.Expr) -> list[At]:
    """The `At` heads that a step of the chain rule writes: the expression itself, or factors of it."""
    return [node for node in (expr, *expr.args) if isinstance(node, At)]


def _by_definition(function: sp.Expr, var: sp.Symbol, point: sp.Expr) -> Derivation:
    """The limit of the difference quotient at `point`, where a rule's condition fails but the slope may exist."""
    question = difference_quotient(function, var, point)
    try:
        return derive(question, limits.RULES[:1])
    except NoRuleApplies:
        raise OutsideDomain(
            f"{shown(function)} has no derivative at {var} = {shown(point)}: {_why(question)}"
        ) from None


def _why(question: sp.Expr) -> str:
    """What the difference quotient does on both sides, in words."""
    if tree_size(question) > WALKABLE:
        return "a rule's condition fails there"
    slopes = []
    for side in ("-", "+"):
        try:
            slopes.append(sp.limit(question.expr.doit(), question.var, question.to, side))
        except SYMPY_RAISES:
            return "its difference quotient has no limit that SymPy could find"
    left, right = slopes
    if left.is_infinite or right.is_infinite:
        return "the slope grows without bound"
    if not (left.is_real and right.is_real):
        return "its difference quotient has no real limit"
    return f"the slope is {shown(left)} from the left and {shown(right)} from the right"
