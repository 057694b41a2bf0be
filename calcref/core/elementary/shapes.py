"""Small expressions that rows of tables are built from."""

from __future__ import annotations

import sympy as sp

from calcref.core.expr import apply, negative, power
from calcref.core.letters import x

HALF, TWO = sp.S.Half, sp.Integer(2)
DECAY = apply(sp.exp, negative(x))


def square(expr: sp.Expr) -> sp.Expr:
    """`expr` squared."""
    return power(expr, TWO)


def inverse_root(expr: sp.Expr) -> sp.Expr:
    """One over the square root of `expr`."""
    return power(expr, -HALF)
