"""Integrals of circular functions."""

from __future__ import annotations

import sympy as sp

from calcref.core.conditions import within
from calcref.core.elementary.shapes import TWO
from calcref.core.expr import add, apply, divide, mul, negative
from calcref.core.row import of_head
from calcref.core.sources import spivak
from calcref.integrals.table.row import Row, log_abs, squared

_LOGS = spivak("chapter 19")
_COSINE = within("u", lambda value: sp.cos(value).is_nonzero, "$\\cos x \\neq 0$")
_SINE = within("u", lambda value: sp.sin(value).is_nonzero, "$\\sin x \\neq 0$")


def _wave(u: sp.Expr) -> sp.Expr:
    return divide(apply(sp.sin, mul(TWO, u)), sp.Integer(4))


def _arches(u: sp.Expr, shift: sp.Expr) -> sp.Expr:
    """The area under the arches of |sin(u + shift)|: 2 for each that is passed, and that of the part of the last."""
    inner = add(u, shift) if shift else u
    passed = apply(sp.floor, divide(inner, sp.pi))
    return add(mul(TWO, passed), negative(apply(sp.cos, add(inner, negative(mul(sp.pi, passed))))))


CIRCULAR: tuple[Row, ...] = (
    Row(
        "integral-of-the-tangent",
        "Integral of the tangent",
        of_head(sp.tan),
        lambda u: negative(log_abs(apply(sp.cos, u))),
        _LOGS,
        "Angles of directions in the plane.",
        conditions=(_COSINE,),
    ),
    Row(
        "integral-of-the-cotangent",
        "Integral of the cotangent",
        of_head(sp.cot),
        lambda u: log_abs(apply(sp.sin, u)),
        _LOGS,
        "The reflection formula of the digamma function.",
        conditions=(_SINE,),
    ),
    Row(
        "integral-of-the-secant",
        "Integral of the secant",
        of_head(sp.sec),
        lambda u: log_abs(add(apply(sp.sec, u), apply(sp.tan, u))),
        _LOGS,
        "Maps of the sphere that keep angles.",
        conditions=(_COSINE,),
    ),
    Row(
        "integral-of-the-cosecant",
        "Integral of the cosecant",
        of_head(sp.csc),
        lambda u: negative(log_abs(add(apply(sp.csc, u), apply(sp.cot, u)))),
        _LOGS,
        "Maps of the sphere that keep angles.",
        conditions=(_SINE,),
    ),
    Row(
        "integral-of-the-absolute-sine",
        "Integral of the absolute value of the sine",
        lambda u: apply(sp.Abs, apply(sp.sin, u)),
        lambda u: _arches(u, sp.S.Zero),
        _LOGS,
        "The mean of a rectified wave is $\\frac{2}{\\pi}$ of its height.",
    ),
    Row(
        "integral-of-the-absolute-cosine",
        "Integral of the absolute value of the cosine",
        lambda u: apply(sp.Abs, apply(sp.cos, u)),
        lambda u: _arches(u, sp.pi / 2),
        _LOGS,
        "The mean size of a projection on a random direction of the plane.",
    ),
    Row(
        "integral-of-the-squared-secant",
        "Integral of the squared secant",
        squared(sp.sec),
        of_head(sp.tan),
        _LOGS,
        "Sampling a Cauchy distribution.",
        conditions=(_COSINE,),
    ),
    Row(
        "integral-of-the-squared-cosecant",
        "Integral of the squared cosecant",
        squared(sp.csc),
        lambda u: negative(apply(sp.cot, u)),
        _LOGS,
        "The slope of the cotangent.",
        conditions=(_SINE,),
    ),
    Row(
        "integral-of-the-squared-tangent",
        "Integral of the squared tangent",
        squared(sp.tan),
        lambda u: add(apply(sp.tan, u), negative(u)),
        _LOGS,
        "Angles of directions in the plane.",
        conditions=(_COSINE,),
    ),
    Row(
        "integral-of-the-squared-sine",
        "Integral of the squared sine",
        squared(sp.sin),
        lambda u: add(divide(u, TWO), negative(_wave(u))),
        _LOGS,
        "Each wave of a position encoding has mean square $\\tfrac12$.",
    ),
    Row(
        "integral-of-the-squared-cosine",
        "Integral of the squared cosine",
        squared(sp.cos),
        lambda u: add(divide(u, TWO), _wave(u)),
        _LOGS,
        "Each wave of a position encoding has mean square $\\tfrac12$.",
    ),
)
