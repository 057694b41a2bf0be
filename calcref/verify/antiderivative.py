"""Checking an antiderivative on each of its intervals: what it gains there against quadrature of the integrand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import mpmath as mp
import sympy as sp

from calcref.core.evidence import Evidence
from calcref.core.expr import symbols_of
from calcref.core.letters import K
from calcref.core.records import Derivation
from calcref.verify.arithmetic import DIGITS
from calcref.verify.points import candidates
from calcref.verify.precise import PreciseEvaluator
from calcref.verify.sizes import real

SHARES = (0.15, 0.43, 0.81)  # of a bounded interval
STEPS = (0.3, 1.1, 2.7)  # from the end of a half-line
WHOLE = (-2.3, 0.7, 1.9)  # of the line
WRONG = 1e-9


def check_intervals(derivation: Derivation) -> list[Evidence]:
    """Evidence for each interval of an antiderivative; nothing for other questions.

    >>> from calcref.core.engine import derive
    >>> from calcref.core.questions import Antideriv
    >>> from calcref.integrals import RULES
    >>> x = sp.Symbol("x", real=True)
    >>> [evidence.verdict for evidence in check_intervals(derive(Antideriv(1 / x, x), RULES))]
    ['agrees', 'agrees']
    """
    return [_on(derivation, interval) for interval in derivation.domain]


def _on(derivation: Derivation, interval: sp.Interval) -> Evidence:
    """The answer's gains between three points of `interval` against the areas there."""
    question = derivation.question
    var = question.var
    others = (symbols_of(question.expr) | symbols_of(interval.start) | symbols_of(interval.end)) - {var, K}
    values = {symbol: mp.mpf(value) for symbol, value in candidates(others)[0].items()}
    how = f"what the answer gains between points of {interval}, against quadrature"
    errors = []
    with mp.workdps(DIGITS):
        here = PreciseEvaluator(values)
        for low, high in pairwise(_points(here, interval)):
            area = real(here.known_integral(question, low, high))
            ends = [real(here.at(var, place)(derivation.answer)) for place in (low, high)]
            if area is None:
                continue
            start, end = ends
            if start is None or end is None:
                if others:
                    continue
                return Evidence("refuted", f"{how}: the answer has no value at a point where the integrand has one")
            scale = max(abs(area), abs(start), abs(end), mp.mpf(10) ** -280)
            errors.append(float(abs(end - start - area) / scale))
    if not errors:
        return Evidence("unknown", f"{how}: no area could be computed")
    return Evidence("agrees" if max(errors) <= WRONG else "refuted", how, len(errors), max(errors))


def _points(here: PreciseEvaluator, interval: sp.Interval) -> Iterator[mp.mpf]:
    """Three points of `interval`, from left to right; the one for k = 0 where it stands for many."""
    start, end = (here(edge.subs(K, 0)) for edge in (interval.start, interval.end))
    if mp.isinf(start) and mp.isinf(end):
        yield from map(mp.mpf, WHOLE)
    elif mp.isinf(end):
        yield from (start + step for step in STEPS)
    elif mp.isinf(start):
        yield from (end - step for step in reversed(STEPS))
    else:
        yield from (start + share * (end - start) for share in SHARES)
