"""Rows of the table: inverse hyperbolic functions."""

from __future__ import annotations

import sympy as sp

from calcref.core.conditions import nonzero, within
from calcref.core.elementary.shapes import HALF, TWO, inverse_root, inverse_root_of, square
from calcref.core.expr import add, apply, divide, mul, negative, power
from calcref.core.letters import x
from calcref.core.proofs import Counterexample, FromForm
from calcref.core.ranges import NONNEGATIVE, NONZERO
from calcref.core.row import Elementary, at_zero, nowhere, of_head
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
    Elementary(
        id="inverse-hyperbolic-secant",
        name="Inverse hyperbolic secant",
        head=sp.asech,
        of=of_head(sp.asech),
        names=("asech", "arsech", "arcsech"),
        latex=r"\operatorname{arsech}",
        gaps=lambda u: (u, u - 1),
        range=NONNEGATIVE,
        inverse=lambda value: (sp.sech(value),),
        slope=lambda u: negative(mul(power(u, sp.S.NegativeOne), inverse_root(add(sp.S.One, negative(square(u)))))),
        conditions=(within("u", lambda value: (value * (1 - value)).is_positive, "$0 < u < 1$"),),
        proof=FromForm(apply(sp.acosh, power(x, sp.S.NegativeOne)), x),
        source=_INVERSE,
        counterexample=Counterexample(
            "asech(x)", "1", "$0 < u < 1$", "the tangent at the end of the interval is vertical"
        ),
        ml_use="The length along the tractrix, the path of what is pulled on a string.",
        reads_backwards=False,
    ),
    Elementary(
        id="inverse-hyperbolic-cosecant",
        name="Inverse hyperbolic cosecant",
        head=sp.acsch,
        of=of_head(sp.acsch),
        names=("acsch", "arcsch", "arccsch"),
        latex=r"\operatorname{arcsch}",
        gaps=at_zero,
        range=NONZERO,
        inverse=lambda value: (sp.csch(value),),
        slope=lambda u: negative(inverse_root_of(u, 1)),
        conditions=(nonzero("u"),),
        proof=FromForm(apply(sp.asinh, power(x, sp.S.NegativeOne)), x),
        source=_INVERSE,
        counterexample=Counterexample("acsch(x)", "0", "$u \\neq 0$", "the function has a pole there"),
        ml_use="The inverse hyperbolic sine of the reciprocal: it falls like $1/x$ far out.",
        reads_backwards=False,
    ),
    Elementary(
        id="inverse-hyperbolic-cotangent",
        name="Inverse hyperbolic cotangent",
        head=sp.acoth,
        of=of_head(sp.acoth),
        names=("acoth", "arcoth", "arccoth"),
        latex=r"\operatorname{arcoth}",
        gaps=lambda u: (u - 1, u + 1),
        range=NONZERO,
        inverse=lambda value: (sp.coth(value),),
        slope=lambda u: power(add(sp.S.One, negative(square(u))), sp.S.NegativeOne),
        conditions=(within("u", lambda value: (value**2 - 1).is_positive, "$u^2 > 1$"),),
        proof=FromForm(apply(sp.atanh, power(x, sp.S.NegativeOne)), x),
        source=_INVERSE,
        counterexample=Counterexample("acoth(x)", "1/2", "$u^2 > 1$", "the function has no real value"),
        ml_use="It has the slope of the inverse hyperbolic tangent, where that has no value.",
        reads_backwards=False,
    ),
)
