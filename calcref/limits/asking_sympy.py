"""SymPy's limits, for the rules that hand over to it, and for messages."""

from __future__ import annotations

import sympy as sp

from calcref.core.foreign import SYMPY_RAISES

ENDLESS = (sp.polylog,)  # heads whose limits SymPy takes for ever to find


def sympys_limit(expr: sp.Expr, var: sp.Symbol, to: sp.Expr, side: str) -> sp.Expr | None:
    """What SymPy says that `expr` tends to from one side, "+" or "-"; None where it raises, or is not to be asked.

    >>> x = sp.Symbol("x", real=True)
    >>> sympys_limit(sp.sin(x) / x, x, sp.S.Zero, "+")
    1
    """
    if expr.has(*ENDLESS):
        return None
    try:
        return sp.limit(expr.doit(), var, to, side)
    except SYMPY_RAISES:
        return None
