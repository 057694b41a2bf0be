"""Integrals with a square in a denominator, under a root, or in an exponent."""

from __future__ import annotations

import sympy as sp

from calcref.core.conditions import holds_at, positive
from calcref.core.elementary.shapes import HALF, TWO, square
from calcref.core.expr import add, apply, divide, mul, negative, power, varies
from calcref.core.records import Condition, Point, Where
from calcref.core.row import of_head
from calcref.core.sources import dlmf, spivak
from calcref.integrals.table.row import Letters, Row

_LOGS = spivak("chapter 19")


def _quadratic(expr: sp.Expr, var: sp.Symbol) -> tuple[sp.Expr, sp.Expr] | None:
    """The constants p and q of p + q x², or None."""
    if not expr.is_Add:
        return None
    constant, rest = expr.as_independent(var, as_Add=True)
    factor, square = rest.as_independent(var, as_Add=False)
    return (constant, factor) if square == var**2 and not varies(constant, var) else None


def _sum_of_squares(expr: sp.Expr, var: sp.Symbol) -> Letters | None:
    found = _quadratic(expr.base, var) if expr.is_Pow and expr.exp == -1 else None
    if found is None or not (found[0].is_positive and found[1].is_positive):
        return None
    return {"a": sp.sqrt(found[0]), "b": sp.sqrt(found[1])}


def _difference_under_root(expr: sp.Expr, var: sp.Symbol) -> Letters | None:
    found = _quadratic(expr.base, var) if expr.is_Pow and expr.exp == -HALF else None
    if found is None or not (found[0].is_positive and found[1].is_negative):
        return None
    return {"a": sp.sqrt(found[0]), "b": sp.sqrt(-found[1])}


def _is_inside(where: Where, point: Point) -> bool | None:
    return holds_at(where["a"] - sp.Abs(where["b"] * where["u"]), point, lambda value: value.is_positive)


def _bell(expr: sp.Expr, var: sp.Symbol) -> Letters | None:
    if not isinstance(expr, sp.exp):
        return None
    factor, square = expr.args[0].as_independent(var, as_Add=False)
    return {"a": sp.sqrt(-factor)} if square == var**2 and factor.is_negative else None


SQUARES: tuple[Row, ...] = (
    Row(
        "integral-of-a-sum-of-squares",
        "Integral of 1/(a² + b²x²)",
        lambda u, a, b: power(add(square(a), mul(square(b), square(u))), sp.S.NegativeOne),
        lambda u, a, b: divide(apply(sp.atan, divide(mul(b, u), a)), mul(a, b)),
        _LOGS,
        "The Cauchy density and its distribution function.",
        ("a", "b"),
        _sum_of_squares,
        (positive("a"), positive("b")),
    ),
    Row(
        "integral-of-a-root-of-a-difference",
        "Integral of 1/√(a² − b²x²)",
        lambda u, a, b: power(add(square(a), negative(mul(square(b), square(u)))), -HALF),
        lambda u, a, b: divide(apply(sp.asin, divide(mul(b, u), a)), b),
        _LOGS,
        "The arcsine law of random walks.",
        ("a", "b"),
        _difference_under_root,
        (positive("b"), Condition("$-a < b x < a$", _is_inside)),
    ),
    Row(
        "integral-of-the-bell-curve",
        "Integral of the bell curve",
        lambda u, a: apply(sp.exp, negative(mul(square(a), square(u)))),
        lambda u, a: divide(mul(power(sp.pi, HALF), apply(sp.erf, mul(a, u))), mul(TWO, a)),
        dlmf("section 7.2"),
        "The distribution function of the normal distribution; no elementary function will do.",
        ("a",),
        _bell,
        (positive("a"),),
    ),
    Row(
        "integral-of-the-error-function",
        "Integral of the error function",
        of_head(sp.erf),
        lambda u: add(mul(u, apply(sp.erf, u)), divide(apply(sp.exp, negative(square(u))), power(sp.pi, HALF))),
        dlmf("section 7.2"),
        "Expected improvement in Bayesian optimization.",
    ),
)
