"""What SymPy answers about limits: what runs inside the process that is asked (see `asking_sympy`)."""

from __future__ import annotations

import sympy as sp

from calcref.core.apart import answer_in_forks
from calcref.core.foreign import SYMPY_RAISES


def limit(expr: sp.Expr, var: sp.Symbol, to: sp.Expr, side: str) -> sp.Expr | None:
    """What SymPy says; None where it raises, or gives the question back."""
    try:
        found = sp.limit(expr.doit(), var, to, side)
    except SYMPY_RAISES:
        return None
    return None if found.has(sp.Limit) else found


def serve() -> None:
    """Answer questions from the standard input, a fork each, until it ends."""
    x = sp.Symbol("x", real=True)
    limit(sp.sin(x) / x, x, sp.S.Zero, "+")  # imports what SymPy imports late, once
    answer_in_forks(limit)
