"""The public verb `taylor`: the polynomial that fits a function at a place, and what it leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import sympy as sp

from calcref.core.conditions import value_at
from calcref.core.engine import derive
from calcref.core.errors import BudgetExceeded, CalcrefError, NoRuleApplies, OutsideDomain
from calcref.core.expansion import Expansion
from calcref.core.expr import add, divide, mul, negative, power, raw, substitute, symbols_of, tree_size, varies
from calcref.core.questions import Diff
from calcref.core.records import Derivation, Step
from calcref.core.remainder import Remainder
from calcref.core.simplify import simplified, standard_form
from calcref.derivatives import RULES, TAYLOR
from calcref.verbs.at_point import Asked, at_point
from calcref.verbs.differentiate import HIGHEST_ORDER
from calcref.verbs.guard import guarded
from calcref.verbs.reading import bound, expression, one_variable, shown
from calcref.verbs.taylor_in_several import rounded_up, taylor_in_several
from calcref.verify.remainder import largest

MOST = 2_000  # nodes of a derivative of which another one is taken


def taylor(
    expr: sp.Expr | str,
    x: sp.Symbol | str | Mapping[str, Any] | None = None,
    about: sp.Expr | str | float = 0,
    order: int = 3,
    on: tuple[sp.Expr | str | float, sp.Expr | str | float] | Mapping[str, Any] | None = None,
) -> Derivation:
    """The Taylor polynomial of `expr` in `x` about a place, with every step; its `remainder` says what is left out.

    Args:
        expr: a SymPy expression, or text such as "e^x".
        x: the variable, or its name; needed only where there are several. Of a polynomial in several variables, the
            place of each, as in {"x": 0, "y": 1}.
        about: the place at which the polynomial fits, in one variable.
        order: its degree, 0 to 19; at most 4 in several variables.
        on: the ends of an interval that holds that place: the remainder then has a `bound` there. In several
            variables an interval of each, as in {"x": (-1, 1), "y": (0, 2)}.

    Raises:
        ParseError: a text is not one formula.
        CalcrefError: the variable, the place, the order or the interval is not clear.
        OutsideDomain: there is no value or derivative at the place, or no bound over the interval.
        NoRuleApplies: no rule differentiates a part of the expression.
        BudgetExceeded: the derivatives become too large.

    >>> found = taylor("sin(x)", order=3, on=(-1, 1))
    >>> found.answer, float(found.remainder.bound)
    (-x**3/6 + x, 0.0351)
    >>> taylor("e^x sin(y)", {"x": 0, "y": 0}, order=2).answer
    x*y + y
    """
    if isinstance(x, Mapping):
        if about != 0:
            raise CalcrefError(f"in several variables each has its place, as in {{'x': 0}}; about was {about!r}, too")
        return taylor_in_several(expr, x, order, on)
    function = expression(expr)
    var = one_variable(function, x)
    if isinstance(order, bool) or not isinstance(order, int) or not 0 <= order < HIGHEST_ORDER:
        raise CalcrefError(
            f"the order of a Taylor polynomial is a whole number from 0 to {HIGHEST_ORDER - 1}; found {order!r}"
        )
    place = bound(about, "about")
    if place.is_infinite or varies(place, var):
        raise CalcrefError(f"about must be a number or a letter other than {var}; found {shown(place)}")
    question = raw(Expansion, function, var, place, sp.Integer(order))
    with guarded(shown(question)):
        height = _value(question)
        slopes = _slopes(function, var, order + 1)
        values = _values(question, slopes)
        heights = [height, *(standard_form(part.answer) for part in values)]
        polynomial = _polynomial(question, heights)
        step = Step(TAYLOR, question, polynomial, {"f": function})
        remainder = _remainder(question, slopes[-1].answer, on)
    return Derivation(step, (*values, *slopes[-1:]), polynomial, remainder)


def _polynomial(question: Expansion, heights: list[sp.Expr]) -> sp.Expr:
    """The polynomial with these derivatives at the place, in powers of the distance from it."""
    away = add(question.var, negative(question.about))
    terms = (mul(divide(it, sp.factorial(k)), power(away, sp.Integer(k))) for k, it in enumerate(heights))
    left = [term for term in terms if term is not sp.S.Zero]
    if question.about.is_zero or len(left) < 2:
        return standard_form(add(*left))
    return raw(sp.Add, *left)


def _slopes(function: sp.Expr, var: sp.Symbol, count: int) -> list[Derivation]:
    """The derivatives of orders 1 to `count`, each of the one before."""
    found: list[Derivation] = []
    for order in range(1, count + 1):
        last = found[-1].answer if found else function
        if tree_size(last) > MOST:
            raise BudgetExceeded(
                f"the derivative of order {order - 1} of {shown(function)} has {tree_size(last)} parts; try an order "
                f"below {order - 1}"
            )
        try:
            found.append(simplified(derive(raw(Diff, last, var), RULES)))
        except NoRuleApplies as error:
            raise NoRuleApplies(f"{error}; so there is no derivative of order {order}", error.tried) from error
    return found


def _values(question: Expansion, slopes: list[Derivation]) -> list[Derivation]:
    """The value of each derivative at the place of the polynomial."""
    function, var, place = question.expr, question.var, question.about
    found: list[Derivation] = []
    for order, slope in enumerate(slopes[:-1], 1):
        before = function if order == 1 else slopes[order - 2].answer
        try:
            found.append(at_point(Asked(before, var, place, 1), partial(_known, slope)))
        except OutsideDomain as error:
            lower = f"try an order below {order}" if order > 1 else "try another place"
            raise OutsideDomain(
                f"{shown(function)} has no Taylor polynomial of order {question.order} at {var} = {shown(place)}, "
                "for want of "
                f"a derivative of order {order} there ({error}); {lower}"
            ) from error
    return found


def _known(slope: Derivation, order: int) -> Derivation:
    """The derivative of the function before, whatever order is asked for."""
    return slope


def _value(question: Expansion) -> sp.Expr:
    """The value of the function at the place of the polynomial."""
    function, var, place = question.expr, question.var, question.about
    found = value_at(function, {var: place})
    if found is None:
        return standard_form(substitute(function, {var: place}))
    if found.is_real is False or found.has(sp.nan, sp.zoo, sp.oo, -sp.oo):
        raise OutsideDomain(f"{shown(function)} has no real value at {var} = {shown(place)}; try another place")
    return found


def _remainder(question: Expansion, slope: sp.Expr, on: object) -> Remainder:
    """The remainder, from the derivative of the order after the last one."""
    var, place, order = question.var, question.about, sp.Integer(question.order + 1)
    letter = _letter(question)
    away = power(add(var, negative(place)), order)
    term = standard_form(mul(divide(substitute(slope, {var: letter}), sp.factorial(order)), away))
    if on is None:
        return Remainder(term, letter, place, var)
    low, high = _ends(question, on)
    most = largest(slope, var, float(low), float(high))
    if most is None:
        raise OutsideDomain(
            f"no bound was found for the remainder of {shown(question.expr)} on [{shown(low)}, {shown(high)}]: its "
            "derivative "
            f"of order {order} is not bounded there, or breaks; try a shorter interval around {shown(place)}"
        )
    away_most = max(abs(sp.N(end - place, 30)) for end in (low, high))
    size = sp.N(most, 30) * away_most**order / sp.factorial(order)
    return Remainder(term, letter, place, var, rounded_up(size), (low, high))


def _letter(question: Expansion) -> sp.Symbol:
    taken = {symbol.name for symbol in symbols_of(question)}
    return next(sp.Symbol(name, real=True) for name in ("xi", "zeta", "eta", "tau", "omega") if name not in taken)


def _ends(question: Expansion, on: object) -> tuple[sp.Expr, sp.Expr]:
    """The ends of the interval for a bound.

    Raises:
        CalcrefError: it is no interval of numbers that holds the place, or letters are without a value.
    """
    place = question.about
    if not isinstance(on, (tuple, list)) or len(on) != 2:
        raise CalcrefError(f"on is a pair of numbers, as in on=(-1, 1); found {on!r}")
    low, high = (bound(end, "on") for end in on)
    letters = (symbols_of(question.expr) - {question.var}) | symbols_of(place)
    if letters or not all(end.is_number and end.is_finite for end in (low, high)):
        raise CalcrefError("a bound needs two numbers for on, and a function without letters but its variable")
    if not (low <= place <= high and low < high):
        raise CalcrefError(f"on must hold the place {shown(place)}; found [{shown(low)}, {shown(high)}]")
    return low, high
