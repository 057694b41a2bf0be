"""Expressions in the syntax of Maxima, which STACK reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy as sp
from sympy.core.basic import Basic

from calcref.core.errors import CalcrefError
from calcref.core.functions import LogBase, RealFunction, RealPower
from calcref.core.layout import ATOM, Inner, Piece, joined
from calcref.core.questions import Head
from calcref.render.expression_text import TextPrinter

CONSTANTS = {sp.E: "%e", sp.pi: "%pi", sp.oo: "inf", -sp.oo: "minf"}
NAMES: dict[type[Basic], str] = {
    **{head: head.__name__ for head in (sp.sin, sp.cos, sp.tan, sp.sec, sp.csc, sp.cot, sp.asin, sp.acos, sp.atan)},
    **{head: head.__name__ for head in (sp.sinh, sp.cosh, sp.tanh, sp.asinh, sp.acosh, sp.atanh, sp.erf, sp.gamma)},
    sp.log: "log",
    sp.Abs: "abs",
    sp.sign: "signum",
    sp.Max: "max",
    sp.Min: "min",
}


def maxima(expr: Basic) -> str:
    """`expr` as Maxima reads it.

    Raises:
        CalcrefError: it holds an open question, or a function that has no name there.

    >>> x = sp.Symbol("x", real=True)
    >>> maxima(sp.exp(-x**2) * sp.log(sp.Abs(x)) + sp.pi)
    '%pi + %e^(-x^2)*log(abs(x))'
    """
    return MaximaPrinter()(expr)


class MaximaPrinter(TextPrinter):
    """Writes expressions as one line of Maxima."""

    def word(self, leaf: Any) -> str:
        return CONSTANTS.get(leaf) or super().word(leaf)

    def _power(self, expr: Basic) -> Iterator[Piece]:
        if isinstance(expr, sp.exp):
            yield from ("%e^", Inner(expr.args[0], ATOM))
        else:
            yield from super()._power(expr)

    def _other(self, expr: Any) -> Iterator[Piece]:
        if isinstance(expr, LogBase):
            argument, base = expr.args
            yield from ("(log(", Inner(argument), ")/log(", Inner(base), "))")
        elif type(expr) in NAMES:
            yield from (f"{NAMES[type(expr)]}(", *joined(map(Inner, expr.args), ", "), ")")
        elif isinstance(expr, RealFunction) and not isinstance(expr, RealPower):
            yield Inner(expr.in_sympy(*expr.args), ATOM)
        else:
            raise CalcrefError(f"Maxima has no name for {type(expr).__name__}; write it by functions that it has")

    def _head(self, expr: Head) -> Iterator[Piece]:
        raise CalcrefError(f"an open question is nothing that Maxima is given; answer {type(expr).__name__} first")
