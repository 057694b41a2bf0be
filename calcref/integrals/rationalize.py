"""Classical substitutions after which SymPy's integrators are asked: for one root, an inverse function, a tangent."""

from __future__ import annotations

import math
from collections.abc import Iterator

import sympy as sp

from calcref.core.expr import varies

Substitution = tuple[sp.Expr, sp.Symbol, sp.Expr]  # integrand in t, t, and t in the variable


def substitutions(expr: sp.Expr, var: sp.Symbol) -> Iterator[Substitution]:
    """What `expr` becomes by x = x(t), times x'(t), and what t is.

    >>> x = sp.Symbol("x", real=True)
    >>> [str(inner) for inner, t, new in substitutions(sp.sqrt(sp.tan(x)), x)]
    ['2*_t**2/(_t**4 + 1)']
    """
    t = sp.Dummy("t", real=True)
    roots = [node for node in expr.atoms(sp.Pow) if varies(node.base, var) and node.exp.is_Rational and node.exp.q > 1]
    bases = {sp.factor(node.base) for node in roots}
    by_root = _of_root(bases.pop(), roots, var, t) if len(bases) == 1 else ()
    for old, back, new in (*_of_heads(expr, var, t), *by_root):
        inner = expr.xreplace(old).subs(var, back)
        inner = sp.simplify(inner * sp.diff(back, t))
        if not inner.has(var):
            yield inner, t, new


def _of_heads(expr: sp.Expr, var: sp.Symbol, t: sp.Symbol) -> Iterator[tuple[dict[sp.Expr, sp.Expr], sp.Expr, sp.Expr]]:
    """x = tan t for atan x, x = sin t for asin x, x = eᵗ for log x; and t² = tan x for a root of a tangent."""
    if expr.has(sp.atan(var)):
        yield {sp.atan(var): t}, sp.tan(t), sp.atan(var)
    if expr.has(sp.asin(var)):
        yield {sp.asin(var): t, sp.sqrt(1 - var**2): sp.cos(t)}, sp.sin(t), sp.asin(var)
    if expr.has(sp.log(var)):
        yield {sp.log(var): t}, sp.exp(t), sp.log(var)
    if expr.has(sp.sqrt(sp.tan(var))):
        yield {sp.tan(var): t**2, sp.sqrt(sp.tan(var)): t}, sp.atan(t**2), sp.sqrt(sp.tan(var))


def _of_root(
    base: sp.Expr, roots: list[sp.Pow], var: sp.Symbol, t: sp.Symbol
) -> Iterator[tuple[dict[sp.Expr, sp.Expr], sp.Expr, sp.Expr]]:
    """x by t for a root of a quotient of linear functions (t is the root) or of a quadratic (Euler's substitutions)."""
    degree = math.lcm(*(node.exp.q for node in roots))

    def read(root: sp.Expr) -> dict[sp.Expr, sp.Expr]:
        return {node: root ** (node.exp.p * degree // node.exp.q) for node in roots}

    above, below = sp.fraction(sp.together(base))
    if all(part.is_polynomial(var) and sp.degree(part, var) <= 1 for part in (above, below)):
        a, b, c, d = (sp.expand(part).coeff(var, power) for part in (above, below) for power in (1, 0))
        back = (d * t**degree - b) / (a - c * t**degree)
        yield read(t), back, base ** sp.Rational(1, degree)
    elif degree == 2 and base.is_polynomial(var) and sp.degree(base, var) == 2:
        a, b, c = sp.Poly(base, var).all_coeffs()
        if a.is_positive:
            back = (t**2 - c) / (b + 2 * sp.sqrt(a) * t)
            yield read(t - sp.sqrt(a) * back), back, sp.sqrt(base) + sp.sqrt(a) * var
        elif sp.discriminant(base, var).is_positive:
            low, high = sorted(sp.roots(base, var), key=lambda place: sp.N(place))
            back = (low * t**2 - a * high) / (t**2 - a)
            yield read(t * (back - low)), back, sp.sqrt(-a) * sp.sqrt((high - var) / (var - low))
