"""Whether an answer is that of a question, by numbers alone: where it differs, and both values there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import mpmath as mp
import sympy as sp

from calcref.core.expansion import Expansion
from calcref.core.expr import nodes, raw, symbols_of
from calcref.core.implicit import ImplicitSlope
from calcref.core.questions import Antideriv, At, Bounded, DefiniteIntegral, Diff, Head, LimitOf
from calcref.core.several import Several
from calcref.verify.arithmetic import DIGITS
from calcref.verify.domain import points
from calcref.verify.enclose import enclosing
from calcref.verify.evaluate import Work
from calcref.verify.on_curve import on_curve
from calcref.verify.points import values_for
from calcref.verify.precise import PreciseEvaluator
from calcref.verify.sizes import size

MOST_WORK = 2_000_000  # nodes
CLOSER = 3 * DIGITS  # where values at 50 digits differ
DEEP = 20 * DIGITS  # where an answer has no value: ln(√(1 + e^-1000) − 1) has one, that fewer digits lose
CASES = 4  # values of the letters
FEWEST = 2  # points below which nothing is decided, where something varies
AWAY = [-3.1, -1.3, -0.47, 0.11, 0.72, 1.9, 4.3]  # where polynomials are compared
WRONG = mp.mpf(10) ** -9
FINE = mp.mpf(10) ** -30  # the part of a scale that formulas at so many digits do resolve
LOST = mp.mpf(10) ** -(2 * DIGITS)  # a difference that so many digits cannot show beside a 1: ln(1 + e^-1000)
NO_FORMULA = (Bounded, Expansion, ImplicitSlope, LimitOf)

Point = dict[sp.Symbol, float]


@dataclass(frozen=True, slots=True)
class Difference:
    """A place at which an answer is wrong: the values there, the second None where the answer has none.

    What is compared is a value, a slope or, between two places, a gain.
    """

    kind: str
    at: Mapping[sp.Symbol, float]
    wanted: Any
    found: Any


def compare(question: Head, answer: sp.Expr, of_slopes: bool) -> tuple[Difference | None, int]:
    """The first difference that is found, and at how many points both were compared.

    With `of_slopes` an antiderivative is judged: by its slope, and by what it gains between neighboring points.

    >>> x = sp.Symbol("x", real=True)
    >>> compare(Diff(x**2, x), 2 * x, False)[0] is None
    True
    """
    work, count = Work(MOST_WORK), 0
    wanted, given = (question.expr, raw(Diff, answer, question.var)) if of_slopes else (question, answer)
    with mp.workdps(DIGITS):
        places = list(_points(question, answer))
        sides = (wanted, given)
        is_formula = _are_formulas(sides)
        is_exact = is_formula and not any(isinstance(it, sp.Float) for side in sides for it in nodes(side))
        for here in places:
            one, other, scale = _values(here, sides, work, is_formula)
            if one is None or work.done:
                continue
            if _differ(one, other, 0) and isinstance(question, (Diff, Antideriv)):
                is_hidden = is_exact and not _differ(one, other, scale)
                digits = DEEP if other is None else CLOSER
                with mp.workdps(digits):  # far out a function may turn within the step of a difference
                    one, other, scale = _values(here, sides, work, is_formula)
                if is_hidden:  # (x + 1)⋯(x + 175) at −5.9 is small beside 175!, and twice of it is wrong
                    scale *= FINE / WRONG
            if _is_lost(one, other):
                continue
            if _differ(one, other, scale):
                held = symbols_of(wanted) | symbols_of(given)
                at = {letter: value for letter, value in here.items() if letter in held}
                return Difference("slope" if of_slopes else "value", at, one, other), count
            count += 1
        if of_slopes:
            found, gains = _gains(question, answer, places, work)
            return found, count + gains
    return None, count


def agree(question: Head, one: sp.Expr, other: sp.Expr, of_slopes: bool) -> bool:
    """Whether two answers to a question have the same values, or slopes, at the places where it is asked.

    >>> x = sp.Symbol("x", real=True)
    >>> agree(Diff(x**2, x), (x + 1) ** 2, x**2 + 2 * x + 1, False)
    True
    """
    sides = [raw(Diff, it, question.var) if of_slopes else it for it in (one, other)]
    work, count, is_formula = Work(MOST_WORK), 0, _are_formulas(sides)
    with mp.workdps(DIGITS):
        for here in _points(question, raw(sp.Tuple, one, other)):
            first, second, scale = _values(here, sides, work, is_formula)
            if first is None and second is None:
                continue
            if work.done or _differ(first, second, scale):
                return False
            count += 1
    return count > 0


def fewest(question: Head, answer: sp.Expr, of_slopes: bool) -> int:
    """How many points must be compared."""
    varies = symbols_of(answer) | symbols_of(question)
    return FEWEST if of_slopes or varies else 1


def _differ(one: Any, other: Any, scale: Any) -> bool:
    """Whether two values are not the same, relative to the largest of them and the scale of what they are made of;
    infinity is like nothing but itself."""
    if one is None or other is None:
        return one is not other
    if mp.isinf(one) or mp.isinf(other):
        return bool(one != other)
    return bool(abs(one - other) > WRONG * max(abs(one), abs(other), scale))


def _is_lost(one: Any, other: Any) -> bool:
    """Whether two values differ, and are so small that digits may have been lost beside larger ones."""
    return other is not None and one != other and max(abs(one), abs(other)) < LOST


def _are_formulas(sides: Sequence[sp.Expr]) -> bool:
    """Whether neither side holds an area or a limit: these are found as numbers near 0 at best."""
    return not any(isinstance(it, NO_FORMULA) for side in sides for it in nodes(side))


def _values(here: Point, sides: Sequence[sp.Expr], work: Work, is_formula: bool) -> tuple[Any, Any, Any]:
    """The value of each side, None where it has none, and the scale of what they are made of; 1 of no formulas."""
    values = {symbol: mp.mpf(value) for symbol, value in here.items()}
    evaluators = [PreciseEvaluator(values, work=work) for _ in sides]
    one, other = (_real(at(side)) for at, side in zip(evaluators, sides, strict=True))
    if one is None or not is_formula:
        return one, other, 1
    return one, other, max(_size(at, side, work) for at, side in zip(evaluators, sides, strict=True))


def _size(at: PreciseEvaluator, side: sp.Expr, work: Work) -> Any:
    """The scale of a value; of one that is read at a place, that of what is read, there."""
    while isinstance(side, At):
        there = _real(at(side.args[2]))
        if there is None:
            break
        at, side = PreciseEvaluator({**at.values, side.var: there}, work=work), side.expr
    return size(at, side)


def _real(value: Any) -> Any:
    return value if isinstance(value, mp.mpf) and not mp.isnan(value) else None


def _points(question: Any, answer: sp.Basic) -> Iterator[Point]:
    """Places near and far, for several values of the letters."""
    expands = isinstance(question, Expansion)
    moving = isinstance(question, (Antideriv, Diff)) or (isinstance(question, Several) and question.place is None)
    if isinstance(question, ImplicitSlope):
        yield from on_curve(question)
        return
    letters = sorted((symbols_of(question) | symbols_of(answer)) - {question.var}, key=lambda letter: letter.name)
    inner = question
    while isinstance(inner, (Antideriv, Diff, Several)):
        inner = inner.expr
    for case in range(CASES if letters else 1):
        known = {letter: values_for(letter)[case] for letter in letters}
        places = points(inner, question.var, known) if moving else AWAY if expands else [0.5]
        yield from ({**known, question.var: place} for place in places)


def _gains(question: Any, answer: sp.Expr, given: list[Point], work: Work) -> tuple[Difference | None, int]:
    """What the answer gains between neighboring places without a break, against the area there."""
    count = 0
    by_case: dict[tuple[Any, ...], list[Point]] = {}
    for here in given:
        key = tuple((letter, value) for letter, value in here.items() if letter != question.var)
        by_case.setdefault(key, []).append(here)
    for group in list(by_case.values())[:2]:
        places = sorted({here[question.var] for here in group if abs(here[question.var]) < 40})
        known = {letter: value for letter, value in group[0].items() if letter != question.var}
        over = enclosing({letter: complex(value) for letter, value in known.items()}, question.expr, question.var)
        for low, high in pairwise(places):
            if not over(low, high).smooth or work.done:
                continue
            values = {letter: mp.mpf(value) for letter, value in known.items()}
            area = raw(DefiniteIntegral, question.expr, question.var, sp.Float(low, DIGITS), sp.Float(high, DIGITS))
            wanted = _real(PreciseEvaluator(values, work=work)(area))
            ends = [
                _real(PreciseEvaluator({**values, question.var: mp.mpf(end)}, work=work)(answer)) for end in (low, high)
            ]
            if wanted is None or None in ends:
                continue
            gain = ends[1] - ends[0]
            if _differ(gain, wanted, max(1, *map(abs, ends))):
                return Difference("gain", {**known, question.var: high}, wanted, gain), count
            count += 1
    return None, count
