"""Rows of the table: the gamma function and its kin, and Bessel functions."""

from __future__ import annotations

from typing import Any

import sympy as sp

from calcref.core.conditions import holds_at, positive, within
from calcref.core.elementary.shapes import HALF
from calcref.core.expr import add, apply, mul, negative, varies
from calcref.core.letters import x
from calcref.core.proofs import Argument, Counterexample, FromForm
from calcref.core.ranges import NONZERO
from calcref.core.records import Condition, Point, Where
from calcref.core.row import TWO_ALWAYS, Elementary, Parameters, at_zero, of_head, unknown
from calcref.core.sources import dlmf

LARGE = 1_000  # a constant argument beyond it is not computed


def _gamma(mp: Any, x: Any) -> Any:
    return mp.gamma(x) if abs(x) < LARGE else mp.inf


def _of_order(head: type[sp.Basic]) -> Any:
    return lambda u, n: apply(head, n, u)


def _read_order(expr: sp.Expr, var: sp.Symbol) -> tuple[sp.Expr, Parameters] | None:
    order, u = expr.args
    return None if varies(order, var) else (u, {"n": order})


def _read_digamma(expr: sp.Expr, var: sp.Symbol) -> tuple[sp.Expr, Parameters] | None:
    return (expr.args[1], {}) if expr.args[0] is sp.S.Zero else None


def _next_order(head: type[sp.Basic], n: sp.Expr, u: sp.Expr, change: int) -> sp.Expr:
    return apply(head, add(n, sp.Integer(change)), u)


def _is_natural(where: Where, point: Point) -> bool | None:
    return holds_at(where["n"], point, lambda value: value.is_integer and value.is_nonnegative)


def _is_real(where: Where, point: Point) -> bool | None:
    """Whether a Bessel function of this order is real near the point."""
    whole = holds_at(where["n"], point, lambda value: value.is_integer)
    return True if whole else holds_at(where["u"], point, lambda value: value.is_positive)


POLES = within("u", lambda value: not (value.is_integer and value.is_nonpositive), "$u \\neq 0, -1, -2, \\dots$")
NATURAL = Condition("$n = 0, 1, 2, \\dots$", _is_natural)
WHOLE = Condition("$n$ whole, or $u > 0$", _is_real)

SPECIAL: tuple[Elementary, ...] = (
    Elementary(
        id="gamma-function",
        name="Gamma function",
        head=sp.gamma,
        of=of_head(sp.gamma),
        names=("gamma",),
        latex=r"\Gamma",
        at=_gamma,
        gaps=unknown,
        range=NONZERO,
        slope=lambda u: mul(apply(sp.gamma, u), apply(sp.polygamma, sp.S.Zero, u)),
        conditions=(POLES,),
        proof=Argument("The digamma function $\\psi$ is defined as $\\Gamma'/\\Gamma$.", dlmf("equation 5.2.2")),
        source=dlmf("equation 5.2.2"),
        counterexample=Counterexample("gamma(x)", "0", "$u \\neq 0, -1, -2, \\dots$", "the function has a pole there"),
        ml_use="The normalizing constants of the gamma, beta and Dirichlet distributions.",
    ),
    Elementary(
        id="log-gamma",
        name="Logarithm of the gamma function",
        head=sp.loggamma,
        of=of_head(sp.loggamma),
        names=("loggamma", "lgamma", "gammaln"),
        latex=r"\ln\Gamma",
        gaps=at_zero,
        slope=lambda u: apply(sp.polygamma, sp.S.Zero, u),
        conditions=(positive("u"),),
        proof=FromForm(apply(sp.log, apply(sp.gamma, x)), x),
        source=dlmf("equation 5.2.2"),
        counterexample=Counterexample("loggamma(x)", "0", "$u > 0$", "the function grows without bound towards $0$"),
        ml_use="Likelihoods of counts and of Dirichlet distributions, computed without overflow.",
        reads_backwards=False,
    ),
    Elementary(
        id="digamma",
        name="Digamma function",
        head=sp.polygamma,
        of=lambda u: apply(sp.polygamma, sp.S.Zero, u),
        names=("digamma",),
        latex=r"\psi",
        gaps=unknown,
        slope=lambda u: apply(sp.polygamma, sp.S.One, u),
        conditions=(POLES,),
        proof=Argument("The trigamma function $\\psi^{(1)}$ is defined as $\\psi'$.", dlmf("section 5.15")),
        source=dlmf("section 5.15"),
        counterexample=Counterexample(
            "digamma(x)", "0", "$u \\neq 0, -1, -2, \\dots$", "the function has a pole there"
        ),
        ml_use="The mean of a logarithm under a gamma or Dirichlet distribution.",
        read=_read_digamma,
        reads_backwards=False,
    ),
    Elementary(
        id="polygamma",
        name="Polygamma function",
        head=sp.polygamma,
        of=_of_order(sp.polygamma),
        names=("polygamma",),
        latex=r"\psi^{(#1)}(#2)",
        takes=TWO_ALWAYS,
        typed=of_head(sp.polygamma),
        gaps=unknown,
        slope=lambda u, n: _next_order(sp.polygamma, n, u, 1),
        conditions=(POLES, NATURAL),
        proof=Argument(
            "$\\psi^{(n)}$ is the $n$th derivative of the digamma function by definition.", dlmf("section 5.15")
        ),
        source=dlmf("section 5.15"),
        counterexample=Counterexample(
            "polygamma(1, x)", "0", "$u \\neq 0, -1, -2, \\dots$", "the function has a pole there"
        ),
        ml_use="The trigamma function, of order $1$, is the variance of the logarithm of a gamma variable.",
        read=_read_order,
        parameters=("n",),
        reads_backwards=False,
    ),
    Elementary(
        id="bessel-j",
        name="Bessel function of the first kind",
        head=sp.besselj,
        of=_of_order(sp.besselj),
        names=("besselj",),
        latex=r"J_{#1}(#2)",
        takes=TWO_ALWAYS,
        typed=of_head(sp.besselj),
        gaps=unknown,
        slope=lambda u, n: mul(
            HALF, add(_next_order(sp.besselj, n, u, -1), negative(_next_order(sp.besselj, n, u, 1)))
        ),
        conditions=(WHOLE,),
        proof=Argument("Differentiate the power series term by term, and collect.", dlmf("equation 10.6.1")),
        source=dlmf("equation 10.6.1"),
        counterexample=Counterexample(
            "besselj(1/2, x)", "-1", "$n$ whole, or $u > 0$", "the function has no real value"
        ),
        ml_use="The kernel of random Fourier features that are drawn from a sphere.",
        read=_read_order,
        parameters=("n",),
        reads_backwards=False,
    ),
    Elementary(
        id="bessel-i",
        name="Modified Bessel function of the first kind",
        head=sp.besseli,
        of=_of_order(sp.besseli),
        names=("besseli",),
        latex=r"I_{#1}(#2)",
        takes=TWO_ALWAYS,
        typed=of_head(sp.besseli),
        gaps=unknown,
        slope=lambda u, n: mul(HALF, add(_next_order(sp.besseli, n, u, -1), _next_order(sp.besseli, n, u, 1))),
        conditions=(WHOLE,),
        proof=Argument("Differentiate the power series term by term, and collect.", dlmf("equation 10.29.1")),
        source=dlmf("equation 10.29.1"),
        counterexample=Counterexample(
            "besseli(1/2, x)", "-1", "$n$ whole, or $u > 0$", "the function has no real value"
        ),
        ml_use="The normalizing constant of the von Mises density, for angles.",
        read=_read_order,
        parameters=("n",),
        reads_backwards=False,
    ),
)
