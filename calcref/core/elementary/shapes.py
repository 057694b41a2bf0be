"""Small expressions that rows of tables are built from."""

from __future__ import annotations

import sympy as sp

from calcref.core.expr import add, apply, mul, negative, power
from calcref.core.letters import x
from calcref.core.row import Places

HALF, TWO = sp.S.Half, sp.Integer(2)
DECAY = apply(sp.exp, negative(x))


def square(expr: sp.Expr) -> sp.Expr:
    """`expr` squared."""
    return power(expr, TWO)


def inverse_root(expr: sp.Expr) -> sp.Expr:
    """One over the square root of `expr`."""
    return power(expr, -HALF)


def inverse_root_of(expr: sp.Expr, constant: int) -> sp.Expr:
    """One over the size of `expr` times the square root of its square plus a constant."""
    return mul(power(apply(sp.Abs, expr), sp.S.NegativeOne), inverse_root(add(square(expr), sp.Integer(constant))))


def odd_zero(value: sp.Expr) -> Places | None:
    """Where a function that is positive right of 0, and 0 nowhere else, has a value: known for 0 alone."""
    return (sp.S.Zero,) if value == 0 else None
