"""The value of what has no variable, so that what is not a real number is refused where it stands.

A value is computed at 30 and at 60 digits. Where the two disagree and the second is smaller, it is 0, left over
by rounding (sin(pi)); where the second is larger, it is a pole (tan(pi/2)).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import mpmath
import sympy as sp

from calcref.parse.limits import LARGEST_EXPONENT, MOST_BITS

Value = tuple[Any, Any]


class NotReal(Exception):
    """A constant that is not a real number of moderate size; the message says why."""


@cache
def contexts() -> tuple[Any, Any]:
    """Two contexts of mpmath, of 30 and of 60 digits, apart from the one that everybody shares."""
    made = mpmath.mp.clone(), mpmath.mp.clone()
    for context, digits in zip(made, (30, 60), strict=True):
        context.dps = digits
    return made


def exact(number: sp.Rational) -> Value:
    """The value of a rational number.

    Raises:
        NotReal: it has too many digits.
    """
    if number.p.bit_length() + number.q.bit_length() > MOST_BITS:
        raise NotReal(f"is a number of more than {MOST_BITS * 3 // 10} digits")
    coarse, fine = (context.mpf(number.p) / number.q for context in contexts())
    return coarse, fine


def evaluate(function: Callable[..., Any], *values: Value) -> Value:
    """The value of `function(context, *arguments)`.

    >>> [float(part) for part in evaluate(lambda mp, x: mp.sin(x), evaluate(lambda mp: +mp.pi))]
    [0.0, 0.0]

    Raises:
        NotReal: the function has no real value there, or one beyond every float.
    """
    found = []
    for context, arguments in zip(contexts(), zip(*values, strict=True) if values else ((), ()), strict=True):
        try:
            result = context.convert(function(context, *arguments))
        except (ValueError, ZeroDivisionError, OverflowError, context.NoConvergence):
            raise NotReal("has no value") from None
        if not isinstance(result, context.mpf) or context.isnan(result):
            raise NotReal("is not a real number")
        if context.isinf(result):
            raise NotReal("has no finite value")
        if result and abs(context.mag(result)) > MOST_BITS:
            raise NotReal("is too large or too small a number")
        found.append(result)
    coarse, fine = found
    if abs(coarse - fine) <= abs(fine) * contexts()[1].mpf("1e-12"):
        return coarse, fine
    if abs(fine) > abs(coarse) * 1e12:
        raise NotReal("has no value")
    return tuple(context.zero for context in contexts())


def check_exponent(value: Value) -> None:
    """Nothing, for an exponent of moderate size.

    Raises:
        NotReal: it is beyond the limit.
    """
    if abs(value[1]) > LARGEST_EXPONENT:
        raise NotReal(f"is beyond the largest exponent that is read, {LARGEST_EXPONENT}")
