"""∫∫ f dy dx: from the inside out, and in the other order where |f| has a finite integral."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from calcref.core.about import Source
from calcref.core.decide import sign_of
from calcref.core.double import DoubleIntegral, double
from calcref.core.expr import raw, substitute, varies
from calcref.core.letters import a, b
from calcref.core.proofs import Argument
from calcref.core.questions import Antideriv, Between, DefiniteIntegral
from calcref.core.records import Law, Statement
from calcref.multivariable.letters import f, x, y

TONELLI = Source("G. B. Folland, Real analysis, 2nd edition", "theorem 2.37")
_c, _d = sp.symbols("c d", real=True)


@dataclass(frozen=True, slots=True)
class Region:
    """Where x runs from a to b, and y from one function of x to another.

    Args:
        inner, below, above: the variable that is integrated first, and its bounds.
        outer, left, right: the other one; its bounds are numbers or infinite.
    """

    inner: sp.Symbol
    below: sp.Expr
    above: sp.Expr
    outer: sp.Symbol
    left: sp.Expr
    right: sp.Expr

    def integral(self, expr: sp.Expr) -> DoubleIntegral:
        """The integral of `expr` over it."""
        return double(expr, (self.inner, self.below, self.above), (self.outer, self.left, self.right))

    @property
    def is_a_rectangle(self) -> bool:
        """Whether the inner bounds are constants."""
        return not varies(self.below, self.outer) and not varies(self.above, self.outer)


def turned(region: Region, inverse: sp.Expr | None) -> Region | None:
    """The same region with its variables in the other order, if it is a rectangle or a corner below or above a curve.

    Args:
        region: a region one of whose inner bounds is a constant; the other one runs into it at one end.
        inverse: of the bound that moves, in the inner variable; None of a rectangle.

    >>> from calcref.multivariable.letters import x, y
    >>> found = turned(Region(y, sp.S.Zero, x, x, sp.S.Zero, sp.S.One), y)
    >>> found.inner, found.below, found.above, found.outer, found.left, found.right
    (x, y, 1, y, 0, 1)
    """
    if region.is_a_rectangle:
        return Region(region.outer, region.left, region.right, region.inner, region.below, region.above)
    is_above = varies(region.above, region.outer)
    curve, flat = (region.above, region.below) if is_above else (region.below, region.above)
    if inverse is None or varies(flat, region.outer) or not (region.left.is_finite and region.right.is_finite):
        return None
    at_left, at_right = (substitute(curve, {region.outer: end}).doit() for end in (region.left, region.right))
    meets_left, meets_right = sign_of(at_left - flat) == 0, sign_of(at_right - flat) == 0
    if meets_left == meets_right:
        return None
    far = at_right if meets_left else at_left
    bounds = (inverse, region.right) if meets_left else (region.left, inverse)
    ends = (flat, far) if is_above else (far, flat)
    return Region(region.outer, *bounds, region.inner, *ends)


def bends(region: Region) -> sp.Expr | None:
    """The inner bound that moves with the outer variable, if one alone does."""
    found = [it for it in (region.below, region.above) if varies(it, region.outer)]
    return found[0] if len(found) == 1 else None


INSIDE = Law(
    id="iterated-integral",
    name="From the inside out",
    statement=Statement(
        double(f, (y, sp.S.Zero, x), (x, sp.S.Zero, a)),
        raw(DefiniteIntegral, raw(Between, raw(Antideriv, f, y), y, sp.S.Zero, x), x, sp.S.Zero, a),
    ),
    page="multivariable/double-integrals/",
    hypotheses=("$f$ continuous in $y$ between the inner bounds",),
    source=TONELLI,
    proof=Argument("With $x$ held still the inner integral is one of a single variable.", TONELLI),
    ml_use="A marginal density is the inner integral, an expectation of it the outer one.",
)
FUBINI = Law(
    id="fubini",
    name="Fubini's theorem",
    statement=Statement(
        double(f, (y, _c, _d), (x, a, b)),
        double(f, (x, a, b), (y, _c, _d)),
    ),
    page="multivariable/double-integrals/#fubini",
    hypotheses=("$f$ of one sign, or $\\iint |f|$ finite",),
    source=TONELLI,
    proof=Argument(
        "Both sides are limits of the same sums over small rectangles, added up row by row or column by column. Where "
        "the terms have one sign, or their sizes a finite sum, the order of a sum does not matter.",
        TONELLI,
    ),
    ml_use="Swapping an expectation over data with one over noise, or a sum over examples with a gradient's integral.",
)
CORNER = Law(
    id="change-of-order",
    name="Change the order",
    statement=Statement(
        double(f, (y, sp.S.Zero, x), (x, sp.S.Zero, a)),
        double(f, (x, y, a), (y, sp.S.Zero, a)),
    ),
    page="multivariable/double-integrals/#change-of-order",
    hypotheses=("$f$ of one sign, or $\\iint |f|$ finite",),
    source=TONELLI,
    proof=Argument(
        "Both sides are integrals over the triangle $0 \\leq y \\leq x \\leq a$: of $f$ there, and of $0$ elsewhere, "
        "over the square, to which Fubini's theorem applies.",
        TONELLI,
    ),
    ml_use="The mean of a waiting time is the integral of the chance to wait longer.",
)
