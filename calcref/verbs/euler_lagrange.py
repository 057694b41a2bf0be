"""The public verb `euler_lagrange`: what a curve must satisfy so that an integral over it is stationary."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from calcref.core.errors import OutsideDomain
from calcref.core.evidence import Evidence
from calcref.core.expr import add, negative, raw, symbols_of
from calcref.core.implicit import Prime
from calcref.core.records import Derivation
from calcref.core.shown import Brief
from calcref.render import latex
from calcref.verbs.differentiate import differentiate
from calcref.verbs.reading import expression
from calcref.verify.variation import check_variation


@dataclass(frozen=True, slots=True, repr=False)
class EulerLagrange(Brief):
    """The left side of an equation "= 0" for the curve f, and the derivations that it is made of.

    Args:
        lagrangian: what is integrated, in the letters x, y = f(x), p = f'(x), q = f''(x).
        parts: the derivations: slopes of the Lagrangian in y, p and q, and along the curve in x.
        left: dL/dy - d/dx dL/dp + d^2/dx^2 dL/dq, written in f: the functional derivative.
    """

    lagrangian: sp.Expr
    parts: tuple[Derivation, ...]
    left: sp.Expr

    def to_latex(self) -> str:
        """The equation in TeX."""
        return f"{latex(self.left)} = 0"

    def check(self) -> Evidence:
        """Whether the integral of `left` times a bump is what the integral of the Lagrangian gains by the bump."""
        return check_variation(self.lagrangian, self.left)


def euler_lagrange(lagrangian: str | sp.Expr) -> EulerLagrange:
    """The equation of Euler and Lagrange for the integral of a function of x, y = f(x), p = f'(x) and q = f''(x).

    It is dL/dy - d/dx dL/dp + d^2/dx^2 dL/dq = 0: along every bump that vanishes at the ends with its slope, the
    integral has the derivative 0. Every partial derivative and every derivative along the curve is a derivation.

    It holds where the Lagrangian has slopes of the orders that are taken; across a kink, such as that of |p| where a
    curve turns, it does not, and `check` refutes it.

    Raises:
        ParseError: the text is not one formula.
        OutsideDomain: it holds none of y, p and q, or another function of x that is not given.

    Source: Gelfand and Fomin, Calculus of Variations, sections 4 and 11.

    >>> euler_lagrange("p^2/2 + y^2/2").to_latex()
    "f(x) - f'' = 0"
    >>> euler_lagrange("q^2/2").check().verdict
    'agrees'
    """
    given = expression(lagrangian)
    letters = {name: sp.Symbol(name, real=True) for name in "xypq"}
    moved = [name for name in "ypq" if letters[name] in symbols_of(given)]
    if not moved:
        raise OutsideDomain(
            f"a Lagrangian holds the curve: y for f(x), p for its slope or q for its second derivative; found {given}"
        )
    x = letters["x"]
    curve = sp.Function("f", real=True)(x)
    along = {letters["y"]: curve, letters["p"]: raw(Prime, curve, sp.S.One), letters["q"]: raw(Prime, curve, sp.S(2))}
    parts, terms = [], []
    for name in moved:
        slope = differentiate(given, letters[name])
        order = "ypq".index(name)
        parts.append(slope)
        there = slope.answer.xreplace(along)
        if order:
            parts.append(differentiate(there, x, order=order))
            there = parts[-1].answer
        terms.append(negative(there) if order == 1 else there)
    return EulerLagrange(given, tuple(parts), add(*terms))
