"""Rows of the table: hyperbolic functions and their reciprocals."""

from __future__ import annotations

import sympy as sp

from calcref.core.conditions import nonzero
from calcref.core.elementary.shapes import DECAY, HALF, TWO, square
from calcref.core.expr import add, apply, divide, mul, negative, power
from calcref.core.letters import x
from calcref.core.proofs import FromDefinition, FromForm
from calcref.core.ranges import BEYOND_ONE, FROM_ONE, NONZERO, UNIT, UP_TO_ONE
from calcref.core.row import Elementary, at_zero, nowhere, of_head
from calcref.core.sources import dlmf

_HYPERBOLIC = dlmf("section 4.34")

HYPERBOLIC: tuple[Elementary, ...] = (
    Elementary(
        id="hyperbolic-sine",
        name="Hyperbolic sine",
        head=sp.sinh,
        of=of_head(sp.sinh),
        names=("sinh",),
        latex=r"\sinh",
        raised=True,
        steep=True,
        gaps=nowhere,
        inverse=lambda value: (sp.asinh(value),),
        slope=of_head(sp.cosh),
        proof=FromForm(mul(HALF, add(apply(sp.exp, x), negative(DECAY))), x),
        source=_HYPERBOLIC,
        ml_use="Its inverse compresses heavy-tailed features that may be negative.",
    ),
    Elementary(
        id="hyperbolic-cosine",
        name="Hyperbolic cosine",
        head=sp.cosh,
        of=of_head(sp.cosh),
        names=("cosh",),
        latex=r"\cosh",
        raised=True,
        steep=True,
        gaps=nowhere,
        range=FROM_ONE,
        inverse=lambda value: (-sp.acosh(value), sp.acosh(value)),
        slope=of_head(sp.sinh),
        proof=FromForm(mul(HALF, add(apply(sp.exp, x), DECAY)), x),
        source=_HYPERBOLIC,
        ml_use="The log-cosh loss: quadratic near $0$, linear far out.",
    ),
    Elementary(
        id="hyperbolic-tangent",
        name="Hyperbolic tangent",
        head=sp.tanh,
        of=of_head(sp.tanh),
        names=("tanh",),
        latex=r"\tanh",
        raised=True,
        gaps=nowhere,
        range=UNIT,
        inverse=lambda value: (sp.atanh(value),),
        slope=lambda u: add(sp.S.One, negative(square(apply(sp.tanh, u)))),
        proof=FromDefinition(apply(sp.tanh, x), x),
        source=_HYPERBOLIC,
        ml_use="The activation of recurrent cells; its slope is $1$ at $0$ and dies in both tails.",
    ),
    Elementary(
        id="hyperbolic-secant",
        name="Hyperbolic secant",
        head=sp.sech,
        of=of_head(sp.sech),
        names=("sech",),
        latex=r"\operatorname{sech}",
        gaps=nowhere,
        range=UP_TO_ONE,
        inverse=lambda value: (-sp.acosh(1 / value), sp.acosh(1 / value)),
        slope=lambda u: negative(mul(apply(sp.sech, u), apply(sp.tanh, u))),
        proof=FromForm(divide(sp.S.One, apply(sp.cosh, x)), x),
        source=_HYPERBOLIC,
        ml_use="A density with heavier tails than the normal one, used in independent component analysis.",
    ),
    Elementary(
        id="hyperbolic-cosecant",
        name="Hyperbolic cosecant",
        head=sp.csch,
        of=of_head(sp.csch),
        names=("csch", "cosech"),
        latex=r"\operatorname{csch}",
        gaps=at_zero,
        range=NONZERO,
        inverse=lambda value: (sp.asinh(1 / value),),
        slope=lambda u: negative(mul(apply(sp.csch, u), apply(sp.coth, u))),
        conditions=(nonzero("u"),),
        proof=FromForm(divide(sp.S.One, apply(sp.sinh, x)), x),
        source=_HYPERBOLIC,
        ml_use="Its square is the slope of the hyperbolic cotangent, up to sign.",
    ),
    Elementary(
        id="hyperbolic-cotangent",
        name="Hyperbolic cotangent",
        head=sp.coth,
        of=of_head(sp.coth),
        names=("coth",),
        latex=r"\coth",
        gaps=at_zero,
        range=BEYOND_ONE,
        inverse=lambda value: (sp.atanh(1 / value),),
        slope=lambda u: negative(power(apply(sp.sinh, u), -TWO)),
        conditions=(nonzero("u"),),
        proof=FromForm(divide(apply(sp.cosh, x), apply(sp.sinh, x)), x),
        source=_HYPERBOLIC,
        ml_use="The mean of a direction under the von Mises and Fisher distribution in three dimensions holds it.",
    ),
)
