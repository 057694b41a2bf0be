"""The equations of `critical_points`, solved in a process that can be ended: no system can hold it up."""

from __future__ import annotations

import pickle

import sympy as sp

from calcref.core.apart import Apart, answer_all, can_ask, in_a_fork
from calcref.core.errors import Undecided
from calcref.core.foreign import SYMPY_RAISES
from calcref.reals.systems import real_solutions

SECONDS = 8.0  # of processor time for one system
_PROCESS = Apart("calcref.verbs.solving_apart")

Places = list[dict[sp.Symbol, sp.Expr]]


def real_solutions_apart(equations: tuple[sp.Expr, ...], variables: tuple[sp.Symbol, ...]) -> Places:
    """What `real_solutions` finds, within bounded time where a process can be made.

    Raises:
        Undecided: it did not find all, or took too long.

    >>> x, y = sp.symbols("x y", real=True)
    >>> real_solutions_apart((x - 1, y + 2), (x, y))
    [{x: 1, y: -2}]
    """
    if not can_ask():
        found = _answer(equations, variables)
    else:
        try:
            found = _PROCESS.ask(equations, variables)
        except (OSError, EOFError, pickle.PicklingError) as error:
            raise Undecided("the process that solves the equations ended early") from error
    if found is None:
        raise Undecided(f"the equations were not solved within {SECONDS:.0f} seconds")
    if isinstance(found, str):
        raise Undecided(found)
    return found


def _answer(equations: tuple[sp.Expr, ...], variables: tuple[sp.Symbol, ...]) -> Places | str:
    """The solutions, or why not all were found."""
    try:
        return real_solutions(equations, variables)
    except Undecided as error:
        return str(error)
    except SYMPY_RAISES as error:
        return f"SymPy fails on a part of the equations ({type(error).__name__})"


def _in_a_fork(equations: tuple[sp.Expr, ...], variables: tuple[sp.Symbol, ...]) -> Places | str | None:
    found: Places | str | None = in_a_fork(lambda: _answer(equations, variables), SECONDS)[0]
    return found


def serve() -> None:
    """Answer questions from the standard input, a fork each, until it ends."""
    x, y = sp.symbols("x y", real=True)
    real_solutions([x**2 - y, x * y - 1], [x, y])  # imports what SymPy imports late, once
    answer_all(_in_a_fork)
