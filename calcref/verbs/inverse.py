"""The public verb `inverse`: from a function to the slope of its inverse, which may have no formula."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp

from calcref.core.conditions import value_at
from calcref.core.errors import CalcrefError, NoRuleApplies, OutsideDomain
from calcref.core.expr import add, negative, raw, symbols_of, varies
from calcref.core.inverse import InverseSlope
from calcref.core.questions import At, Diff
from calcref.core.records import Derivation, Step
from calcref.core.simplify import standard_form
from calcref.reals.zeros import zeros
from calcref.verbs.at_point import EVALUATE
from calcref.verbs.derived import derived
from calcref.verbs.guard import guarded
from calcref.verbs.implicit_system import Letters, Place, inverse_of_map
from calcref.verbs.reading import expression, must_be_given, one_variable, shown

TRIED = (0, 1, -1, 2, -2, 3, -3, 4, 5, sp.E, sp.pi, sp.pi / 2, sp.pi / 4, sp.pi / 6, sp.Rational(1, 2), 1 / sp.E)


def inverse(
    expr: sp.Expr | str | Sequence[sp.Expr | str],
    x: Letters | None = None,
    at: sp.Expr | str | float | Place | None = None,
) -> Derivation:
    """The slope of the inverse of `expr`, with every step.

    Without `at` the answer is written in x, and holds at the value that `expr` has there; no formula of the inverse
    is needed. Of a list of functions of as many variables, the answer is the Jacobian of the inverse of their map:
    a row for each variable, a column for each function.

    Args:
        expr: the function, as text or an expression; or a list of up to three.
        x: its variable, or the name of it; needed only where there are several. Of several functions, a list.
        at: a value of the function: the answer is then the slope of the inverse there. Of several functions, the place
            of the variables, such as {"r": 2, "t": 0}.

    Raises:
        ParseError: the text is not one formula.
        CalcrefError: the variable is not clear, or the function has the value at several places.
        OutsideDomain: it does not vary, never has the value, or stands still where it has; the Jacobian of several is
            singular, everywhere or at the place.
        NoRuleApplies: no rule differentiates a part of it, or no exact place with that value was found.

    >>> inverse("x + e^x").answer
    1/(exp(x) + 1)
    >>> inverse("x + e^x", at=1).answer
    1/2
    >>> inverse(["x + y", "x y"], at={"x": 2, "y": 1}).answer
    Rows(Vector(2, -1), Vector(-1, 1))
    """
    if isinstance(expr, list | tuple):
        return inverse_of_map(expr, x, at)  # type: ignore[arg-type]
    function = expression(expr)
    var = one_variable(function, x)
    must_be_given(function, var, "nothing is known of its inverse")
    if not varies(standard_form(function), var):
        raise OutsideDomain(f"{shown(function)} does not change with {var}, so it has no inverse")
    with guarded(f"the inverse of {shown(function)}"):
        derivation = derived(raw(InverseSlope, function, var))
        return derivation if at is None else _read_at(derivation, function, var, expression(at))


def _read_at(derivation: Derivation, function: sp.Expr, var: sp.Symbol, height: sp.Expr) -> Derivation:
    place = _place(function, var, height)
    slope = value_at(sp.S.One / derivation.answer, {var: place})
    if slope is None or slope.is_real is False or slope.is_zero is not False:
        raise OutsideDomain(
            f"the inverse of {shown(function)} has no slope at {shown(height)}: the function stands still, or has no "
            f"slope, at {var} = {shown(place)}"
        )
    value = standard_form(sp.S.One / slope)
    return Derivation(Step(EVALUATE, raw(At, derivation.answer, var, place), value), (derivation,), value)


def _place(function: sp.Expr, var: sp.Symbol, height: sp.Expr) -> sp.Expr:
    """Where the function has the value, exactly.

    Raises:
        CalcrefError: at several places.
        OutsideDomain: nowhere.
        NoRuleApplies: it was not found.
    """
    if symbols_of(height):
        raise CalcrefError(f"a value of the function is a number; found {shown(height)}: leave `at` out")
    difference = standard_form(add(function, negative(height)))
    found = zeros(difference, var)
    said = f"{shown(function)} has the value {shown(height)}"
    if found is None and not _is_monotone(function, var):
        raise NoRuleApplies(f"how often {said} was not found; leave `at` out, and put in the place that is meant", ())
    tried = found if found is not None else map(sp.sympify, TRIED)
    places = [it for it in tried if it.free_symbols or value_at(difference, {var: it}) == 0]
    if not places and found is None:
        raise NoRuleApplies(
            f"no exact place was found where {said}; leave `at` out, and put in the place that is meant", ()
        )
    if not places:
        raise OutsideDomain(f"nowhere is it so that {said}; give a value of the function")
    if len(places) > 1 or places[0].free_symbols:
        raise CalcrefError(
            f"{said} at {' and at '.join(map(shown, places))}, so there are several inverses; leave `at` out, and put "
            "in the place that is meant"
        )
    return places[0]


def _is_monotone(function: sp.Expr, var: sp.Symbol) -> bool:
    """Whether its slope is known to have one sign, so that it has no value twice."""
    slope = derived(raw(Diff, function, var)).answer
    return bool(slope.is_positive or slope.is_negative)
