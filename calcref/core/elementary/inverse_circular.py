"""Rows of the table: inverse circular functions."""

from __future__ import annotations

from typing import Any

import sympy as sp

from calcref.core.conditions import nonzero, within
from calcref.core.elementary.shapes import inverse_root, inverse_root_of, square
from calcref.core.expr import add, apply, negative, power
from calcref.core.letters import x
from calcref.core.proofs import Argument, Counterexample, FromForm, FromInverse
from calcref.core.ranges import (
    CLOSED_RIGHT_ANGLES,
    HALF_TURN,
    RIGHT_ANGLES,
    RIGHT_ANGLES_BUT_ZERO,
    WITHOUT_RIGHT_ANGLE,
)
from calcref.core.row import Elementary, at_zero, nowhere, of_head
from calcref.core.sources import dlmf

_INVERSE = dlmf("section 4.24")
_RECIPROCAL = dlmf("section 4.24, with the branches of section 4.23(ii)")


def _open_unit(value: sp.Expr) -> Any:
    return (1 - value**2).is_positive


def _beyond_unit(value: sp.Expr) -> Any:
    return (value**2 - 1).is_positive


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
        proof=FromInverse(apply(sp.sin, x), x),
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
        proof=FromInverse(apply(sp.tan, x), x),
        source=_INVERSE,
        ml_use="The distribution function of the Cauchy distribution.",
    ),
    Elementary(
        id="arcsecant",
        name="Arcsecant",
        head=sp.asec,
        of=of_head(sp.asec),
        names=("asec", "arcsec"),
        latex=r"\operatorname{arcsec}",
        gaps=lambda u: (u - 1, u + 1),
        range=WITHOUT_RIGHT_ANGLE,
        inverse=lambda value: (sp.sec(value),),
        slope=lambda u: inverse_root_of(u, -1),
        conditions=(within("u", _beyond_unit, "$u^2 > 1$"),),
        proof=FromForm(apply(sp.acos, power(x, sp.S.NegativeOne)), x),
        source=_RECIPROCAL,
        counterexample=Counterexample(
            "asec(x)", "1", "$u^2 > 1$", "the tangent at the end of the interval is vertical"
        ),
        ml_use="The angle whose cosine is the share of a vector that lies along another.",
        reads_backwards=False,
    ),
    Elementary(
        id="arccosecant",
        name="Arccosecant",
        head=sp.acsc,
        of=of_head(sp.acsc),
        names=("acsc", "arccsc"),
        latex=r"\operatorname{arccsc}",
        gaps=lambda u: (u - 1, u + 1),
        range=RIGHT_ANGLES_BUT_ZERO,
        inverse=lambda value: (sp.csc(value),),
        slope=lambda u: negative(inverse_root_of(u, -1)),
        conditions=(within("u", _beyond_unit, "$u^2 > 1$"),),
        proof=FromForm(apply(sp.asin, power(x, sp.S.NegativeOne)), x),
        source=_RECIPROCAL,
        counterexample=Counterexample(
            "acsc(x)", "1", "$u^2 > 1$", "the tangent at the end of the interval is vertical"
        ),
        ml_use="The width of the cone of directions that a hyperbolic entailment cone spans.",
        reads_backwards=False,
    ),
    Elementary(
        id="arccotangent",
        name="Arccotangent",
        head=sp.acot,
        of=of_head(sp.acot),
        names=("acot", "arccot"),
        latex=r"\operatorname{arccot}",
        gaps=at_zero,
        range=RIGHT_ANGLES_BUT_ZERO,
        inverse=lambda value: (sp.cot(value),),
        slope=lambda u: negative(power(add(square(u), sp.S.One), sp.S.NegativeOne)),
        conditions=(nonzero("u"),),
        kinked=True,
        proof=FromForm(apply(sp.atan, power(x, sp.S.NegativeOne)), x),
        source=_RECIPROCAL,
        counterexample=Counterexample("acot(x)", "0", "$u \\neq 0$", "the function jumps"),
        ml_use="The phase of a filter; libraries differ on its branch, which matters at $0$ alone.",
        reads_backwards=False,
    ),
)
