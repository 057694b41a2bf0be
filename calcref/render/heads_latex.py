"""Open questions and closing heads as LaTeX."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef

from calcref.core.questions import Antideriv, At, Between, Bounded, Diff, LimitOf
from calcref.render.levels import NEGATIVE, PRODUCT, is_tall, primes
from calcref.render.printer import Inner, Piece, joined
from calcref.render.shape import Kept, Mark


def applied(name: str, args: tuple[Any, ...], flat: bool) -> Iterator[Piece]:
    """The function `name` of `args`; its parentheses grow with them without a gap before them."""
    tall = not flat and any(is_tall(arg) for arg in args)
    yield name + (r"\Bigl(" if tall else "(")
    yield from joined((Inner(arg, 0, flat) for arg in args), ", ")
    yield r"\Bigr)" if tall else ")"


def head(expr: Any, flat: bool) -> Iterator[Piece]:
    """What an open question, a closing head or a mark is written as."""
    derivative = primes(expr)
    if derivative is not None:
        function, count, argument = derivative
        name = sp.latex(sp.Symbol(function.func.__name__))
        yield from applied(name + "'" * count, (argument,), flat)
        return
    match expr:
        case Mark():
            line = r"\underbrace{" if is_tall(expr.args[0]) and not flat else r"\underline{"  # no second fraction bar
            yield from (line, Inner(expr.args[0], 0, flat), "}")
        case Diff():
            partial = isinstance(expr.expr, AppliedUndef) and len(expr.expr.args) > 1
            yield r"\frac{\partial}{\partial " if partial else r"\frac{d}{d"
            yield from (Inner(expr.var), "}")
            yield from (r"\left[", Inner(expr.expr), r"\right]")
        case Antideriv():
            yield from (r"\int ", Inner(expr.expr, NEGATIVE), r" \thinspace d", Inner(expr.var))
        case Bounded():
            yield from (r"\int_{", Inner(expr.lower, 0, True), "}^{", Inner(expr.upper, 0, True), "} ")
            yield from (Inner(expr.expr, NEGATIVE), r" \thinspace d", Inner(expr.var))
        case LimitOf():
            side = "" if expr.side == "+-" else f"^{{{expr.side}}}"
            yield from (r"\lim_{", Inner(expr.var), r" \to ", Inner(expr.to, 0, True), side, "} ")
            yield Inner(expr.expr, PRODUCT, flat)
        case At():
            bracketed = isinstance(expr.expr, Diff) and primes(expr.expr) is None
            yield from (Inner(expr.expr),) if bracketed else (r"\left[", Inner(expr.expr), r"\right]")
            yield from ("_{", Inner(expr.var, 0, True), " = ", Inner(expr.value, 0, True), "}")
        case Between() | Kept():
            inner, _, lower, upper = expr.args
            yield from (r"\Big[", Inner(inner), r"\Big]")
            yield from ("_{", Inner(lower, 0, True), "}^{", Inner(upper, 0, True), "}")
        case _:
            yield rf"\operatorname{{{type(expr).__name__}}}"
            yield from applied("", expr.args, flat)
