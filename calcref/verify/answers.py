"""Checking an answer apart from its steps: near and far, and in every case that its letters allow."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import mpmath as mp
import sympy as sp

from calcref.core.evidence import Evidence
from calcref.core.expr import nodes, symbols_of, varies
from calcref.core.indexed import Indexed
from calcref.core.questions import Accumulation, Antideriv, At, Bounded, DefiniteIntegral, Diff
from calcref.core.records import Derivation
from calcref.verify.arithmetic import DIGITS
from calcref.verify.cases import compared_by, edges
from calcref.verify.domain import points
from calcref.verify.fast import FastEvaluator
from calcref.verify.numbers import ENOUGH, LADDER, TOLERANCE, WRONG, Equation, precise_error, relative_error, slopes
from calcref.verify.patterns import patterns
from calcref.verify.precise import PreciseEvaluator
from calcref.verify.sizes import real

LARGEST = 3_000  # nodes up to which an answer is compared everywhere
BOUNDS = (1.0, -2.5, 4.0, 7.0, -5.0, 12.0, 20.0, 0.4)  # for letters in bounds: a jump may stand anywhere between
DIVERGES = "the integral diverges, and the answer does not,"
HOW = "the answer near and far, in each case of its letters"

Point = dict[sp.Symbol, float]


def check_answer(derivation: Derivation) -> Evidence | None:
    """Evidence for the answer as a whole; None for questions that are no function of anything.

    >>> from calcref.core.engine import derive
    >>> from calcref.derivatives import RULES
    >>> x = sp.Symbol("x", real=True)
    >>> check_answer(derive(Diff(sp.sin(x), x), RULES)).verdict
    'agrees'
    """
    question = derivation.question
    if isinstance(derivation.step.before, At) or not isinstance(question, (Diff, Antideriv, DefiniteIntegral)):
        return None
    claim = slopes((question, derivation.answer))
    free = symbols_of(claim[0]) | symbols_of(claim[1])
    if not free or sum(1 for side in claim for _ in nodes(side)) > LARGEST:
        return None
    errors: list[float] = []
    unseen = {node: set(node.args) for node in nodes(derivation.answer) if _is_by_letters(node, question.var)}
    costly = any(isinstance(node, Accumulation) for node in nodes(claim[0]))
    for point in _asked(question, derivation.answer):
        if costly and len(errors) >= ENOUGH and not by_doubles(claim, point):
            continue  # quadrature at 50 digits takes seconds
        if any(case_at(node, point) is None for node in unseen):
            continue  # nothing is claimed there
        error, said = compared(claim, point)
        if said == DIVERGES and _is_ruled_out(derivation, point):
            continue  # nothing is claimed there
        if said:
            there = ", ".join(f"{letter} = {value:.3g}" for letter, value in point.items() if letter in free)
            return Evidence("refuted", f"{said} at {there}", len(errors) + 1, error if math.isfinite(error) else None)
        if math.isfinite(error):
            errors.append(error)
            for node, cases in unseen.items():
                cases.discard(case_at(node, point))
    if not errors:
        return Evidence("unknown", f"{HOW}: no point where the question has a value was found")
    if missing := [pair.cond for cases in unseen.values() for pair in cases]:
        return Evidence("unknown", f"{HOW}: no point was found to compare the case {missing[0]}", len(errors))
    return Evidence("agrees", HOW, len(errors), max(errors))


def _is_ruled_out(derivation: Derivation, point: Point) -> bool:
    """Whether a condition of the step that states the answer, and that stands beside it, fails at `point`."""
    step, var = derivation.step, derivation.question.var
    there = {letter: sp.Rational(value) for letter, value in point.items() if letter != var}
    return step.after is derivation.answer and any(
        condition.holds(step.where, there) is False for condition in step.rule.conditions
    )


def _is_by_letters(node: sp.Basic, var: sp.Symbol) -> bool:
    """Whether `node` has cases that its letters decide, and not the variable."""
    return isinstance(node, sp.Piecewise) and not any(varies(pair.cond, var) for pair in node.args)


def case_at(node: sp.Piecewise, point: Point) -> Any:
    """The case of `node` that holds at `point`, or None."""
    here = FastEvaluator({symbol: complex(value) for symbol, value in point.items()})
    return next((pair for pair in node.args if here.holds(pair.cond)), None)


def _asked(question: Any, answer: sp.Expr) -> Iterator[Point]:
    """The points at which an answer to `question` is compared."""
    if isinstance(question, DefiniteIntegral):
        yield from _between_bounds(question, answer)
        return
    inner = question
    while isinstance(inner, Diff):
        inner = inner.expr
    expr = inner.expr if isinstance(inner, Antideriv) else inner
    bound = {head.var for head in nodes(expr) if isinstance(head, Bounded | Indexed)}
    letters = (symbols_of(question) | symbols_of(answer)) - {question.var}
    cases = [*patterns(expr, question.var, letters, compared_by(answer)), *edges(answer, letters)]
    for case in cases:
        for place in points(expr, question.var, case, few=len(cases) > 1):
            yield {**dict.fromkeys(bound, 0.0), **case, question.var: place}


def _between_bounds(question: DefiniteIntegral, answer: sp.Expr) -> Iterator[Point]:
    """Each case of the letters of the integrand, with several values of those in the bounds."""
    moving = sorted(symbols_of(question.lower) | symbols_of(question.upper), key=lambda letter: letter.name)
    inside = symbols_of(question.expr) - {question.var}
    claimed = [quantity for quantity in compared_by(answer) if symbols_of(quantity) <= inside]
    for first, case in enumerate(patterns(question.expr, question.var, inside, claimed)):
        for k in range(1 if not moving else 2 if first else len(BOUNDS)):
            placed = {
                letter: _allowed(letter, BOUNDS[(k + shift) % len(BOUNDS)]) for shift, letter in enumerate(moving)
            }
            yield {question.var: 0.0, **case, **placed}
    if len(asked := compared_by(answer)) > len(claimed):  # cases by where the bounds are
        for case in patterns(question.expr, question.var, inside.union(moving), asked):
            yield {question.var: 0.0, **case}
    for edge in edges(answer, inside.union(moving)):
        yield {question.var: 0.0, **edge}


def _allowed(letter: sp.Symbol, value: float) -> float:
    """`value` with the sign that is assumed of `letter`, and whole if that is."""
    size = math.ceil(abs(value)) if letter.is_integer else abs(value)
    return float(size if letter.is_nonnegative else -size if letter.is_nonpositive else math.copysign(size, value))


def by_doubles(claim: Equation, point: Point) -> bool:
    """Whether doubles decide at `point`."""
    return math.isfinite(relative_error(FastEvaluator({it: complex(value) for it, value in point.items()}), claim))


def compared(claim: Equation, point: Point) -> tuple[float, str]:
    """The relative error at `point`, NaN where the question has no value, and what is wrong, if anything."""
    error = relative_error(FastEvaluator({symbol: complex(value) for symbol, value in point.items()}), claim)
    if error <= TOLERANCE:
        return error, ""
    values = {symbol: mp.mpf(value) for symbol, value in point.items()}
    with mp.workdps(DIGITS):
        before, after = map(PreciseEvaluator(values), claim)
        if real(before) is None:
            diverges = isinstance(before, mp.mpf) and real(after) is not None
            if isinstance(before, mp.mpf) and before == after:
                return 0.0, ""
            return math.nan, DIVERGES if diverges else ""
        if real(after) is None and any(isinstance(node, Bounded) for node in nodes(claim[1])):
            return math.nan, ""  # quadrature may miss what is there
        if real(after) is None and not _has_value(claim[1], values):
            return math.nan, "the question has a value, and the answer has none,"
    error = precise_error([PreciseEvaluator(values) for _ in LADDER], claim)
    return error, "the answer is wrong" if error > WRONG else ""


def _has_value(expr: sp.Expr, values: dict[sp.Symbol, Any]) -> bool:
    """Whether `expr` has a value at more digits: √(1 + eˣ) − 1, which a logarithm is taken of, is not 0 at −1000."""
    for digits in LADDER[1:]:
        with mp.workdps(digits):
            if real(PreciseEvaluator(values)(expr)) is not None:
                return True
    return False
