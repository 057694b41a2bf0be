"""Checking an antiderivative on each of its intervals: what it gains there against quadrature of the integrand."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import mpmath as mp
import sympy as sp

from calcref.core.evidence import Evidence
from calcref.core.expr import symbols_of
from calcref.core.letters import K
from calcref.core.questions import Antideriv
from calcref.core.records import Derivation
from calcref.verify.arithmetic import DIGITS
from calcref.verify.evaluate import Evaluator
from calcref.verify.fast import FastEvaluator
from calcref.verify.patterns import Letters, patterns
from calcref.verify.precise import PreciseEvaluator
from calcref.verify.sizes import LEAST, real

SHARES = (0.02, 0.15, 0.43, 0.81, 0.97)  # of a bounded interval
STEPS = (0.01, 0.3, 1.1, 2.7, 7.3, 19.0, 61.0)  # from the end of a half-line
WHOLE = (-53.0, -17.3, -6.1, -2.3, -0.4, 0.7, 1.9, 5.3, 14.9, 61.0)  # of the line
CASES = 4  # of the letters
WRONG = 1e-9
FEWEST = 2  # areas in doubles that need no others
DEAREST = 3  # areas at 50 digits that are computed where doubles see too little


def check_intervals(derivation: Derivation) -> list[Evidence]:
    """Evidence for each interval of an antiderivative; nothing for other questions.

    >>> from calcref.core.engine import derive
    >>> from calcref.core.questions import Antideriv
    >>> from calcref.integrals import RULES
    >>> x = sp.Symbol("x", real=True)
    >>> [evidence.verdict for evidence in check_intervals(derive(Antideriv(1 / x, x), RULES))]
    ['agrees', 'agrees']
    """
    if not isinstance(derivation.question, Antideriv):
        return []
    return [found for interval in derivation.domain if (found := _on(derivation, interval)) is not None]


def _on(derivation: Derivation, interval: sp.Interval) -> Evidence | None:
    """The answer's gains between points of `interval` against the areas there, in each case of its letters.

    None where the integrand has no real value to begin with.
    """
    question = derivation.question
    held = (question.expr, derivation.answer, interval.start, interval.end)
    letters = frozenset[sp.Symbol]().union(*map(symbols_of, held)) - {question.var, K}
    how = f"what the answer gains between points of {interval}, against quadrature"
    errors: list[float] = []
    cases = patterns(question.expr, question.var, letters)[:CASES]
    for case in cases:
        for error, said in _gains(derivation, interval, case):
            if said:
                return Evidence("refuted", f"{how}: {said}", len(errors) + 1, error if math.isfinite(error) else None)
            errors.append(error)
    if not errors:
        if not any(_has_values(derivation, interval, case) for case in cases):
            return None
        return Evidence("unknown", f"{how}: no area could be computed")
    return Evidence("agrees", how, len(errors), max(errors))


def _gains(derivation: Derivation, interval: sp.Interval, case: Letters) -> Iterator[tuple[float, str]]:
    """The errors of the gains between neighboring points, and what is wrong; by doubles wherever they suffice."""
    fast = FastEvaluator({letter: complex(value) for letter, value in case.items()})
    slow = PreciseEvaluator({letter: mp.mpf(value) for letter, value in case.items()})
    with mp.workdps(DIGITS):
        marks = list(_points(slow, interval))
    silent, seen = [], 0
    for low, high in pairwise(marks):
        error = _gain(fast, derivation, complex(low), complex(high))[0]
        if error <= WRONG:
            seen += 1
            yield error, ""
        elif error > WRONG:
            with mp.workdps(DIGITS):
                yield from _known(_gain(slow, derivation, low, high))
        else:
            silent.append((low, high))
    for low, high in silent[: DEAREST if seen < FEWEST else 0]:
        with mp.workdps(DIGITS):
            yield from _known(_gain(slow, derivation, low, high))


def _has_values(derivation: Derivation, interval: sp.Interval, case: Letters) -> bool:
    """Whether the integrand has a real value at one of the points."""
    with mp.workdps(DIGITS):
        here = PreciseEvaluator({letter: mp.mpf(value) for letter, value in case.items()})
        question = derivation.question
        return any(real(here.at(question.var, mark)(question.expr)) is not None for mark in _points(here, interval))


def _known(found: tuple[float, str]) -> Iterator[tuple[float, str]]:
    if found[1] or not math.isnan(found[0]):
        yield found


def _gain(here: Evaluator, derivation: Derivation, low: Any, high: Any) -> tuple[float, str]:
    """The error of one gain, NaN where there is no area, and what is wrong."""
    question = derivation.question
    area = here.integral_of(question, low, high)
    if isinstance(area, mp.mpf) and not mp.isfinite(area):
        return math.nan, f"there is no finite area from {_short(low)} to {_short(high)}"
    value = real(area)
    if value is None:
        return math.nan, ""
    start, end = (real(here.at(question.var, place)(derivation.answer)) for place in (low, high))
    if start is None or end is None:
        missing = "the answer has no value at a point where the integrand has one"
        return math.nan, missing if isinstance(here, PreciseEvaluator) else ""
    scale = max(abs(value), abs(start), abs(end), LEAST)
    error = float(abs(end - start - value) / scale)
    return error, f"wrong from {_short(low)} to {_short(high)}" if error > WRONG else ""


def _short(place: Any) -> str:
    return f"{float(place.real):.3g}"


def _points(here: PreciseEvaluator, interval: sp.Interval) -> Iterator[Any]:
    """Points of `interval` near and far, from left to right; of the one for k = 0 where it stands for many."""
    start, end = (here(edge.subs(K, 0)) for edge in (interval.start, interval.end))
    if mp.isinf(start) and mp.isinf(end):
        yield from map(mp.mpf, WHOLE)
    elif mp.isinf(end):
        yield from (start + step for step in STEPS)
    elif mp.isinf(start):
        yield from (end - step for step in reversed(STEPS))
    else:
        yield from (start + share * (end - start) for share in SHARES)
