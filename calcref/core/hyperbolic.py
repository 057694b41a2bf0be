"""Rows of the table: the reciprocals of the hyperbolic functions, and the inverse hyperbolic functions."""

from __future__ import annotations

import sympy as sp

from calcref.core.conditions import nonzero, within
from calcref.core.expr import add, apply, divide, mul, negative, power
from calcref.core.letters import x
from calcref.core.records import Counterexample, FromForm
from calcref.core.row import Elementary, of_head
from calcref.core.sources import dlmf

TWO = sp.Integer(2)
_SLOPES = dlmf("section 4.34")
_INVERSE = dlmf("section 4.38")


def _under_a_root(square: sp.Expr, constant: int) -> sp.Expr:
    return power(add(square, sp.Integer(constant)), sp.S.Half)


def _inverse_of_acosh(value: sp.Expr) -> tuple[sp.Expr, ...] | None:
    return None if value.is_nonnegative is None else (sp.cosh(value),) if value.is_nonnegative else ()


RECIPROCAL_AND_INVERSE: tuple[Elementary, ...] = (
    Elementary(
        id="hyperbolic-secant",
        name="Hyperbolic secant",
        names=("sech",),
        latex=r"\operatorname{sech}",
        head=sp.sech,
        of=of_head(sp.sech),
        slope=lambda u: negative(mul(apply(sp.sech, u), apply(sp.tanh, u))),
        vanishing=lambda u: (),
        proof=FromForm(divide(sp.S.One, apply(sp.cosh, x)), x),
        source=_SLOPES,
        ml_use="A density with heavier tails than the normal one, used in independent component analysis.",
    ),
    Elementary(
        id="hyperbolic-cosecant",
        name="Hyperbolic cosecant",
        names=("csch", "cosech"),
        latex=r"\operatorname{csch}",
        head=sp.csch,
        of=of_head(sp.csch),
        slope=lambda u: negative(mul(apply(sp.csch, u), apply(sp.coth, u))),
        vanishing=lambda u: (u,),
        inverse=lambda value: None if value.is_nonzero is None else (sp.asinh(1 / value),) if value.is_nonzero else (),
        conditions=(nonzero("u"),),
        proof=FromForm(divide(sp.S.One, apply(sp.sinh, x)), x),
        source=_SLOPES,
        ml_use="Its square is the slope of the hyperbolic cotangent, up to sign.",
    ),
    Elementary(
        id="hyperbolic-cotangent",
        name="Hyperbolic cotangent",
        names=("coth",),
        latex=r"\coth",
        head=sp.coth,
        of=of_head(sp.coth),
        slope=lambda u: negative(power(apply(sp.sinh, u), -TWO)),
        vanishing=lambda u: (u,),
        conditions=(nonzero("u"),),
        proof=FromForm(divide(apply(sp.cosh, x), apply(sp.sinh, x)), x),
        source=_SLOPES,
        ml_use="The mean of a direction under the von Mises and Fisher distribution in three dimensions holds it.",
    ),
    Elementary(
        id="inverse-hyperbolic-sine",
        name="Inverse hyperbolic sine",
        names=("asinh", "arsinh", "arcsinh"),
        latex=r"\operatorname{arsinh}",
        head=sp.asinh,
        of=of_head(sp.asinh),
        slope=lambda u: power(add(power(u, TWO), sp.S.One), -sp.S.Half),
        vanishing=lambda u: (),
        inverse=lambda value: (sp.sinh(value),),
        proof=FromForm(apply(sp.log, add(x, _under_a_root(power(x, TWO), 1))), x),
        source=_INVERSE,
        ml_use="Compresses heavy-tailed features of either sign, as the logarithm does positive ones.",
        reads_backwards=False,
    ),
    Elementary(
        id="inverse-hyperbolic-cosine",
        name="Inverse hyperbolic cosine",
        names=("acosh", "arcosh", "arccosh"),
        latex=r"\operatorname{arcosh}",
        head=sp.acosh,
        of=of_head(sp.acosh),
        slope=lambda u: power(add(power(u, TWO), sp.S.NegativeOne), -sp.S.Half),
        vanishing=lambda u: (u - 1,),
        inverse=_inverse_of_acosh,
        conditions=(within("u", lambda value: (value - 1).is_positive, "$u > 1$"),),
        proof=FromForm(apply(sp.log, add(x, _under_a_root(power(x, TWO), -1))), x),
        source=_INVERSE,
        counterexample=Counterexample("acosh(x)", "1", "u > 1", "the tangent at the end of the interval is vertical"),
        ml_use="Distances in hyperbolic embeddings; the slope is infinite where two points meet.",
        reads_backwards=False,
    ),
    Elementary(
        id="inverse-hyperbolic-tangent",
        name="Inverse hyperbolic tangent",
        names=("atanh", "artanh", "arctanh"),
        latex=r"\operatorname{artanh}",
        head=sp.atanh,
        of=of_head(sp.atanh),
        slope=lambda u: power(add(sp.S.One, negative(power(u, TWO))), sp.S.NegativeOne),
        vanishing=lambda u: (u - 1, u + 1),
        inverse=lambda value: (sp.tanh(value),),
        conditions=(within("u", lambda value: (1 - value**2).is_positive, "$-1 < u < 1$"),),
        proof=FromForm(mul(sp.S.Half, apply(sp.log, divide(add(sp.S.One, x), add(sp.S.One, negative(x))))), x),
        source=_INVERSE,
        counterexample=Counterexample("atanh(x)", "1", "−1 < u < 1", "the function grows without bound towards 1"),
        ml_use="Fisher's transformation of a correlation, after which its errors are nearly normal.",
        reads_backwards=False,
    ),
)
