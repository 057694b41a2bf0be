"""Deciding the sign of a constant: exactly, by digits, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import sympy as sp

from calcref.core.expr import tree_size
from calcref.core.foreign import SYMPY_RAISES

DIGITS = 60
FACTORABLE = 60  # nodes up to which a value with letters is factored
TINY = sp.Float("1e-50")


def is_tiny(value: sp.Expr) -> bool:
    """Whether a number that SymPy cannot tell from 0 is 0 to 50 digits, as sin(1)^2 + cos(1)^2 - 1 is."""
    return bool(abs(sp.N(value, DIGITS, maxn=200)) < TINY)


def forms(value: sp.Expr) -> Iterator[sp.Expr]:
    """`value` as it stands, multiplied out, and in factors: SymPy sees the sign of one and not of another.

    >>> p = sp.Symbol("p", positive=True)
    >>> [form.is_positive for form in forms((p + 1 + 1 / (p + 1)) / 2 - 1)]
    [None, None, True]
    """
    yield value
    yield sp.expand(value)
    if not value.is_number and tree_size(value) <= FACTORABLE:
        yield sp.factor(value)


@lru_cache(maxsize=4096)  # series ask for the same coefficients over and over
def sign_of(value: sp.Expr) -> int | None:
    """1, -1 or 0 as `value` is positive, negative or 0; None where that depends on its letters, or it is not real.

    >>> y = sp.Symbol("y", real=True)
    >>> sign_of(sp.sqrt(2) - 1), sign_of(sp.sin(1)**2 + sp.cos(1)**2 - 1), sign_of(-y**2 - 1), sign_of(y)
    (1, 0, -1, None)
    """
    try:
        for form in forms(value):
            if form.is_zero:
                return 0
            if form.is_positive or form.is_negative:
                return 1 if form.is_positive else -1
        if not value.is_number:
            return None
        number = sp.N(value, DIGITS, maxn=200)
    except SYMPY_RAISES:
        return None
    if not (number.is_Float or number.is_Integer) or not number.is_finite:
        return None
    return 0 if abs(number) < TINY else 1 if number > 0 else -1
