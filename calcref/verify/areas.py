"""Integrals at 50 digits: the places where the integrand breaks, the pieces that show it all, and their sum."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import mpmath as mp
import sympy as sp

from calcref.verify.enclose import enclosing
from calcref.verify.places import places
from calcref.verify.quadrature import quadrature
from calcref.verify.resolution import resolved
from calcref.verify.sizes import real

if TYPE_CHECKING:
    from calcref.verify.precise import PreciseEvaluator


def area(here: PreciseEvaluator, expr: sp.Expr, var: sp.Symbol, low: Any, high: Any, digits: int) -> Any:
    """The integral of `expr` from `low` up to `high`; ±∞ where it is plainly infinite.

    Raises:
        OutOfDomain: it has no value, or quadrature cannot see it.
    """

    def integrand(t: Any) -> Any:
        value = here.at(var, t)(expr)
        return value if isinstance(value, mp.mpf) else mp.nan

    def sample(t: Any) -> Any:
        value = real(quick.at(var, complex(t))(expr))
        return integrand(t) if value is None else value

    from calcref.verify.fast import FastEvaluator  # which uses the integrals of this module where doubles do not do

    quick = FastEvaluator({symbol: complex(value) for symbol, value in here.values.items()}, here.work)
    within = enclosing(here.values, expr, var)
    ends = [low, *places(here, expr, var, low, high), high]
    with mp.workdps(digits):
        return quadrature(integrand, ends, mp.quad, lambda found: resolved(sample, within, found))
