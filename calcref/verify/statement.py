"""Checking a statement: functions and numbers are put in for its letters, and both sides are compared.

Nothing here knows a rule, a gap or a slope: derivatives are differences from both sides at 40 digits, integrals are
quadrature, limits are taken by going there. Where every condition holds, both sides must have a value, and the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice, product
from typing import Any

import mpmath as mp
import sympy as sp
from sympy.core.function import AppliedUndef

from calcref.core.evidence import Evidence
from calcref.core.questions import Accumulation, Antideriv, DefiniteIntegral, Question
from calcref.core.records import Condition, FromDefinition, FromForm, Rule, Statement
from calcref.verify.values import NoValue, slope, value

DIGITS = 40
TOLERANCE = 1e-9
FEWEST = 3
FEW = 36  # instances of what takes quadrature
SLOW = (Accumulation, Antideriv, DefiniteIntegral)
MOST = 12  # choices of numbers for the letters
ENORMOUS = mp.mpf(10) ** 20  # what tends to infinity is larger, from where a limit is looked at
NEAR = mp.mpf(10) ** -10
GAP = mp.mpf("0.375")  # between two places whose antiderivatives are compared
X = sp.Symbol("x", real=True)
FUNCTIONS = (
    lambda t: sp.sin(t) + t / 3,
    lambda t: t**2 / 2 + sp.Rational(1, 5),
    lambda t: sp.exp(t / 2),
    lambda t: sp.cos(2 * t) - sp.Rational(1, 4),
)
PLACES = ("-2.3", "-1", "-0.6", "0", "0.35", "0.8", "1", "1.7", "2.4", "3.2")
NUMBERS = (2, -2, sp.Rational(1, 3), 1, 0, -1, 3, sp.Rational(-1, 2), 5)


def check_statement(rule: Rule) -> Evidence:
    """Whether the statement of `rule` holds wherever its conditions do.

    >>> from calcref.catalogue import catalogue
    >>> check_statement(catalogue["product-rule"].subject).verdict
    'agrees'
    """
    return _compared(rule.statement, rule.conditions)


def check_proof(rule: Rule) -> Evidence:
    """Whether the proof of `rule` is about the function that the rule differentiates."""
    match rule.proof:
        case FromForm(form=shown) | FromDefinition(expr=shown):
            return _compared(Statement(shown, rule.statement.left.args[0]), (*rule.conditions, _has_a_value(shown)))
        case _:
            return Evidence("unknown", "a proof in words, which only a reader can judge")


def _has_a_value(shown: sp.Expr) -> Condition:
    """That the form of a proof is defined at a point: it may prove a part of the domain."""

    def holds(where: Mapping[str, sp.Expr], point: Mapping[sp.Symbol, sp.Expr]) -> bool:
        letters = {it: sp.sympify(where.get(str(it), 1)) for it in shown.free_symbols} | dict(point)
        try:
            value(shown, {it: _mpf(number) for it, number in letters.items()})
        except NoValue:
            return False
        return True

    return Condition("the form is defined", holds)


def _compared(statement: Statement, conditions: tuple[Condition, ...]) -> Evidence:
    points, worst = 0, 0.0
    slow = isinstance(statement.left, DefiniteIntegral) or any(
        part.has(*SLOW) for part in (statement.right, *statement.left.args)
    )
    most = FEW if slow else None
    with mp.workdps(DIGITS):
        for left, right, where, at in islice(_instances(statement), most):
            if _fails(conditions, where, at):
                continue
            if isinstance(left, Antideriv) and not _is_inside(left, at):
                continue
            error = _error(left, right, at)
            if error > TOLERANCE:
                said = ", ".join(f"{name} = {shown}" for name, shown in {**where, **at}.items())
                return Evidence("refuted", f"the statement does not hold for {said}", points + 1, error)
            points, worst = points + 1, max(worst, error)
    if points < min(FEWEST, len(list(_instances(statement)))):
        return Evidence("unknown", "too few points at which the conditions hold", points)
    return Evidence("agrees", "functions and numbers put in for the letters", points, worst)


def _error(left: sp.Expr, right: sp.Expr, at: Mapping[sp.Symbol, Any]) -> float:
    """The relative difference of both sides; 1 where one of them has no value."""
    try:
        one, other = _sides(left, right, at)
    except NoValue:
        return 1.0
    if mp.isinf(other):
        return 0.0 if one > ENORMOUS else 1.0
    return float(abs(one - other) / (1 + abs(one) + abs(other)))


def _sides(left: sp.Expr, right: sp.Expr, at: Mapping[sp.Symbol, Any]) -> tuple[Any, Any]:
    """The numbers to compare: of an antiderivative the slope, or the gain where the other side holds one as well."""
    if not isinstance(left, Antideriv):
        return value(left, at), value(right, at)
    if not right.has(Antideriv):
        return value(left.expr, at), slope(lambda x: value(right, {**at, left.var: x}), at[left.var])
    ahead = at[left.var] + GAP
    with mp.workdps(DIGITS // 2):
        one, other = (value(side, {**at, left.var: ahead}) - value(side, at) for side in (left, right))
    return one, other


def _is_inside(left: Antideriv, at: Mapping[sp.Symbol, Any]) -> bool:
    """Whether the integrand has values around the point: an antiderivative is one on open intervals."""
    x = at[left.var]
    try:
        for near in (x - NEAR, x, x + NEAR):
            value(left.expr, {**at, left.var: near})
    except NoValue:
        return False
    return True


def _instances(
    statement: Statement,
) -> Iterator[tuple[sp.Expr, sp.Expr, dict[str, sp.Expr], dict[sp.Symbol, Any]]]:
    """Both sides with functions put in, what each letter stands for, and the numbers of a point."""
    sides = [_with_meaning(side, dict(statement.meaning)) for side in (statement.left, statement.right)]
    names = sorted({it.func.__name__ for side in sides for it in side.atoms(AppliedUndef)})
    letters = sorted(set().union(*(_free(side) for side in sides)) - {X}, key=str)
    places = PLACES if any(X in _free(side) for side in sides) else PLACES[:1]
    function = statement.left.args[0] if isinstance(statement.left, Question) else statement.right
    for chosen in islice(product(FUNCTIONS, repeat=len(names)), None, None, max(1, len(names))):
        standing = dict(zip(names, chosen, strict=True))
        left, right = (_put_in(side, standing) for side in sides)
        functions = {name: function(X) for name, function in standing.items()}
        for numbers in islice(_numbers(len(letters)), 2 * len(letters) + 1 if names else MOST):
            exact = dict(zip(map(str, letters), map(sp.sympify, numbers), strict=True))
            where = {"u": X, "x": X, "power": function, **functions, **exact}
            for place in places:
                yield left, right, where, {X: mp.mpf(place), **dict(zip(letters, map(_mpf, numbers), strict=True))}


def _free(side: sp.Expr) -> set[sp.Symbol]:
    return {it for it in side.free_symbols if str(it) not in ("+", "-", "+-")}  # the side of a limit is no letter


def _numbers(count: int) -> Iterator[tuple[Any, ...]]:
    """Values of every sign, and the special ones, for so many letters."""
    if count < 2:
        yield from product(NUMBERS, repeat=count)
        return
    for shift in range(len(NUMBERS)):
        for stride in (1, 2, 4):
            yield tuple(NUMBERS[(shift + stride * place * (place + 1)) % len(NUMBERS)] for place in range(count))


def _mpf(number: Any) -> Any:
    exact = sp.Rational(number)
    return mp.mpf(int(exact.p)) / int(exact.q)


def _with_meaning(side: sp.Expr, meaning: Mapping[str, sp.Expr]) -> sp.Expr:
    named = {it: it.func.__name__ if isinstance(it, AppliedUndef) else str(it) for it in _letters(side)}
    return side.xreplace({it: meaning[name] for it, name in named.items() if name in meaning})


def _letters(side: sp.Expr) -> set[sp.Expr]:
    return {*side.atoms(AppliedUndef), *_free(side)}


def _put_in(side: sp.Expr, standing: Mapping[str, Any]) -> sp.Expr:
    return side.replace(lambda it: isinstance(it, AppliedUndef), lambda it: standing[it.func.__name__](*it.args))


def _fails(conditions: tuple[Condition, ...], where: Mapping[str, sp.Expr], at: Mapping[sp.Symbol, Any]) -> bool:
    """Whether a condition is known to fail at the point."""
    point = {X: sp.nsimplify(str(at[X]))}
    for condition in conditions:
        try:
            if condition.holds(where, point) is False:
                return True
        except KeyError:
            continue  # a condition on something that the statement does not name
    return False
