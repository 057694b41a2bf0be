"""Rows of the table: special functions."""

from __future__ import annotations

from typing import Any

import sympy as sp

from calcref.core.conditions import within
from calcref.core.elementary.shapes import TWO, inverse_root, odd_zero, square
from calcref.core.expr import apply, mul, negative
from calcref.core.letters import x
from calcref.core.proofs import Argument, Counterexample, FromDefinition
from calcref.core.ranges import NONZERO, UNIT
from calcref.core.row import Elementary, nowhere, of_head, unknown
from calcref.core.sources import dlmf

LARGE = 1_000  # a constant argument beyond it is not computed


def _gamma(mp: Any, x: Any) -> Any:
    return mp.gamma(x) if abs(x) < LARGE else mp.inf


SPECIAL: tuple[Elementary, ...] = (
    Elementary(
        id="error-function",
        name="Error function",
        head=sp.erf,
        of=of_head(sp.erf),
        names=("erf",),
        gaps=nowhere,
        range=UNIT,
        inverse=odd_zero,
        slope=lambda u: mul(TWO, inverse_root(sp.pi), apply(sp.exp, negative(square(u)))),
        proof=FromDefinition(apply(sp.erf, x), x),
        source=dlmf("section 7.10"),
        ml_use="The distribution function of the normal distribution.",
    ),
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
        conditions=(
            within("u", lambda value: not (value.is_integer and value.is_nonpositive), "$u \\neq 0, -1, -2, \\dots$"),
        ),
        proof=Argument("The digamma function $\\psi$ is defined as $\\Gamma'/\\Gamma$.", dlmf("equation 5.2.2")),
        source=dlmf("equation 5.2.2"),
        counterexample=Counterexample("gamma(x)", "0", "$u \\neq 0, -1, -2, \\dots$", "the function has a pole there"),
        ml_use="The normalizing constants of the gamma, beta and Dirichlet distributions.",
    ),
)
