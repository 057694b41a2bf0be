"""The public verb `directional`: the slope of a function of several variables along a direction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sympy as sp

from calcref.core.along_lines import Directional
from calcref.core.decide import sign_of
from calcref.core.errors import CalcrefError, OutsideDomain
from calcref.core.expr import add, divide, fresh, mul, power, raw, substitute, varies
from calcref.core.records import Derivation, Step
from calcref.core.simplify import simplified, standard_form
from calcref.multivariable.directional_derivative import LAW, LINE
from calcref.verbs.differentiate import differentiate
from calcref.verbs.gradient import gradient_of
from calcref.verbs.guard import guarded
from calcref.verbs.reading import expression, shown
from calcref.verbs.several import Asked, Place, Variables, asked_of, is_smooth, one_function, partial, said


def directional(
    expr: sp.Expr | str,
    direction: Sequence[Any],
    variables: Variables = None,
    at: Place = None,
    unit: bool | None = None,
) -> Derivation:
    """The derivative of `expr` along a direction, with every step: the gradient times that direction.

    At a place where the function is not known to be differentiable it is taken along the line itself.

    Args:
        expr: a SymPy expression, or text such as "x^2 y".
        direction: how far each variable goes, as in (3, 4).
        variables: their names, as in "x, y"; every letter, by name, where none is given.
        at: a place, as in `gradient`; the answer is then the value there.
        unit: True for the slope per unit of length, where the direction is divided by its length; False for the
            derivative along the vector as it is. It has to be said where the length is not 1, as these differ.

    Raises:
        CalcrefError: the direction is 0, has another length, or it is not said what a long one means.
        NoRuleApplies: no rule differentiates a part of the expression.
        OutsideDomain: there is no slope along that line.

    >>> directional("x^2 y", (3, 4), at=(1, 2), unit=False).answer
    16
    >>> directional("x^2 y", (3, 4), unit=True).answer
    4*x**2/5 + 6*x*y/5
    """
    asked = asked_of(one_function(expr, "directional"), variables, at)
    along = _direction(direction, asked, unit)
    question = raw(Directional, asked.function, asked.behind[0], sp.Tuple(*along), *asked.behind[1:])
    with guarded(shown(question)):
        parts = tuple(partial(asked.function, var) for var in asked.variables)
        if asked.place is None:
            return _read_off(question, along, parts, [part.answer for part in parts])
        if not is_smooth(parts, asked):
            return _along_the_line(question, along, asked)
        found = gradient_of(asked)
        return _read_off(question, along, (found,), list(found.answer.args))


def _direction(given: Any, asked: Asked, unit: bool | None) -> tuple[sp.Expr, ...]:
    """The direction that is meant.

    Raises:
        CalcrefError: it is none, or what its length means is not said.
    """
    names = ", ".join(symbol.name for symbol in asked.variables)
    if isinstance(given, (str, sp.Expr)) or not isinstance(given, Sequence) or len(given) != len(asked.variables):
        count = f"{len(given)} numbers" if isinstance(given, Sequence) and not isinstance(given, str) else repr(given)
        raise CalcrefError(f"a direction has one number for each of {names}; found {count}")
    along = tuple(standard_form(expression(it)) for it in given)
    if any(varies(it, var) for it in along for var in asked.variables):
        raise CalcrefError(f"the direction holds a variable itself; give numbers, or letters other than {names}")
    if not all(it.is_real and it.is_finite is not False for it in along):
        raise CalcrefError("a direction is made of real numbers")
    length = standard_form(power(add(*(mul(it, it) for it in along)), sp.S.Half))
    if sign_of(length) == 0:
        raise CalcrefError("the direction is 0, which points nowhere; give one with a number other than 0")
    if sign_of(length - 1) == 0:
        return along
    if unit is None:
        raise CalcrefError(
            f"the direction ({', '.join(map(shown, along))}) has the length {shown(length)}, and not 1: say unit=True "
            f"for the slope per unit of length, or unit=False for {shown(length)} times as much, the derivative along "
            "the vector as it is"
        )
    return tuple(standard_form(divide(it, length)) for it in along) if unit else along


def _read_off(
    question: Directional, along: Sequence[sp.Expr], parts: tuple[Derivation, ...], slopes: Sequence[sp.Expr]
) -> Derivation:
    after = add(*(mul(by, slope) for by, slope in zip(along, slopes, strict=True)))
    return simplified(Derivation(Step(LAW, question, after, {"f": question.expr}), parts, after))


def _along_the_line(question: Directional, along: Sequence[sp.Expr], asked: Asked) -> Derivation:
    """The slope along the line itself, which asks nothing of the function elsewhere."""
    letter = fresh(question, "tsrh")
    moved = {var: add(a, mul(by, letter)) for (var, a), by in zip(asked.where.items(), along, strict=True)}
    section = standard_form(substitute(asked.function, moved))
    try:
        part = differentiate(section, letter, at=0)
    except OutsideDomain as error:
        raise OutsideDomain(
            f"{shown(asked.function)} has no derivative along ({', '.join(map(shown, along))}) at {said(asked)}: "
            f"{error}",
            error.generalized,
        ) from error
    return Derivation(Step(LINE, question, part.answer, {"f": asked.function}), (part,), part.answer)
