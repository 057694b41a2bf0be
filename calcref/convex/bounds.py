"""Between which numbers a function bends: the constants L and mu of smooth and strongly convex functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import sympy as sp

from calcref.convex.domain import Domain
from calcref.convex.second import Slope, hessian, is_smooth
from calcref.convex.signs import Over, as_product
from calcref.core.decide import sign_of
from calcref.core.errors import Undecided
from calcref.core.expr import symbols_of, tree_size
from calcref.core.foreign import SYMPY_RAISES
from calcref.core.letters import K
from calcref.core.shown import Brief
from calcref.reals.zeros import zeros
from calcref.render import text

LimitAt = Callable[[sp.Expr, sp.Symbol, sp.Expr, str], sp.Expr]


@dataclass(frozen=True, slots=True)
class CurvatureBounds(Brief):
    """The least and the largest eigenvalue that the second derivatives have, or tend to, on the domain.

    >>> bounds = CurvatureBounds(sp.Integer(1), sp.Integer(4))
    >>> bounds.strong_convexity, bounds.smoothness, bounds.condition_number
    (1, 4, 4)
    """

    low: sp.Expr
    high: sp.Expr

    @property
    def strong_convexity(self) -> sp.Expr:
        """The constant mu: 0 where the function is not strongly convex."""
        return self.low if sign_of(self.low) == 1 else sp.S.Zero

    @property
    def smoothness(self) -> sp.Expr:
        """The Lipschitz constant L of the gradient; infinite where there is none."""
        return sp.Max(sp.Abs(self.low), sp.Abs(self.high))

    @property
    def condition_number(self) -> sp.Expr:
        """L over mu; infinite where mu is 0."""
        return self.smoothness / self.strong_convexity if self.strong_convexity != 0 else sp.oo


def bounds(
    expr: sp.Expr, variables: Sequence[sp.Symbol], domain: Domain, slope: Slope, limit: LimitAt
) -> CurvatureBounds:
    """The bounds, exactly.

    Raises:
        Undecided: the function is neither quadratic nor a smooth function of one variable whose second derivative
            has turning points that can be found.
    """
    inside = Over(domain.interior)
    if not is_smooth(expr, inside):
        raise Undecided(
            f"{text(expr)} is not known to have second derivatives for {domain}, so that they have no bounds"
        )
    matrix = hessian(expr, variables, slope)
    if not any(symbols_of(entry) for entry in matrix):
        return _of_numbers(matrix)
    if len(variables) != 1 or symbols_of(expr) != set(variables):
        raise Undecided(
            f"bounds of the curvature are found of quadratics and of functions of one variable; {text(expr)} is "
            "neither: restrict it to a line, or bound the parts of a sum one by one"
        )
    bend = min(matrix[0], as_product(matrix[0]), key=tree_size)
    return _of_one(bend, variables[0], domain, slope, limit)


def _of_numbers(matrix: sp.Matrix) -> CurvatureBounds:
    if matrix.rows == 0:
        return CurvatureBounds(sp.S.Zero, sp.S.Zero)
    roots = sp.Poly(matrix.charpoly().as_expr()).nroots() if matrix.rows > 2 else list(matrix.eigenvals())
    found = sorted((sp.re(root) if matrix.rows > 2 else root for root in roots), key=float)
    return CurvatureBounds(found[0], found[-1])


def _of_one(bend: sp.Expr, var: sp.Symbol, domain: Domain, slope: Slope, limit: LimitAt) -> CurvatureBounds:
    """From the values of the second derivative where it turns and what it tends to at the ends."""
    span = domain.spans[var]
    turns = _turns(slope(bend, var), var)
    if turns is None:
        raise Undecided(f"the second derivative {text(bend)} has turning points that were not found")
    inside = [at for at in turns if sign_of(at - span.low) != -1 and sign_of(span.high - at) != -1]
    found = [sp.radsimp(sp.together(bend.subs(var, at).doit())) for at in inside]
    found += [limit(bend, var, end, side) for end, side in ((span.low, "right"), (span.high, "left"))]
    return CurvatureBounds(min(found, key=float), max(found, key=float))


def _turns(third: sp.Expr, var: sp.Symbol) -> tuple[sp.Expr, ...] | None:
    """Where a derivative is 0; None where that is not known."""
    for form in (third, as_product(third)):
        try:
            found = zeros(form, var)
        except SYMPY_RAISES:
            continue
        if found is not None and not any(it.has(K) for it in found):
            return found
    return None
