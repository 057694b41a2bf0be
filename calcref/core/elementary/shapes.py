"""Small expressions that rows of tables are built from."""

from __future__ import annotations

import sympy as sp

from calcref.core.expr import apply, negative, power
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


def odd_zero(value: sp.Expr) -> Places | None:
    """Where a function that is positive right of 0, and 0 nowhere else, has a value: known for 0 alone."""
    return (sp.S.Zero,) if value == 0 else None
