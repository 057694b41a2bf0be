"""What SymPy answers about systems of equations: what runs inside the process that is asked (see `asking`)."""

from __future__ import annotations

import sympy as sp

from calcref.core.apart import answer_in_forks
from calcref.core.foreign import SYMPY_RAISES

Solution = dict[sp.Symbol, sp.Expr]


def solve(equations: tuple[sp.Expr, ...], unknowns: tuple[sp.Symbol, ...]) -> list[Solution] | None:
    """The real solutions with a value for every unknown that has one; None where SymPy gives up."""
    try:
        found = sp.solve(equations, unknowns, dict=True)
    except SYMPY_RAISES:
        return None
    return [it for it in found if all(value.is_real is not False for value in it.values())]


def serve() -> None:
    """Answer questions from the standard input, a fork each, until it ends."""
    x, y = sp.symbols("x y", real=True)
    solve((x**2 + y**2 - 1, x - y), (x, y))  # imports what SymPy imports late, once
    answer_in_forks(solve)
