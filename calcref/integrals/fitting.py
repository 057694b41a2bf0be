"""Whether a function is an antiderivative of another, by its slopes at points and for every sign of the letters."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import mpmath as mp
import sympy as sp

PLACES = (-5.3, -2.17, -1.31, -0.83, -0.37, 0.29, 0.71, 1.43, 2.61, 4.9)
LETTERS = ((1.3, 2.9, 0.7, 3.7), (2.3, 0.6, 1.9, 0.45))  # sizes of other letters, with every sign of the first three
SIGNED = 3
TOLERANCE = 1e-12


def fits(answer: sp.Expr, expr: sp.Expr, var: sp.Symbol, steps: dict[sp.Symbol, sp.Expr]) -> bool | None:
    """Whether the slope of `answer` is `expr` where that is real; None where so for some signs of the letters only.

    `steps` says what stands for which parts that are constant between jumps.
    """
    slope, value, wanted = (form.xreplace(steps).doit() for form in (answer.diff(var), answer, expr))
    letters = sorted((wanted.free_symbols | value.free_symbols) - {var}, key=str)
    between_jumps = [{"DiracDelta": lambda *args: 0}, "mpmath"]
    slope, value, wanted = (sp.lambdify([var, *letters], form, between_jumps) for form in (slope, value, wanted))
    right: dict[tuple[int, ...], bool] = {}
    with mp.workdps(30):
        for signs in product((1, -1), repeat=min(len(letters), SIGNED)):
            for sizes in LETTERS:
                values = [
                    mp.mpf(sizes[k % len(sizes)] + k // len(sizes)) * (signs[k] if k < SIGNED else 1)
                    for k in range(len(letters))
                ]
                if any(letter.is_positive and number < 0 for letter, number in zip(letters, values, strict=True)):
                    continue
                for place in PLACES:
                    verdict = _agree(wanted, slope, value, (mp.mpf(place), *values))
                    if verdict is not None:
                        key = (*signs, LETTERS.index(sizes)) if letters else ()
                        right[key] = right.get(key, True) and verdict
    if not right or not any(right.values()):
        return False
    return True if all(right.values()) else None if letters else False


def _agree(
    wanted: Callable[..., Any], slope: Callable[..., Any], value: Callable[..., Any], at: tuple[Any, ...]
) -> bool | None:
    """Whether slope and integrand agree at one point; None where the integrand has no real value."""
    try:
        right = mp.mpmathify(wanted(*at))
    except (ArithmeticError, ValueError, TypeError):
        return None
    if not _is_real(right):
        return None
    try:
        found, here = mp.mpmathify(slope(*at)), mp.mpmathify(value(*at))
    except (ArithmeticError, ValueError, TypeError, NameError):
        return False
    if not (_is_real(found) and _is_real(here)):
        return False
    return bool(abs(found - right) <= TOLERANCE * max(abs(found), abs(right), mp.mpf(10) ** -12))


def _is_real(value: Any) -> bool:
    return bool(mp.isfinite(value) and abs(mp.im(value)) <= TOLERANCE * max(1, abs(mp.re(value))))
