"""The Taylor polynomial in several variables, and what it leaves out: what `taylor` does with a place for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import combinations_with_replacement
from math import factorial, prod
from typing import Any

import sympy as sp

from calcref.core.along_lines import SeveralExpansion
from calcref.core.conditions import value_at
from calcref.core.errors import BudgetExceeded, CalcrefError, OutsideDomain
from calcref.core.expr import add, divide, mul, negative, power, raw, substitute, symbols_of, tree_size
from calcref.core.records import Derivation, Step
from calcref.core.remainder import Remainder
from calcref.core.several import Vector
from calcref.core.simplify import standard_form
from calcref.multivariable.chain_rule import read
from calcref.multivariable.taylor import LAW
from calcref.verbs.at_point import EVALUATE
from calcref.verbs.guard import guarded
from calcref.verbs.reading import bound, shown
from calcref.verbs.several import Asked, asked_of, is_smooth, one_function, partial, said
from calcref.verify.remainder import largest_over_box

HIGHEST = 4  # degree
MOST = 2_000  # nodes of a derivative of which another one is taken

Index = tuple[int, ...]  # places of variables, in rising order: one for each time that it is differentiated in


def taylor_in_several(expr: Any, about: Mapping[Any, Any], order: int, on: Any) -> Derivation:
    """The Taylor polynomial of `expr` about a place, which has a value for each variable.

    Raises:
        CalcrefError: the place, the order or the box is not clear.
        OutsideDomain: it has no value there, or its derivatives are not known to be continuous around.
        BudgetExceeded: the derivatives become too large.

    >>> taylor_in_several("x y", {"x": 1, "y": 2}, 1, None).answer
    2*(x - 1) + (y - 2) + 2
    """
    if isinstance(order, bool) or not isinstance(order, int) or not 0 <= order <= HIGHEST:
        raise CalcrefError(
            f"the order of a Taylor polynomial in several variables is a whole number from 0 to {HIGHEST}; found "
            f"{order!r}"
        )
    asked = asked_of(one_function(expr, "taylor"), list(about), about)
    assert asked.place is not None
    question = raw(SeveralExpansion, asked.function, asked.behind[0], sp.Integer(order), asked.behind[1])
    with guarded(shown(question)):
        formulas = _formulas(asked, order + 1)
        if not is_smooth(formulas.values(), asked):
            raise OutsideDomain(
                f"{shown(asked.function)} has no Taylor polynomial at {said(asked)} that rules can give: a step of its "
                "derivatives does not hold there, so that they need not be continuous around; try a place beside it"
            )
        values = {index: _value(found, asked) for index, found in formulas.items() if len(index) <= order}
        height = value_at(asked.function, asked.where)
        height = standard_form(substitute(asked.function, asked.where)) if height is None else height
        terms = [height, *(_term(standard_form(it.answer), index, asked) for index, it in values.items())]
        left = [term for term in terms if term is not sp.S.Zero]
        about_zero = all(it is sp.S.Zero for it in asked.place)
        polynomial = standard_form(add(*left)) if about_zero or len(left) < 2 else raw(sp.Add, *left)
        step = Step(LAW, question, polynomial, {"f": asked.function})
        remainder = _remainder(asked, {it: formulas[it].answer for it in formulas if len(it) > order}, on)
    return Derivation(step, tuple(values.values()), polynomial, remainder)


def _formulas(asked: Asked, most: int) -> dict[Index, Derivation]:
    """The partial derivatives of orders 1 to `most`, each of one before."""
    found: dict[Index, Derivation] = {}
    for order in range(1, most + 1):
        for index in combinations_with_replacement(range(len(asked.variables)), order):
            last = found[index[:-1]].answer if order > 1 else asked.function
            if tree_size(last) > MOST:
                raise BudgetExceeded(
                    f"a derivative of order {order - 1} of {shown(asked.function)} has {tree_size(last)} parts; try an "
                    f"order below {order - 1}"
                )
            found[index] = partial(last, asked.variables[index[-1]])
    return found


def _value(formula: Derivation, asked: Asked) -> Derivation:
    """The value of a partial derivative at the place."""
    value = value_at(formula.answer, asked.where)
    value = standard_form(substitute(formula.answer, asked.where)) if value is None else value
    assert asked.place is not None
    step = Step(EVALUATE, read(formula.answer, asked.variables, asked.place), value)
    return Derivation(step, (formula,), value)


def _term(value: sp.Expr, index: Index, asked: Asked) -> sp.Expr:
    """A partial derivative, times the powers of the distances, over factorials: a term of the polynomial."""
    counts = [index.count(k) for k in range(len(asked.variables))]
    away = (
        power(add(var, negative(a)), sp.Integer(count))
        for (var, a), count in zip(asked.where.items(), counts, strict=True)
        if count
    )
    return mul(divide(value, sp.Integer(prod(map(factorial, counts)))), *away)


def _remainder(asked: Asked, slopes: Mapping[Index, sp.Expr], on: Any) -> Remainder:
    """The remainder, from the derivatives of the order after the last one at a place on the line to the variables."""
    taken = {symbol.name for symbol in symbols_of(asked.function)}
    letter = next(sp.Symbol(it, real=True) for it in ("theta", "tau", "xi", "zeta", "eta") if it not in taken)
    between = {var: add(a, mul(letter, add(var, negative(a)))) for var, a in asked.where.items()}
    terms = (_term(substitute(slope, between), index, asked) for index, slope in slopes.items())
    term = standard_form(add(*terms))
    if on is None:
        return Remainder(term, letter, sp.S.Zero, sp.S.One)
    box = dict(_box(asked, on))
    total = sp.S.Zero
    for index, slope in slopes.items():
        most = largest_over_box(slope, {var: (float(low), float(high)) for var, (low, high) in box.items()})
        if most is None:
            raise OutsideDomain(
                f"no bound was found for the remainder of {shown(asked.function)}: a derivative of order {len(index)} "
                f"is not bounded over that box, or breaks; try a smaller one around {said(asked)}"
            )
        counts = [index.count(k) for k in range(len(asked.variables))]
        far = (max(abs(sp.N(end - asked.where[var], 30)) for end in ends) for var, ends in box.items())
        total += sp.N(most, 30) * sp.Mul(*(by**count / factorial(count) for by, count in zip(far, counts, strict=True)))
    corners = (raw(Vector, *(ends[k] for ends in box.values())) for k in (0, 1))
    low, high = corners
    return Remainder(term, letter, sp.S.Zero, sp.S.One, rounded_up(total), (low, high))


def _box(asked: Asked, on: Any) -> Iterator[tuple[sp.Symbol, tuple[sp.Expr, sp.Expr]]]:
    """The ends of an interval for each variable.

    Raises:
        CalcrefError: they are no intervals of numbers that hold the place, or letters are without a value.
    """
    if not isinstance(on, Mapping) or {str(name) for name in on} != {var.name for var in asked.variables}:
        raise CalcrefError(f"on has an interval for each variable, as in {{'x': (-1, 1)}}; found {on!r}")
    if symbols_of(asked.function) - set(asked.variables):
        raise CalcrefError("a bound needs a function without letters but its variables")
    given = {str(name): ends for name, ends in on.items()}
    for var, a in asked.where.items():
        ends = given[var.name]
        if not isinstance(ends, (tuple, list)) or len(ends) != 2:
            raise CalcrefError(f"an interval is a pair of numbers, as in (-1, 1); found {ends!r} for {var}")
        low, high = (bound(end, "on") for end in ends)
        if not all(it.is_number and it.is_finite for it in (low, high, a)) or not (low <= a <= high and low < high):
            raise CalcrefError(
                f"the interval of {var} must hold its place {shown(a)}; found [{shown(low)}, {shown(high)}]"
            )
        yield var, (low, high)


def rounded_up(size: sp.Expr) -> sp.Expr:
    """`size` with three digits, not below it.

    >>> rounded_up(sp.Rational(1, 3))
    0.334000000000000
    """
    if size == 0:
        return sp.S.Zero
    shift = 2 - int(sp.floor(sp.log(size, 10)))
    whole = int(sp.ceiling(size * (1 + sp.Float("1e-12")) * sp.Integer(10) ** shift))
    return sp.Float(str(Decimal(whole).scaleb(-shift)), 15)
