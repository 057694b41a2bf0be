"""Rows of the table: integrals that are no elementary functions, and have names."""

from __future__ import annotations

import sympy as sp

from calcref.core.conditions import nonzero, positive, within
from calcref.core.elementary.shapes import HALF, TWO, inverse_root, odd_zero, square
from calcref.core.expr import add, apply, divide, mul, negative, power, raw
from calcref.core.letters import t, x
from calcref.core.proofs import Argument, Counterexample, FromDefinition, FromForm
from calcref.core.questions import Accumulation
from calcref.core.ranges import UNIT, ZERO_TO_TWO
from calcref.core.row import Elementary, Parameters, Places, at_zero, nowhere, of_head
from calcref.core.sources import dlmf

BY_DEFINITION = "It is an integral up to $u$ by definition, and the fundamental theorem gives the integrand back."


def _bell(u: sp.Expr, sign: int) -> sp.Expr:
    return mul(TWO, inverse_root(sp.pi), apply(sp.exp, mul(sp.Integer(sign), square(u))))


def _area(integrand: sp.Expr) -> FromForm:
    """The proof from the area under `integrand`, in t, between 0 and x."""
    return FromForm(raw(Accumulation, integrand, t, sp.S.Zero, x), x)


def _turned(u: sp.Expr) -> sp.Expr:
    return mul(HALF, sp.pi, square(u))


def _read_dilogarithm(expr: sp.Expr, var: sp.Symbol) -> tuple[sp.Expr, Parameters] | None:
    return (expr.args[1], {}) if expr.args[0] == TWO else None


def _end_of_polylogarithm(order: sp.Expr, u: sp.Expr) -> Places:
    return (u - 1,)


INTEGRALS: tuple[Elementary, ...] = (
    Elementary(
        id="error-function",
        name="Error function",
        head=sp.erf,
        of=of_head(sp.erf),
        names=("erf",),
        gaps=nowhere,
        range=UNIT,
        inverse=odd_zero,
        slope=lambda u: _bell(u, -1),
        proof=FromDefinition(apply(sp.erf, x), x),
        source=dlmf("section 7.10"),
        ml_use="The distribution function of the normal distribution.",
    ),
    Elementary(
        id="complementary-error-function",
        name="Complementary error function",
        head=sp.erfc,
        of=of_head(sp.erfc),
        names=("erfc",),
        gaps=nowhere,
        range=ZERO_TO_TWO,
        slope=lambda u: negative(_bell(u, -1)),
        proof=FromForm(add(sp.S.One, negative(apply(sp.erf, x))), x),
        source=dlmf("section 7.10"),
        ml_use="The tail of the normal distribution, without the rounding that $1 - \\operatorname{erf}$ has there.",
        reads_backwards=False,
    ),
    Elementary(
        id="imaginary-error-function",
        name="Imaginary error function",
        head=sp.erfi,
        of=of_head(sp.erfi),
        names=("erfi",),
        gaps=nowhere,
        slope=lambda u: _bell(u, 1),
        proof=_area(_bell(t, 1)),
        source=dlmf("section 7.5"),
        ml_use="Expected improvements under heavy weights hold it, in Dawson's form.",
        reads_backwards=False,
    ),
    Elementary(
        id="sine-integral",
        name="Sine integral",
        head=sp.Si,
        of=of_head(sp.Si),
        names=("Si",),
        at=lambda mp, x: mp.si(x),
        gaps=nowhere,
        slope=lambda u: divide(apply(sp.sin, u), u),
        conditions=(nonzero("u"),),
        proof=_area(divide(apply(sp.sin, t), t)),
        source=dlmf("equation 6.2.9"),
        ml_use="How far a Fourier series overshoots at a jump.",
        reads_backwards=False,
    ),
    Elementary(
        id="cosine-integral",
        name="Cosine integral",
        head=sp.Ci,
        of=of_head(sp.Ci),
        names=("Ci",),
        at=lambda mp, x: mp.ci(x),
        gaps=at_zero,
        slope=lambda u: divide(apply(sp.cos, u), u),
        conditions=(positive("u"),),
        proof=Argument("It is minus the area under $\\cos t/t$ from $u$ to infinity.", dlmf("equation 6.2.11")),
        source=dlmf("equation 6.2.11"),
        ml_use="Spectra of what switches on at once.",
        reads_backwards=False,
    ),
    Elementary(
        id="hyperbolic-sine-integral",
        name="Hyperbolic sine integral",
        head=sp.Shi,
        of=of_head(sp.Shi),
        names=("Shi",),
        at=lambda mp, x: mp.shi(x),
        gaps=nowhere,
        slope=lambda u: divide(apply(sp.sinh, u), u),
        conditions=(nonzero("u"),),
        proof=_area(divide(apply(sp.sinh, t), t)),
        source=dlmf("equation 6.2.15"),
        ml_use="The odd part of the exponential integral.",
        reads_backwards=False,
    ),
    Elementary(
        id="hyperbolic-cosine-integral",
        name="Hyperbolic cosine integral",
        head=sp.Chi,
        of=of_head(sp.Chi),
        names=("Chi",),
        at=lambda mp, x: mp.chi(x),
        gaps=at_zero,
        slope=lambda u: divide(apply(sp.cosh, u), u),
        conditions=(positive("u"),),
        proof=Argument(BY_DEFINITION, dlmf("equation 6.2.16")),
        source=dlmf("equation 6.2.16"),
        ml_use="The even part of the exponential integral.",
        reads_backwards=False,
    ),
    Elementary(
        id="exponential-integral",
        name="Exponential integral",
        head=sp.Ei,
        of=of_head(sp.Ei),
        names=("Ei",),
        at=lambda mp, x: mp.ei(x),
        gaps=at_zero,
        slope=lambda u: divide(apply(sp.exp, u), u),
        conditions=(nonzero("u"),),
        proof=Argument(BY_DEFINITION, dlmf("equation 6.2.5")),
        source=dlmf("equation 6.2.5"),
        counterexample=Counterexample("Ei(x)", "0", "$u \\neq 0$", "the function falls without bound towards $0$"),
        ml_use="Expected waiting times, and entropies of gamma distributions.",
        reads_backwards=False,
    ),
    Elementary(
        id="logarithmic-integral",
        name="Logarithmic integral",
        head=sp.li,
        of=of_head(sp.li),
        names=("li",),
        gaps=lambda u: (u, u - 1),
        slope=lambda u: power(apply(sp.log, u), sp.S.NegativeOne),
        conditions=(within("u", lambda v: v.is_positive and (v - 1).is_nonzero, "$u > 0$ and $u \\neq 1$"),),
        proof=FromForm(apply(sp.Ei, apply(sp.log, x)), x),
        source=dlmf("equation 6.2.8"),
        counterexample=Counterexample("li(x)", "1", "$u \\neq 1$", "the function falls without bound towards $1$"),
        ml_use="About how many primes there are below a number, as hash tables want to know.",
        reads_backwards=False,
    ),
    Elementary(
        id="dilogarithm",
        name="Dilogarithm",
        head=sp.polylog,
        of=lambda u: apply(sp.polylog, TWO, u),
        names=("Li_2",),
        latex=r"\operatorname{Li}_2",
        at=lambda mp, x: mp.polylog(2, x),
        gaps=_end_of_polylogarithm,
        slope=lambda u: negative(divide(apply(sp.log, add(sp.S.One, negative(u))), u)),
        conditions=(within("u", lambda v: (1 - v).is_positive and v.is_nonzero, "$u < 1$ and $u \\neq 0$"),),
        proof=_area(negative(divide(apply(sp.log, add(sp.S.One, negative(t))), t))),
        source=dlmf("section 25.12"),
        counterexample=Counterexample("Li_2(x)", "2", "$u < 1$", "the function has no real value"),
        ml_use="Areas under $\\ln(1 + e^x)$: the mean of a softplus of a uniform score.",
        read=_read_dilogarithm,
        reads_backwards=False,
    ),
    Elementary(
        id="fresnel-sine",
        name="Fresnel's sine integral",
        head=sp.fresnels,
        of=of_head(sp.fresnels),
        names=("fresnels",),
        latex=r"\operatorname{S}",
        gaps=nowhere,
        range=UNIT,
        slope=lambda u: apply(sp.sin, _turned(u)),
        proof=_area(apply(sp.sin, _turned(t))),
        source=dlmf("equation 7.2.8"),
        ml_use="Roads and rails turn along it, and so do the paths that planners fit.",
        reads_backwards=False,
    ),
    Elementary(
        id="fresnel-cosine",
        name="Fresnel's cosine integral",
        head=sp.fresnelc,
        of=of_head(sp.fresnelc),
        names=("fresnelc",),
        latex=r"\operatorname{C}",
        gaps=nowhere,
        range=UNIT,
        slope=lambda u: apply(sp.cos, _turned(u)),
        proof=_area(apply(sp.cos, _turned(t))),
        source=dlmf("equation 7.2.7"),
        ml_use="With the sine integral it draws a spiral whose curvature grows with its length.",
        reads_backwards=False,
    ),
)
