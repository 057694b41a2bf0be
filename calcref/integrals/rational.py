"""What the rules for rational functions read: numerator and denominator, and quadratics over the reals."""

from __future__ import annotations

from functools import lru_cache

import sympy as sp

from calcref.core.conditions import WALKABLE
from calcref.core.expr import nodes, tree_size, varies
from calcref.core.questions import Question
from calcref.integrals.integrand import integrand

HIGHEST = 24  # degree of a numerator or denominator

Quotient = tuple[sp.Poly, sp.Poly]


@lru_cache(maxsize=1024)
def fraction(expr: sp.Expr, var: sp.Symbol) -> Quotient | None:
    """Numerator and denominator without a common factor, where `expr` is no polynomial but a quotient of two.

    >>> x = sp.Symbol("x", real=True)
    >>> [str(part.as_expr()) for part in fraction(x / (x**2 - x), x)]
    ['1', 'x - 1']
    """
    powers = [node for node in nodes(expr) if isinstance(node, (sp.Pow, sp.Function)) and varies(node, var)]
    if tree_size(expr) > WALKABLE or not all(node.is_Pow and node.exp.is_Integer for node in powers):
        return None
    try:
        above, below = (sp.Poly(part, var) for part in sp.fraction(sp.cancel(expr)))
    except sp.PolynomialError:
        return None
    return (above, below) if 0 < below.degree() <= HIGHEST and above.degree() <= HIGHEST else None


def quotient(question: Question) -> tuple[sp.Expr, sp.Poly, sp.Poly] | None:
    """The integrand of `question`, its numerator and its denominator; None where it is no quotient of polynomials."""
    expr = integrand(question)
    found = None if expr is None else fraction(expr, question.var)
    return None if expr is None or found is None else (expr, *found)


def has_slope_above(above: sp.Poly, below: sp.Poly) -> bool:
    """Whether the numerator is a constant times the slope of what the denominator is a power of: a substitution.

    >>> x = sp.Symbol("x", real=True)
    >>> has_slope_above(sp.Poly(x, x), sp.Poly((x**2 + 1) ** 3, x))
    True
    """
    parts = below.sqf_list()[1]
    if len(parts) != 1:
        return False
    slope = parts[0][0].diff().to_field()
    return bool(above.degree() == slope.degree() and above.to_field().rem(slope).is_zero)


def quadratics(factor: sp.Poly) -> tuple[sp.Poly, sp.Poly] | None:
    """A polynomial of degree 4 as two real quadratics, if it is even or reads the same backwards; else None.

    >>> x = sp.Symbol("x", real=True)
    >>> [str(part.as_expr()) for part in quadratics(sp.Poly(x**4 + 1, x))]
    ['x**2 - sqrt(2)*x + 1', 'x**2 + sqrt(2)*x + 1']
    """
    var = factor.gen
    lead, *coefficients = factor.all_coeffs()
    if factor.degree() != 4 or not all(number.is_Rational for number in (lead, *coefficients)):
        return None
    p, q, r, s = (coefficient / lead for coefficient in coefficients)
    middle, ends = sp.S.Zero, (sp.S.One, sp.S.One)
    if s == 1 and p == r and (p != 0 or q < 2):  # x² times a quadratic in x + 1/x
        middle = sp.sqrt(p**2 / 4 - q + 2)
    elif p == r == 0 and q**2 >= 4 * s:
        ends = tuple(q / 2 + sign * sp.sqrt(q**2 / 4 - s) for sign in (1, -1))
    elif p == r == 0:  # (x² + √s)² − (2 √s − q) x²
        middle, ends = sp.sqrtdenest(sp.sqrt(2 * sp.sqrt(s) - q)), (sp.sqrt(s), sp.sqrt(s))
    if not middle.is_real or (middle == 0 and ends[0] == ends[1]):
        return None
    one, other = (
        sp.Poly(var**2 + (p / 2 - sign * middle) * var + end, var) for sign, end in zip((1, -1), ends, strict=True)
    )
    return one, other
