"""Integrals of inverse functions."""

from __future__ import annotations

import sympy as sp

from calcref.core.conditions import within
from calcref.core.elementary.shapes import HALF, TWO, square
from calcref.core.expr import add, apply, divide, mul, negative, power
from calcref.core.row import of_head
from calcref.core.sources import dlmf
from calcref.integrals.table.row import Row, log


def _arc(u: sp.Expr) -> sp.Expr:
    return power(add(sp.S.One, negative(square(u))), HALF)


INVERSE: tuple[Row, ...] = (
    Row(
        "integral-of-the-arctangent",
        "Integral of the arctangent",
        of_head(sp.atan),
        lambda u: add(mul(u, apply(sp.atan, u)), negative(divide(log(add(square(u), sp.S.One)), TWO))),
        dlmf("section 4.26"),
        "A smooth, bounded activation.",
    ),
    Row(
        "integral-of-the-arcsine",
        "Integral of the arcsine",
        of_head(sp.asin),
        lambda u: add(mul(u, apply(sp.asin, u)), _arc(u)),
        dlmf("section 4.26"),
        "The arcsine kernel of an infinitely wide network.",
        conditions=(within("u", lambda value: (1 - value**2).is_nonnegative, "$-1 \\leq x \\leq 1$"),),
    ),
    Row(
        "integral-of-the-arccosine",
        "Integral of the arccosine",
        of_head(sp.acos),
        lambda u: add(mul(u, apply(sp.acos, u)), negative(_arc(u))),
        dlmf("section 4.26"),
        "The angle between two embeddings, averaged.",
        conditions=(within("u", lambda value: (1 - value**2).is_nonnegative, "$-1 \\leq x \\leq 1$"),),
    ),
)
