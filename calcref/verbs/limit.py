"""The public verb `limit`: from what a reader gives to a derivation that is checked before it is returned."""

from __future__ import annotations

from typing import Any

import sympy as sp

from calcref import derivatives, limits
from calcref.core.conditions import WALKABLE
from calcref.core.engine import derive
from calcref.core.errors import BudgetExceeded, CalcrefError, CheckFailed, NoRuleApplies, Undecided
from calcref.core.expr import is_open, raw, symbols_of, tree_size, varies
from calcref.core.questions import LimitOf
from calcref.core.records import Derivation, Step
from calcref.core.simplify import SIMPLIFY, simplified, standard_form
from calcref.verbs.guard import guarded
from calcref.verbs.no_limit import must_come_close, no_limit
from calcref.verbs.reading import bound, expression, must_be_given, one_variable, shown

RULES = (*limits.STEPS, *derivatives.RULES)
BUDGET = 2_000  # questions
DEPTHS = (3, 5, 7)
LARGEST = 60  # nodes of what SymPy is asked about
SIDES = {"both": "+-", "left": "-", "right": "+"}


def limit(
    expr: sp.Expr | str,
    x: sp.Symbol | str | None,
    to: sp.Expr | str | float,
    side: str = "both",
    check: bool = True,
) -> Derivation:
    """What `expr` tends to as `x` tends to `to`, with every step; the answer may be `oo` or `-oo`.

    It is checked before it is returned, by values that come closer and closer to the place.

    Args:
        expr: a SymPy expression, or text such as "sin(x)/x".
        x: the variable, or its name; None where there is only one.
        to: a number, ±∞ ("oo", "-oo") or an expression without the variable.
        side: "both", "left" or "right".
        check: whether to check the answer before it is returned.

    Raises:
        ParseError: a text is not one formula.
        CalcrefError: the variable, the place or the side is not clear.
        OutsideDomain: there are no values close to the place, or none on one side of it.
        Divergent: there is no limit: the sides differ, or the values never settle; `.derivation` shows why.
        Undecided: whether there is one depends on letters.
        NoRuleApplies: none was found.
        CheckFailed: what was found does not pass its check, or could not be confirmed.

    >>> limit("sin(x)/x", "x", 0).answer
    1
    >>> limit("(1 + 1/x)^x", "x", "oo").answer
    E
    """
    function = expression(expr)
    var = one_variable(function, x)
    must_be_given(function, var, "where it is continuous is not known")
    question = _question(_plain(function), var, to, side)
    with guarded(shown(question)):
        must_come_close(question)
        derivation = _tidy(_found(question))
        return _checked(derivation) if check else derivation


def _question(function: sp.Expr, var: sp.Symbol, to: Any, side: str) -> Any:
    if side not in SIDES:
        raise CalcrefError(f'a side is "both", "left" or "right"; found {side!r}')
    if isinstance(to, str) and to.strip()[-1:] in ("+", "-") and to.strip()[:-1]:
        name = "right" if to.strip().endswith("+") else "left"
        raise CalcrefError(
            f'to is a place; found {to!r}: for a limit from one side say to="{to.strip()[:-1]}", side="{name}"'
        )
    place = bound(to, "to")
    if varies(place, var):
        raise CalcrefError(f"the place {shown(place)} holds the variable {var} itself; give a number or another letter")
    if place.is_infinite and side != "both":
        raise CalcrefError(f'infinity is reached from one side only; leave out side="{side}"')
    return raw(LimitOf, function, var, place, sp.Symbol(SIDES[side]))


def _plain(function: sp.Expr) -> sp.Expr:
    """`function` with powers of powers as one: 1/x^2 is typed as a power of a power."""
    if tree_size(function) > WALKABLE or is_open(function):
        return function
    return function.replace(_is_nested, lambda node: sp.Pow(node.base.base, node.base.exp * node.exp, evaluate=False))


def _is_nested(node: sp.Basic) -> bool:
    return bool(
        node.is_Pow
        and node.exp is sp.S.NegativeOne
        and node.base.is_Pow
        and node.base.exp.is_Integer
        and node.base.exp > 0
    )


def _found(question: LimitOf) -> Derivation:
    """By rules; else why there is none; else by SymPy, which is asked last and only for the whole."""
    try:
        return derive(question, RULES, BUDGET, DEPTHS)
    except (NoRuleApplies, BudgetExceeded) as error:
        tried = error.tried if isinstance(error, NoRuleApplies) else ()
    if reason := no_limit(question, _by_rules):
        raise reason
    letters = ", ".join(sorted(symbol.name for symbol in symbols_of(question.expr) - {question.var}))
    if letters:
        raise Undecided(
            f"what {shown(question.expr)} tends to as {question.var} tends to {shown(question.to)} depends on the "
            "sign or "
            f"size of {letters}, or was not found; put numbers for the letters, or symbols with positive=True"
        )
    if tree_size(question) <= LARGEST:
        try:
            return derive(question, (limits.LAST,))
        except NoRuleApplies:
            pass
    raise NoRuleApplies(
        f"no rule answers {shown(question)}, and SymPy found nothing; try one side, or a simpler form", tried
    )


def _by_rules(question: LimitOf) -> Derivation | None:
    try:
        return derive(question, RULES, BUDGET, DEPTHS)
    except (NoRuleApplies, BudgetExceeded):
        return None


def _tidy(derivation: Derivation) -> Derivation:
    """`derivation`, with an answer in SymPy's own form: the arctangent of 1 is π/4."""
    found = simplified(derivation)
    plain = standard_form(found.answer)
    if plain == found.answer:
        return found
    return Derivation(Step(SIMPLIFY, derivation.answer, plain), (derivation,), plain)


def _checked(derivation: Derivation) -> Derivation:
    evidence = derivation.check()
    asked = shown(derivation.question)
    if evidence.verdict == "refuted":
        raise CheckFailed(f"the answer to {asked} does not pass its check: {evidence}", evidence)
    if evidence.verdict == "unknown":
        by_sympy = any(step.rule is limits.LAST for step in derivation.steps)
        whose = "SymPy's" if by_sympy else "an"
        found = f"{whose} answer to {asked}, {shown(derivation.answer)}, was found"
        raise CheckFailed(
            f"{found} and could not be confirmed: {evidence.how}; see it unconfirmed with check=False", evidence
        )
    return derivation
