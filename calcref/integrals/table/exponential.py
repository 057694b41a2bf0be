"""Integrals of exponentials and logarithms."""

from __future__ import annotations

import sympy as sp

from calcref.core.conditions import positive, within
from calcref.core.expr import apply, divide, power, varies
from calcref.core.functions import LogBase
from calcref.core.row import of_head
from calcref.core.sources import dlmf
from calcref.integrals.table.row import Letters, Row, log, log_less


def _exponential(expr: sp.Expr, var: sp.Symbol) -> Letters | None:
    return {"a": expr.base} if expr.is_Pow and expr.exp == var and not varies(expr.base, var) else None


def _logarithm(expr: sp.Expr, var: sp.Symbol) -> Letters | None:
    return {"b": expr.args[1]} if isinstance(expr, LogBase) and expr.args[0] == var else None


EXPONENTIAL: tuple[Row, ...] = (
    Row(
        "integral-of-an-exponential",
        "Integral of an exponential",
        lambda u, a: power(a, u),
        lambda u, a: divide(power(a, u), log(a)),
        dlmf("section 4.10"),
        "The total of learning rates that halve every epoch.",
        ("a",),
        _exponential,
        (positive("a"), within("a", lambda value: (value - 1).is_nonzero, "$a \\neq 1$")),
    ),
    Row(
        "integral-of-the-logarithm",
        "Integral of the logarithm",
        of_head(sp.log),
        log_less,
        dlmf("section 4.10"),
        "The entropy of a density, and Stirling's formula for a factorial.",
        conditions=(positive("u", "$x > 0$"),),
    ),
    Row(
        "integral-of-a-logarithm",
        "Integral of a logarithm to another base",
        lambda u, b: apply(LogBase, u, b),
        lambda u, b: divide(log_less(u), log(b)),
        dlmf("section 4.10"),
        "Entropy in bits.",
        ("b",),
        _logarithm,
        (positive("u", "$x > 0$"), positive("b"), within("b", lambda value: (value - 1).is_nonzero, "$b \\neq 1$")),
    ),
)
