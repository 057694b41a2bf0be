"""Rows of the table: circular functions, in radians."""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp

from calcref.core.conditions import within
from calcref.core.elementary.shapes import TWO
from calcref.core.expr import apply, divide, mul, negative, power
from calcref.core.letters import K, x
from calcref.core.proofs import Counterexample, FromDefinition, FromForm
from calcref.core.ranges import CLOSED_UNIT, FROM_ONE_OUTWARDS
from calcref.core.row import Elementary, Places, nowhere, of_head
from calcref.core.sources import dlmf

_TABLE = dlmf("section 4.20")


def _periodic(arc: Callable[[sp.Expr], sp.Expr], mirrored: Callable[[sp.Expr], sp.Expr]) -> Callable[..., Places]:
    """The inverse of a function that takes each value twice in a period of 2π: at the arc, and mirrored."""

    def inverse(value: sp.Expr) -> Places:
        first, second = arc(value), mirrored(arc(value))
        if value == 0:
            return (first + sp.pi * K,)
        once = sp.simplify((second - first) / (2 * sp.pi)).is_integer is True
        return (first + 2 * sp.pi * K,) if once else (first + 2 * sp.pi * K, second + 2 * sp.pi * K)

    return inverse


CIRCULAR: tuple[Elementary, ...] = (
    Elementary(
        id="sine",
        name="Sine",
        head=sp.sin,
        of=of_head(sp.sin),
        names=("sin",),
        latex=r"\sin",
        raised=True,
        gaps=nowhere,
        range=CLOSED_UNIT,
        inverse=_periodic(sp.asin, lambda angle: sp.pi - angle),
        slope=of_head(sp.cos),
        proof=FromDefinition(apply(sp.sin, x), x),
        source=_TABLE,
        ml_use="Sinusoidal position encodings of transformers.",
    ),
    Elementary(
        id="cosine",
        name="Cosine",
        head=sp.cos,
        of=of_head(sp.cos),
        names=("cos",),
        latex=r"\cos",
        raised=True,
        gaps=nowhere,
        range=CLOSED_UNIT,
        inverse=_periodic(sp.acos, lambda angle: -angle),
        slope=lambda u: negative(apply(sp.sin, u)),
        proof=FromDefinition(apply(sp.cos, x), x),
        source=_TABLE,
        ml_use="Cosine annealing of the learning rate.",
    ),
    Elementary(
        id="tangent",
        name="Tangent",
        head=sp.tan,
        of=of_head(sp.tan),
        names=("tan",),
        latex=r"\tan",
        raised=True,
        gaps=lambda u: (sp.cos(u),),
        inverse=lambda value: (sp.atan(value) + sp.pi * K,),
        slope=lambda u: power(apply(sp.cos, u), -TWO),
        conditions=(within("u", lambda value: sp.cos(value).is_nonzero, "$\\cos u \\neq 0$"),),
        proof=FromForm(divide(apply(sp.sin, x), apply(sp.cos, x)), x),
        source=_TABLE,
        counterexample=Counterexample("tan(x)", "pi/2", "$\\cos u \\neq 0$", "the tangent has a pole there"),
        ml_use="Sampling a Cauchy distribution: the tangent of a uniform angle.",
    ),
    Elementary(
        id="secant",
        name="Secant",
        head=sp.sec,
        of=of_head(sp.sec),
        names=("sec",),
        latex=r"\sec",
        raised=True,
        gaps=lambda u: (sp.cos(u),),
        range=FROM_ONE_OUTWARDS,
        slope=lambda u: mul(apply(sp.sec, u), apply(sp.tan, u)),
        conditions=(within("u", lambda value: sp.cos(value).is_nonzero, "$\\cos u \\neq 0$"),),
        proof=FromForm(divide(sp.S.One, apply(sp.cos, x)), x),
        source=_TABLE,
        ml_use="Trigonometric substitutions in integrals of densities.",
    ),
    Elementary(
        id="cosecant",
        name="Cosecant",
        head=sp.csc,
        of=of_head(sp.csc),
        names=("csc", "cosec"),
        latex=r"\csc",
        raised=True,
        gaps=lambda u: (sp.sin(u),),
        range=FROM_ONE_OUTWARDS,
        slope=lambda u: negative(mul(apply(sp.csc, u), apply(sp.cot, u))),
        conditions=(within("u", lambda value: sp.sin(value).is_nonzero, "$\\sin u \\neq 0$"),),
        proof=FromForm(divide(sp.S.One, apply(sp.sin, x)), x),
        source=_TABLE,
        ml_use="The reflection formula of the gamma function.",
    ),
    Elementary(
        id="cotangent",
        name="Cotangent",
        head=sp.cot,
        of=of_head(sp.cot),
        names=("cot", "cotan"),
        latex=r"\cot",
        raised=True,
        gaps=lambda u: (sp.sin(u),),
        inverse=lambda value: (sp.acot(value) + sp.pi * K,),
        slope=lambda u: negative(power(apply(sp.sin, u), -TWO)),
        conditions=(within("u", lambda value: sp.sin(value).is_nonzero, "$\\sin u \\neq 0$"),),
        proof=FromForm(divide(apply(sp.cos, x), apply(sp.sin, x)), x),
        source=_TABLE,
        ml_use="The reflection formula of the digamma function.",
    ),
)
