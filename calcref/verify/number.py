"""An integral as a number with a bound for its error: two quadratures of different kinds, and their distance."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import mpmath as mp
import sympy as sp

from calcref.core.expr import raw
from calcref.verify.arithmetic import DIGITS
from calcref.verify.evaluate import Work
from calcref.verify.fast import FastEvaluator
from calcref.verify.precise import PreciseEvaluator

SAFETY = 10  # times the distance of both quadratures
ROUNDING = mp.mpf(2) ** -50  # of its size, what the number itself may be rounded by
SHARE = mp.mpf("0.41421356")  # of a piece, where it is cut for a second look
MOST_WORK = 3_000_000  # nodes


def number(question: Any) -> tuple[Any, Any] | None:
    """The value of an integral between numbers, ±∞ where it is plainly infinite, and a conservative bound of its error.

    The value comes from 30 digits; it is compared with doubles, or where these do not settle, with 30 digits at other
    places. None where one of the two does not settle.

    >>> from calcref.core.questions import DefiniteIntegral
    >>> x = sp.Symbol("x", real=True)
    >>> value, error = number(DefiniteIntegral(sp.exp(-(x**2)), x, 0, 1))
    >>> bool(abs(value - mp.sqrt(mp.pi) / 2 * mp.erf(1)) < error < 1e-12)
    True
    """
    var, work = question.var, Work(MOST_WORK)
    with mp.workdps(DIGITS):
        found = PreciseEvaluator({var: mp.mpf(0)}, work=work)(question)
        if not isinstance(found, mp.mpf) or mp.isnan(found):
            return None
        if mp.isinf(found):
            return found, mp.mpf(0)
        other = mp.mpf(FastEvaluator({var: 0j}, work)(question).real)
        if not math.isfinite(other):
            other = _in_two(question, work)
        if mp.isnan(other):
            return None
        return found, SAFETY * abs(found - other) + ROUNDING * abs(found)


def _in_two(question: Any, work: Work) -> Any:
    """The integral at 30 digits, cut in two; NaN where it has no value."""
    here = PreciseEvaluator({question.var: mp.mpf(0)}, work=work)
    low, high = (here(end) for end in (question.lower, question.upper))
    if mp.isinf(low) or mp.isinf(high):
        middle = SHARE if mp.isinf(low - high) and mp.isinf(low) and mp.isinf(high) else _beyond(low, high)
    else:
        middle = low + SHARE * (high - low)
    ends = (question.lower, sp.Float(str(middle), DIGITS), question.upper)
    parts = [here(raw(type(question), question.expr, question.var, *piece)) for piece in pairwise(ends)]
    return sum(parts, mp.mpf(0)) if all(isinstance(it, mp.mpf) for it in parts) else mp.nan


def _beyond(low: Any, high: Any) -> Any:
    """A place in a half-line, away from its end."""
    return low + 1 + SHARE if mp.isinf(high) else high - 1 - SHARE
