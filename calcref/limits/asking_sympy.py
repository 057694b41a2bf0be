"""SymPy's limits, for the rules that hand over to it, and for messages: asked in a process that can be ended."""

from __future__ import annotations

import pickle
from functools import lru_cache

import sympy as sp

from calcref.core.apart import Apart, can_ask
from calcref.core.foreign import SYMPY_RAISES

SECONDS = 3.0  # of processor time for one limit
_PROCESS = Apart("calcref.limits.answering")


@lru_cache(maxsize=256)
def sympys_limit(expr: sp.Expr, var: sp.Symbol, to: sp.Expr, side: str) -> sp.Expr | None:
    """What SymPy says that `expr` tends to from one side, "+" or "-"; None where it raises, or takes too long.

    >>> x = sp.Symbol("x", real=True)
    >>> sympys_limit(sp.sin(x) / x, x, sp.S.Zero, "+")
    1
    """
    if not can_ask():
        return None
    try:
        found: sp.Expr | None = _PROCESS.ask(SECONDS, expr, var, to, side)
    except (OSError, EOFError, pickle.PicklingError, *SYMPY_RAISES):
        return None
    return found
