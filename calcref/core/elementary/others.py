"""Functions without a rule of their own: read, printed, and known to the reals."""

from __future__ import annotations

from itertools import combinations

import sympy as sp

from calcref.core.expr import apply
from calcref.core.functions import RealPower
from calcref.core.ranges import NONZERO, UNIT, ZERO_TO_TWO
from calcref.core.row import FunctionRecord, Places, at_zero, nowhere, of_head, unknown

THIRD = sp.Rational(1, 3)


def _ties(*args: sp.Expr) -> Places:
    return tuple(first - second for first, second in combinations(args, 2))


def _of_root(value: sp.Expr, exponent: sp.Expr) -> Places | None:
    """The arguments whose real power is `value`."""
    if value == 0:
        return (sp.S.Zero,) if exponent.is_positive else ()
    if exponent.p % 2:
        return (sp.sign(value) * sp.Abs(value) ** (1 / exponent),)
    if value.is_positive is None:
        return None
    root = value ** (1 / exponent)
    return (-root, root) if value.is_positive else ()


def _at_whole_numbers(u: sp.Expr) -> Places:
    return (sp.sin(sp.pi * u),)


OTHERS: tuple[FunctionRecord, ...] = (
    FunctionRecord(
        head=sp.Max,
        of=of_head(sp.Max),
        names=("max",),
        latex=r"\max",
        at=lambda mp, *args: max(args),
        several=True,
        gaps=nowhere,
        kinks=_ties,
    ),
    FunctionRecord(
        head=sp.Min,
        of=of_head(sp.Min),
        names=("min",),
        latex=r"\min",
        at=lambda mp, *args: min(args),
        several=True,
        gaps=nowhere,
        kinks=_ties,
    ),
    FunctionRecord(
        head=RealPower,
        of=lambda u: apply(RealPower, u, THIRD),
        names=("cbrt",),
        latex=r"\sqrt[3]{#}",
        at=lambda mp, x: mp.sign(x) * mp.cbrt(abs(x)),
        gaps=lambda u, exponent: () if exponent.is_positive else (u,),
        kinks=lambda u, exponent: (u,) if exponent.is_positive else (),  # its slope may be infinite there
        inverse=_of_root,
    ),
    FunctionRecord(
        head=sp.polygamma,
        of=lambda u: apply(sp.polygamma, sp.S.Zero, u),
        names=("digamma",),
        latex=r"\psi",
        gaps=unknown,
    ),
    FunctionRecord(head=sp.floor, of=of_head(sp.floor), gaps=_at_whole_numbers),
    FunctionRecord(head=sp.ceiling, of=of_head(sp.ceiling), gaps=_at_whole_numbers),
    FunctionRecord(head=sp.acsch, of=of_head(sp.acsch), gaps=at_zero, range=NONZERO),
    # What SymPy's answers hold.
    FunctionRecord(head=sp.erfc, of=of_head(sp.erfc), gaps=nowhere, range=ZERO_TO_TWO),
    FunctionRecord(head=sp.erfi, of=of_head(sp.erfi), gaps=nowhere),
    FunctionRecord(head=sp.Si, of=of_head(sp.Si), gaps=nowhere),
    FunctionRecord(head=sp.Shi, of=of_head(sp.Shi), gaps=nowhere),
    FunctionRecord(head=sp.Ci, of=of_head(sp.Ci), gaps=at_zero),
    FunctionRecord(head=sp.Chi, of=of_head(sp.Chi), gaps=at_zero),
    FunctionRecord(head=sp.Ei, of=of_head(sp.Ei), gaps=at_zero),
    FunctionRecord(head=sp.li, of=of_head(sp.li), gaps=lambda u: (u, u - 1)),
    FunctionRecord(head=sp.fresnels, of=of_head(sp.fresnels), gaps=nowhere, range=UNIT),
    FunctionRecord(head=sp.fresnelc, of=of_head(sp.fresnelc), gaps=nowhere, range=UNIT),
)
