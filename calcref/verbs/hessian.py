"""The public verb `hessian`: all second partial derivatives of a function."""

from __future__ import annotations

from typing import Any

import sympy as sp

from calcref.core.conditions import value_at
from calcref.core.decide import sign_of
from calcref.core.errors import OutsideDomain, Undecided
from calcref.core.expr import raw
from calcref.core.questions import Diff
from calcref.core.records import Derivation, Step
from calcref.core.several import Hessian, Rows, Vector
from calcref.multivariable.hessian import LAW
from calcref.multivariable.symmetry import LAW as SYMMETRY
from calcref.verbs.derived import derived
from calcref.verbs.differentiate import differentiate
from calcref.verbs.guard import guarded
from calcref.verbs.reading import shown
from calcref.verbs.several import (
    Asked,
    Place,
    Variables,
    asked_of,
    held_still,
    one_function,
    partial,
    partial_at,
    said,
)


def hessian(expr: sp.Expr | str, variables: Variables = None, at: Place = None) -> Derivation:
    """The Hessian of `expr`, with every step: the matrix of its second partial derivatives.

    The entry in the row of x and the column of y is differentiated in x first, then in y. As a formula it is the
    same the other way round; at a place each order is a question of its own.

    Args:
        expr: a SymPy expression, or text such as "x^2 y".
        variables: their names, as in "x, y"; every letter, by name, where none is given.
        at: a place, as in `gradient`; the answer is then the Hessian there.

    Raises:
        CalcrefError: the function, the variables or the place are not clear.
        NoRuleApplies: no rule differentiates a part of the expression.
        OutsideDomain: a second derivative does not exist at the place.
        Undecided: whether it exists there was not found.

    >>> hessian("x^2 y").answer
    Rows(Vector(2*y, 2*x), Vector(2*x, 0))
    """
    asked = asked_of(one_function(expr, "hessian"), variables, at)
    with guarded(f"the Hessian of {shown(asked.function)}"):
        return hessian_of(asked)


def hessian_of(asked: Asked) -> Derivation:
    """The derivation of the Hessian that is asked for."""
    rows = _formulas(asked) if asked.place is None else _values(asked)
    answer: Any = raw(Rows, *(raw(Vector, *(part.answer for part in row)) for row in rows))
    step = Step(LAW, raw(Hessian, asked.function, *asked.behind), answer, {"f": asked.function})
    return Derivation(step, tuple(part for row in rows for part in row), answer)


def _formulas(asked: Asked) -> list[list[Derivation]]:
    """The second derivatives; those below the diagonal are those above, by symmetry."""
    rows: list[list[Derivation]] = []
    for k, first in enumerate(asked.variables):
        row = []
        for j, then in enumerate(asked.variables):
            question = raw(Diff, raw(Diff, asked.function, first), then)
            if j >= k:
                row.append(derived(question))
                continue
            mirrored = rows[j][k]
            row.append(Derivation(Step(SYMMETRY, question, mirrored.answer), (mirrored,), mirrored.answer))
        rows.append(row)
    return rows


def _values(asked: Asked) -> list[list[Derivation]]:
    """The second derivatives at the place, each in its own order."""
    return [[_value(first, then, asked) for then in asked.variables] for first in asked.variables]


def _value(first: sp.Symbol, then: sp.Symbol, asked: Asked) -> Derivation:
    """The second derivative at the place: the slope in `then` of the slope in `first`, along the line through it."""
    if first == then:
        return partial_at(asked.function, first, asked, order=2)
    at_place = partial_at(asked.function, first, asked)
    formula = partial(asked.function, first)
    along = {var: value for var, value in asked.where.items() if var != then}
    broken = [
        condition.text
        for step in formula.steps
        for condition in step.rule.conditions
        if condition.holds(step.where, along) is False
    ]
    section = held_still(formula.answer, then, asked)
    there = value_at(section, {then: asked.where[then]})
    if broken or there is None or sign_of(there - at_place.answer) != 0:
        raise Undecided(
            f"whether the derivative of {shown(asked.function)} in {first} has a slope in {then} at {said(asked)} "
            "could not be decided: its formula does not hold all along the line through that place; try a place "
            "beside it"
        )
    try:
        return differentiate(section, then, at=asked.where[then])
    except OutsideDomain as error:
        raise OutsideDomain(
            f"the derivative of {shown(asked.function)} in {first} has no derivative in {then} at {said(asked)}: "
            f"{error}"
        ) from error
