"""What SymPy answers about systems of equations: what runs inside the process that is asked (see `asking`)."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp

from calcref.core.apart import answer_in_forks
from calcref.core.foreign import SYMPY_RAISES

Solution = dict[sp.Symbol, sp.Expr]


def solutions(equations: Sequence[sp.Expr], letters: Sequence[sp.Symbol]) -> list[Solution] | None:
    """What SymPy finds where all of `equations` are 0, as short as it gets; None where it raises."""
    wanted = [it.doit() for it in equations]
    try:
        found = sp.solve(wanted, list(letters), dict=True)
        return [{letter: sp.radsimp(sp.simplify(value)) for letter, value in it.items()} for it in found]
    except SYMPY_RAISES:
        return None


def serve() -> None:
    """Answer questions from the standard input, a fork each, until it ends."""
    x, y = sp.symbols("x y", real=True)
    solutions((x**2 + y**2 - 1, x - y), (x, y))  # imports what SymPy imports late, once
    answer_in_forks(solutions)
