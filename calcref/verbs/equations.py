"""Equations that a reader gives: text with one equals sign, or an `Eq` of SymPy."""

from __future__ import annotations

import sympy as sp

from calcref.core.errors import CalcrefError
from calcref.verbs.reading import expression


def sides(equation: object, what: str = "an implicit function needs an equation") -> tuple[sp.Expr, sp.Expr]:
    """Both sides of an equation.

    Raises:
        CalcrefError: it is none; `what` says what needs one.

    >>> sides("x^2 = y")
    (x**2, y)
    """
    if isinstance(equation, sp.Eq):
        left, right = equation.args
        return expression(left), expression(right)
    if not isinstance(equation, str):
        raise CalcrefError(f"an equation is text with one =, or an Eq of SymPy; found {type(equation).__name__}")
    parts = equation.split("=")
    if len(parts) != 2:
        advice = f"type {equation.strip()} = 0" if len(parts) == 1 else "give one equation at a time"
        raise CalcrefError(f"{what} with one =; found {len(parts) - 1}: {advice}")
    left, right = map(expression, parts)
    return left, right
