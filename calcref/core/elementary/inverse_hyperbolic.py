"""Rows of the table: inverse hyperbolic functions."""

from __future__ import annotations

import sympy as sp

from calcref.core.conditions import within
from calcref.core.elementary.shapes import HALF, TWO
from calcref.core.expr import add, apply, divide, mul, negative, power
from calcref.core.letters import x
from calcref.core.proofs import Counterexample, FromForm
from calcref.core.ranges import NONNEGATIVE
from calcref.core.row import Elementary, nowhere, of_head
from calcref.core.sources import dlmf

_INVERSE = dlmf("section 4.38")


def _under_a_root(expr: sp.Expr, constant: int) -> sp.Expr:
    return power(add(expr, sp.Integer(constant)), HALF)


INVERSE_HYPERBOLIC: tuple[Elementary, ...] = (
    Elementary(
        id="inverse-hyperbolic-sine",
        name="Inverse hyperbolic sine",
        head=sp.asinh,
        of=of_head(sp.asinh),
        names=("asinh", "arsinh", "arcsinh"),
        latex=r"\operatorname{arsinh}",
        gaps=nowhere,
        inverse=lambda value: (sp.sinh(value),),
        slope=lambda u: power(add(power(u, TWO), sp.S.One), -HALF),
        proof=FromForm(apply(sp.log, add(x, _under_a_root(power(x, TWO), 1))), x),
        source=_INVERSE,
        ml_use="Compresses heavy-tailed features of either sign, as the logarithm does positive ones.",
        reads_backwards=False,
    ),
    Elementary(
        id="inverse-hyperbolic-cosine",
        name="Inverse hyperbolic cosine",
        head=sp.acosh,
        of=of_head(sp.acosh),
        names=("acosh", "arcosh", "arccosh"),
        latex=r"\operatorname{arcosh}",
        gaps=lambda u: (u - 1,),
        range=NONNEGATIVE,
        inverse=lambda value: (sp.cosh(value),),
        slope=lambda u: power(add(power(u, TWO), sp.S.NegativeOne), -HALF),
        conditions=(within("u", lambda value: (value - 1).is_positive, "$u > 1$"),),
        proof=FromForm(apply(sp.log, add(x, _under_a_root(power(x, TWO), -1))), x),
        source=_INVERSE,
        counterexample=Counterexample("acosh(x)", "1", "$u > 1$", "the tangent at the end of the interval is vertical"),
        ml_use="Distances in hyperbolic embeddings; the slope is infinite where two points meet.",
        reads_backwards=False,
    ),
    Elementary(
        id="inverse-hyperbolic-tangent",
        name="Inverse hyperbolic tangent",
        head=sp.atanh,
        of=of_head(sp.atanh),
        names=("atanh", "artanh", "arctanh"),
        latex=r"\operatorname{artanh}",
        gaps=lambda u: (u - 1, u + 1),
        inverse=lambda value: (sp.tanh(value),),
        slope=lambda u: power(add(sp.S.One, negative(power(u, TWO))), sp.S.NegativeOne),
        conditions=(within("u", lambda value: (1 - value**2).is_positive, "$-1 < u < 1$"),),
        proof=FromForm(mul(HALF, apply(sp.log, divide(add(sp.S.One, x), add(sp.S.One, negative(x))))), x),
        source=_INVERSE,
        counterexample=Counterexample("atanh(x)", "1", "$-1 < u < 1$", "the function grows without bound towards $1$"),
        ml_use="Fisher's transformation of a correlation, after which its errors are nearly normal.",
        reads_backwards=False,
    ),
)
