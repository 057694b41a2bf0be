"""Open questions and closing heads as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from calcref.core.questions import Antideriv, At, Between, Bounded, Diff, LimitOf
from calcref.render.levels import ATOM, NEGATIVE, PRODUCT, primes
from calcref.render.printer import Inner, Piece, joined
from calcref.render.shape import Kept, Mark


def head(expr: Any) -> Iterator[Piece]:
    """What an open question, a closing head or a mark is written as; a mark does not show."""
    derivative = primes(expr)
    if derivative is not None:
        function, count, argument = derivative
        yield from (function.func.__name__, "'" * count, "(", Inner(argument), ")")
        return
    match expr:
        case Mark():
            yield Inner(expr.args[0])
        case Diff():
            yield from ("d/d", Inner(expr.var, ATOM), "[", Inner(expr.expr), "]")
        case Antideriv():
            yield from ("∫ ", Inner(expr.expr, NEGATIVE), " d", Inner(expr.var))
        case Bounded():
            yield from ("∫[", Inner(expr.lower), ", ", Inner(expr.upper), "] ")
            yield from (Inner(expr.expr, NEGATIVE), " d", Inner(expr.var))
        case LimitOf():
            side = "" if expr.side == "+-" else expr.side
            yield from ("lim[", Inner(expr.var), " → ", Inner(expr.to), side, "] ", Inner(expr.expr, PRODUCT))
        case At():
            yield from ("[", Inner(expr.expr), " | ", Inner(expr.var), " = ", Inner(expr.value), "]")
        case Between() | Kept():
            inner, var, lower, upper = map(Inner, expr.args)
            yield from ("[", inner, " | ", var, " from ", lower, " to ", upper, "]")
        case _:
            yield from (type(expr).__name__, "(", *joined(map(Inner, expr.args), ", "), ")")
