"""SymPy's solutions of systems of equations, asked for in a process that can be ended."""

from __future__ import annotations

import pickle
from functools import lru_cache

import sympy as sp

from calcref.convex.answering import Solution
from calcref.core.apart import Apart, can_ask
from calcref.core.foreign import SYMPY_RAISES

SECONDS = 3.0  # of processor time for one system
_PROCESS = Apart("calcref.convex.answering")


@lru_cache(maxsize=256)
def solutions(equations: tuple[sp.Expr, ...], unknowns: tuple[sp.Symbol, ...]) -> list[Solution] | None:
    """The real solutions; None where SymPy gives up, or takes too long.

    >>> x, y = sp.symbols("x y", real=True)
    >>> solutions((x + y - 1, x - y), (x, y))
    [{x: 1/2, y: 1/2}]
    """
    if not can_ask():
        return None
    try:
        found: list[Solution] | None = _PROCESS.ask(SECONDS, equations, unknowns)
    except (OSError, EOFError, pickle.PicklingError, *SYMPY_RAISES):
        return None
    return found
