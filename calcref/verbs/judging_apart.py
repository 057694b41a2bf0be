"""What `judge` asks of each line, in a process that can be ended: no formula can hold it up."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import sympy as sp

from calcref.core.apart import Apart, answer_all, can_ask, in_a_fork
from calcref.core.errors import CalcrefError
from calcref.core.foreign import SYMPY_RAISES
from calcref.judging.claims import Claim, Outcome
from calcref.judging.deciding import decide
from calcref.judging.known import Known
from calcref.judging.mistakes import mistake
from calcref.verbs.leading import rules_between
from calcref.verify.proof import is_shown

_PROCESS = Apart("calcref.verbs.judging_apart")
FAILS = (CalcrefError, ArithmeticError, AttributeError, IndexError, MemoryError, *SYMPY_RAISES)


def _mistake_id(left: sp.Expr, right: sp.Expr, known: Known) -> str:
    found = mistake(left, right, known)
    return found.id if found else ""


TASKS: Mapping[str, Callable[..., Any]] = {
    "decide": decide,
    "prove": is_shown,
    "explain": _mistake_id,
    "rules": rules_between,
}
SECONDS: Mapping[str, float] = {"decide": 8.0, "prove": 2.0, "explain": 6.0, "rules": 3.0}  # of processor time
NOTHING: Mapping[str, Any] = {"prove": False, "explain": "", "rules": ()}


def _tried(task: str, *given: Any) -> Any:
    """The answer, or what stands for none where the task fails."""
    try:
        return TASKS[task](*given)
    except FAILS as error:
        if task == "decide":
            return Outcome("undecided", f"it could not be evaluated ({type(error).__name__})")
        return NOTHING[task]


def ask(task: str, *given: Any) -> Any:
    """The answer of a task; None where it was ended, or its process was."""
    if not can_ask():
        return _tried(task, *given)
    try:
        return _PROCESS.ask(task, *given)
    except (OSError, EOFError, pickle.PicklingError, *SYMPY_RAISES):
        return None


def _in_a_fork(task: str, *given: Any) -> Any:
    return in_a_fork(partial(_tried, task, *given), SECONDS[task])[0]


def serve() -> None:
    """Answer questions from the standard input, a fork each, until it ends."""
    _tried("decide", Claim(1, "sin(x)/x", "1", "equal", Known()))  # imports what is imported late, once
    _tried("prove", sp.Symbol("x", real=True), sp.Symbol("x", real=True))
    answer_all(_in_a_fork)
