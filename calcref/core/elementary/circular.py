"""Rows of the table: circular functions, in radians."""

from __future__ import annotations

import sympy as sp

from calcref.core.conditions import within
from calcref.core.elementary.shapes import TWO
from calcref.core.expr import apply, divide, mul, negative, power
from calcref.core.letters import x
from calcref.core.proofs import Counterexample, FromDefinition, FromForm
from calcref.core.row import Elementary, of_head
from calcref.core.sources import dlmf

_TABLE = dlmf("section 4.20")

CIRCULAR: tuple[Elementary, ...] = (
    Elementary(
        id="sine",
        name="Sine",
        head=sp.sin,
        of=of_head(sp.sin),
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
        slope=lambda u: power(apply(sp.cos, u), -TWO),
        conditions=(within("u", lambda value: sp.cos(value).is_nonzero, "$\\cos u \\neq 0$"),),
        proof=FromForm(divide(apply(sp.sin, x), apply(sp.cos, x)), x),
        source=_TABLE,
        counterexample=Counterexample("tan(x)", "pi/2", "cos u ≠ 0", "the tangent has a pole there"),
        ml_use="Sampling a Cauchy distribution: the tangent of a uniform angle.",
    ),
    Elementary(
        id="secant",
        name="Secant",
        head=sp.sec,
        of=of_head(sp.sec),
        slope=lambda u: mul(apply(sp.sec, u), apply(sp.tan, u)),
        conditions=(within("u", lambda value: sp.cos(value).is_nonzero, "$\\cos u \\neq 0$"),),
        proof=FromForm(divide(sp.S.One, apply(sp.cos, x)), x),
        source=_TABLE,
        ml_use="Trigonometric substitutions in integrals of densities.",
    ),
    Elementary(
        id="cosecant",
        names=("csc", "cosec"),
        name="Cosecant",
        head=sp.csc,
        of=of_head(sp.csc),
        slope=lambda u: negative(mul(apply(sp.csc, u), apply(sp.cot, u))),
        conditions=(within("u", lambda value: sp.sin(value).is_nonzero, "$\\sin u \\neq 0$"),),
        proof=FromForm(divide(sp.S.One, apply(sp.sin, x)), x),
        source=_TABLE,
        ml_use="The reflection formula of the gamma function.",
    ),
    Elementary(
        id="cotangent",
        names=("cot", "cotan"),
        name="Cotangent",
        head=sp.cot,
        of=of_head(sp.cot),
        slope=lambda u: negative(power(apply(sp.sin, u), -TWO)),
        conditions=(within("u", lambda value: sp.sin(value).is_nonzero, "$\\sin u \\neq 0$"),),
        proof=FromForm(divide(apply(sp.cos, x), apply(sp.sin, x)), x),
        source=_TABLE,
        ml_use="The reflection formula of the digamma function.",
    ),
)
