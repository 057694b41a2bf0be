"""Rows of the table: inverse circular functions."""

from __future__ import annotations

from typing import Any

import sympy as sp

from calcref.core.conditions import within
from calcref.core.elementary.shapes import inverse_root, square
from calcref.core.expr import add, apply, negative, power
from calcref.core.letters import x
from calcref.core.proofs import Argument, Counterexample, FromDefinition
from calcref.core.ranges import CLOSED_RIGHT_ANGLES, HALF_TURN, RIGHT_ANGLES
from calcref.core.row import Elementary, nowhere, of_head
from calcref.core.sources import dlmf

_INVERSE = dlmf("section 4.24")


def _open_unit(value: sp.Expr) -> Any:
    return (1 - value**2).is_positive


INVERSE_CIRCULAR: tuple[Elementary, ...] = (
    Elementary(
        id="arcsine",
        name="Arcsine",
        head=sp.asin,
        of=of_head(sp.asin),
        names=("asin", "arcsin"),
        latex=r"\arcsin",
        gaps=lambda u: (u - 1, u + 1),
        range=CLOSED_RIGHT_ANGLES,
        inverse=lambda value: (sp.sin(value),),
        slope=lambda u: inverse_root(add(sp.S.One, negative(square(u)))),
        conditions=(within("u", _open_unit, "$-1 < u < 1$"),),
        proof=Argument(
            "Differentiate $\\sin y = u$: $\\cos y\\,y' = 1$, and $\\cos y = \\sqrt{1-u^2} > 0$ inside.", _INVERSE
        ),
        source=_INVERSE,
        counterexample=Counterexample(
            "asin(x)", "1", "$-1 < u < 1$", "the tangent at the end of the interval is vertical"
        ),
        ml_use="The arcsine kernel of an infinitely wide network.",
    ),
    Elementary(
        id="arccosine",
        name="Arccosine",
        head=sp.acos,
        of=of_head(sp.acos),
        names=("acos", "arccos"),
        latex=r"\arccos",
        gaps=lambda u: (u - 1, u + 1),
        range=HALF_TURN,
        inverse=lambda value: (sp.cos(value),),
        slope=lambda u: negative(inverse_root(add(sp.S.One, negative(square(u))))),
        conditions=(within("u", _open_unit, "$-1 < u < 1$"),),
        proof=Argument("$\\arccos u = \\pi/2 - \\arcsin u$.", _INVERSE),
        source=_INVERSE,
        counterexample=Counterexample(
            "acos(x)", "1", "$-1 < u < 1$", "the tangent at the end of the interval is vertical"
        ),
        ml_use="The angle between two embeddings; its slope in the cosine is infinite for parallel ones.",
        reads_backwards=False,
    ),
    Elementary(
        id="arctangent",
        name="Arctangent",
        head=sp.atan,
        of=of_head(sp.atan),
        names=("atan", "arctan"),
        latex=r"\arctan",
        gaps=nowhere,
        range=RIGHT_ANGLES,
        inverse=lambda value: (sp.tan(value),),
        slope=lambda u: power(add(square(u), sp.S.One), sp.S.NegativeOne),
        proof=FromDefinition(apply(sp.atan, x), x),
        source=_INVERSE,
        ml_use="The distribution function of the Cauchy distribution.",
    ),
)
