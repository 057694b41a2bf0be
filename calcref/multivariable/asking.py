"""Asking SymPy for the solutions of a system, in a process that can be ended: some are never found."""

from __future__ import annotations

import pickle
from functools import lru_cache

import sympy as sp

from calcref.core.apart import Apart, can_ask
from calcref.multivariable.answering import Solution, solutions

SECONDS = 5.0  # of processor time for one system
_PROCESS = Apart("calcref.multivariable.answering")


@lru_cache(maxsize=64)
def solved(equations: tuple[sp.Expr, ...], letters: tuple[sp.Symbol, ...]) -> tuple[Solution, ...] | None:
    """What solves all of `equations` (= 0) in `letters`; None where nothing was found in time.

    A solution that leaves letters free is one of many.

    >>> x, y = sp.symbols("x y", real=True)
    >>> solved((x + y - 3, x - y - 1), (x, y))
    ({x: 2, y: 1},)
    """
    if not can_ask():  # in a browser: there its user can end it
        found = solutions(equations, letters)
    else:
        try:
            found = _PROCESS.ask(SECONDS, equations, letters)
        except (OSError, EOFError, pickle.PicklingError):
            return None
    return None if found is None else tuple(found)
