"""Products as fractions, and what stands beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy.core.basic import Basic

from calcref.core.expr import is_open, raw
from calcref.render.shape import Whole, exponent_of, is_negative, members


@dataclass
class Run:
    """Neighboring factors that are written as one fraction."""

    above: list[Any]
    below: list[Any]


def runs(node: Basic, whole: Whole) -> list[Run]:
    """The fractions that a product or a power with a negative exponent is written as, from left to right.

    What holds an open question stands beside a fraction, not in it; only a sum may have a denominator of its own.
    """
    factors = list(members(node, whole)) if isinstance(node, sp.Mul) else [node]
    factors.sort(key=lambda factor: not factor.is_Number)
    found: list[Run] = []
    complete = True
    for factor in factors:
        beside = not whole(factor) and is_open(factor)
        if beside or complete:
            found.append(Run([], []))
        complete = beside and not isinstance(factor, sp.Add)
        _place(factor, found[-1], whole)
    return found


def _place(factor: Any, run: Run, whole: Whole) -> None:
    exponent = None if whole(factor) else exponent_of(factor)
    if factor.is_Rational and not factor.is_Integer and not whole(factor):
        if factor.p != 1:
            run.above.append(sp.Integer(factor.p))
        run.below.append(sp.Integer(factor.q))
    elif exponent is not None and is_negative(exponent):
        base = factor.args[0]
        if exponent is not sp.S.NegativeOne:
            run.below.append(raw(type(factor), base, -exponent))
        elif isinstance(base, sp.Mul) and not whole(base):
            run.below.extend(members(base, whole))
        else:
            run.below.append(base)
    else:
        run.above.append(factor)
