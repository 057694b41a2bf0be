"""Checking a statement: functions and numbers are put in for its letters, and both sides are compared.

Nothing here knows a rule, a gap or a slope: derivatives are differences from both sides at 40 digits, integrals are
quadrature, limits are taken by going there. Where every condition holds, both sides must have a value, and the same;
where one condition alone fails, there must be a place at which they do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import Any

import mpmath as mp
import sympy as sp
from sympy.core.function import AppliedUndef

from calcref.core.double import DoubleIntegral
from calcref.core.evidence import Evidence
from calcref.core.expr import raw
from calcref.core.inverse import InverseSlope
from calcref.core.proofs import FromDefinition, FromForm, FromInverse
from calcref.core.questions import Accumulation, Antideriv, DefiniteIntegral
from calcref.core.records import Condition, Law, Statement
from calcref.core.several import Several
from calcref.verify.instances import Instance, breaking, instances
from calcref.verify.matrix.statement import check_array_statement, is_about_arrays, is_needed
from calcref.verify.values import NoValue, slope, value

DIGITS = 40
TOLERANCE = 1e-9
FEWEST = 3
FEW = 36  # instances of what takes quadrature
APART = 11  # of the instances of what is about several variables, one in so many: each takes many values
SLOW = (Accumulation, Antideriv, DefiniteIntegral)
ENORMOUS = mp.mpf(10) ** 20  # what tends to infinity is larger, from where a limit is looked at
NEAR = mp.mpf(10) ** -10
GAP = mp.mpf("0.375")  # between two places whose antiderivatives are compared
EVERYWHERE = ": every $x$"  # the end of a condition that names a case and restricts nothing


def check_statement(rule: Law) -> Evidence:
    """Whether the statement of `rule` holds wherever its conditions do.

    >>> from calcref.catalogue import catalogue
    >>> check_statement(catalogue["product-rule"].subject).verdict
    'agrees'
    """
    if is_about_arrays(rule.statement):
        return check_array_statement(rule)
    return _compared(rule.statement, rule.conditions)


def check_proof(rule: Law) -> Evidence:
    """Whether the proof of `rule` is about the function that the rule differentiates."""
    match rule.proof:
        case FromForm(form=shown) | FromDefinition(expr=shown):
            return _compared(Statement(shown, rule.statement.left.args[0]), (*rule.conditions, _has_a_value(shown)))
        case FromInverse(expr=shown, var=var):
            inner = rule.statement.left.args[0].xreplace({var: shown})
            right = rule.statement.right.xreplace({var: shown})
            conditions = [_at(condition, shown) for condition in rule.conditions]
            return _compared(Statement(raw(InverseSlope, shown, var), right), (*conditions, _is_at_home(inner, var)))
        case _:
            return Evidence("unknown", "a proof in words, which only a reader can judge")


def check_conditions(rule: Law) -> Evidence:
    """Whether each condition of `rule` is needed: where it alone fails, the statement fails somewhere.

    >>> from calcref.catalogue import catalogue
    >>> check_conditions(catalogue["quotient-rule"].subject).verdict
    'agrees'
    """
    needless = [it.text for it in rule.conditions if not it.text.endswith(EVERYWHERE) and not _is_needed(it, rule)]
    if needless:
        return Evidence("refuted", f"the statement was found to hold without the condition {needless[0]}")
    return Evidence("agrees", "without any one condition the statement is false somewhere", len(rule.conditions))


def _is_needed(condition: Condition, rule: Law) -> bool:
    if is_about_arrays(rule.statement):
        return is_needed(rule)
    others = [it for it in rule.conditions if it is not condition]
    with mp.workdps(DIGITS):
        for instance in chain(instances(rule.statement), breaking(rule.statement)):
            fails_alone = instance.decides(condition) is False and not _fails(others, instance)
            if fails_alone and not _is_an_end(instance) and _error(instance) > TOLERANCE:
                return True
    return False


def _at(condition: Condition, inner: sp.Expr) -> Condition:
    """The same condition on what stands inside of the function."""
    return Condition(condition.text, lambda where, point: condition.holds({**where, "u": inner}, point))


def _is_at_home(inner: sp.Expr, var: sp.Symbol) -> Condition:
    """That an inverse leads back to the same place: of the places at which a function has a value, it gives one."""

    def holds(where: Mapping[str, sp.Expr], point: Mapping[sp.Symbol, sp.Expr]) -> bool:
        here = {it: mp.mpf(sp.N(number, DIGITS)) for it, number in point.items()}
        try:
            return bool(abs(value(inner, here) - here[var]) < NEAR)
        except NoValue:
            return False

    return Condition("the inverse leads back", holds)


def _has_a_value(shown: sp.Expr) -> Condition:
    """That the form of a proof is defined at a point: it may prove a part of the domain."""

    def holds(where: Mapping[str, sp.Expr], point: Mapping[sp.Symbol, sp.Expr]) -> bool:
        letters = {it: sp.sympify(where.get(str(it), 1)) for it in shown.free_symbols} | dict(point)
        try:
            value(shown, {it: mp.mpf(sp.N(number, DIGITS)) for it, number in letters.items()})
        except NoValue:
            return False
        return True

    return Condition("the form is defined", holds)


def _compared(statement: Statement, conditions: tuple[Condition, ...]) -> Evidence:
    points, worst = 0, 0.0
    with mp.workdps(DIGITS):
        tried = list(_few(statement))
        for instance in tried:
            if _fails(conditions, instance) or _is_an_end(instance):
                continue
            error = _error(instance)
            if error > TOLERANCE:
                return Evidence("refuted", f"the statement does not hold for {instance}", points + 1, error)
            points, worst = points + 1, max(worst, error)
    if points < min(FEWEST, len(tried)):
        return Evidence("unknown", "too few points at which the conditions hold", points)
    return Evidence("agrees", "functions and numbers put in for the letters", points, worst)


def _few(statement: Statement) -> Iterator[Instance]:
    """The instances, so many as there is time for."""
    inside = (statement.right, *statement.left.args)
    slow = isinstance(statement.left, DefiniteIntegral) or any(part.has(*SLOW) for part in inside)
    functions = {it.func for it in statement.left.atoms(AppliedUndef)}
    apart = APART if isinstance(statement.left, Several) or len(functions) > 2 else 1
    twice = isinstance(statement.left, DoubleIntegral)
    return islice(instances(statement), 0, FEWEST + 1 if twice else FEW if slow else None, apart)


def _error(instance: Instance) -> float:
    """The relative difference of both sides; 1 where one of them has no value."""
    try:
        one, other = _both(instance)
    except NoValue:
        return 1.0
    if mp.isinf(other):
        return 0.0 if one > ENORMOUS else 1.0
    return float(abs(one - other) / (1 + abs(one) + abs(other)))


def _both(instance: Instance) -> tuple[Any, Any]:
    """The numbers to compare: of an antiderivative the slope, or the gain where the other side holds one as well."""
    left, right, at = instance.left, instance.right, instance.at
    if not isinstance(left, Antideriv):
        return value(left, at), value(right, at)
    if not right.has(Antideriv):
        return value(left.expr, at), slope(lambda x: value(right, {**at, left.var: x}), at[left.var])
    ahead = at[left.var] + GAP
    with mp.workdps(DIGITS // 2):
        one, other = (value(side, {**at, left.var: ahead}) - value(side, at) for side in (left, right))
    return one, other


def _is_an_end(instance: Instance) -> bool:
    """Whether an integrand ends at the point: it has a value there, and none on one side."""
    left, at = instance.left, instance.at
    if not isinstance(left, Antideriv):
        return False
    x = at[left.var]
    try:
        value(left.expr, at)
    except NoValue:
        return False
    try:
        for near in (x - NEAR, x + NEAR):
            value(left.expr, {**at, left.var: near})
    except NoValue:
        return True
    return False


def _fails(conditions: tuple[Condition, ...] | list[Condition], instance: Instance) -> bool:
    """Whether a condition fails at the point, or is not known to hold."""
    return any(instance.decides(condition) is not True for condition in conditions)
