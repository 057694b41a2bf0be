"""Functions without a rule of their own: read, printed, and known to the reals."""

from __future__ import annotations

from itertools import combinations

import sympy as sp

from calcref.core.expr import apply
from calcref.core.functions import RealPower, logsumexp, softmax
from calcref.core.ranges import ZERO_TO_ONE
from calcref.core.row import SEVERAL, TWO_ALWAYS, FunctionRecord, Places, nowhere, of_head, unknown

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


OTHERS: tuple[FunctionRecord, ...] = (
    FunctionRecord(
        head=sp.Max,
        of=of_head(sp.Max),
        names=("max",),
        latex=r"\max",
        at=lambda mp, *args: max(args),
        takes=SEVERAL,
        gaps=nowhere,
        kinks=_ties,
    ),
    FunctionRecord(
        head=sp.Min,
        of=of_head(sp.Min),
        names=("min",),
        latex=r"\min",
        at=lambda mp, *args: min(args),
        takes=SEVERAL,
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
        head=sp.beta,
        of=of_head(sp.beta),
        names=("beta",),
        latex=r"\operatorname{B}",
        takes=TWO_ALWAYS,
        gaps=unknown,
    ),
    FunctionRecord(
        head=sp.atan2,
        of=of_head(sp.atan2),
        names=("atan2", "arctan2"),
        takes=TWO_ALWAYS,
        gaps=unknown,
    ),
    FunctionRecord(
        head=logsumexp,
        of=of_head(logsumexp),
        names=("logsumexp", "lse"),
        latex=r"\operatorname{logsumexp}",
        at=lambda mp, *args: mp.log(mp.fsum(map(mp.exp, args))),
        takes=SEVERAL,
        gaps=nowhere,
    ),
    FunctionRecord(
        head=softmax,
        of=lambda *u: apply(softmax, sp.S.One, *u),
        gaps=nowhere,
        takes=SEVERAL,
        range=ZERO_TO_ONE,
    ),
)
