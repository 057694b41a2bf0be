"""What `judge` asks of each line, in a process that can be ended: no formula can hold it up."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from calcref.core.apart import Apart, answer_all, can_ask, in_a_fork
from calcref.core.errors import CalcrefError
from calcref.core.expr import raw
from calcref.core.foreign import SYMPY_RAISES
from calcref.core.questions import Diff
from calcref.judging.claims import Claim, Outcome
from calcref.judging.deciding import decide, sides_of
from calcref.judging.known import Known, symbol
from calcref.judging.mistakes import mistake
from calcref.verbs.leading import rules_between
from calcref.verify.proof import is_shown

_PROCESS = Apart("calcref.verbs.judging_apart")
FAILS = (CalcrefError, ArithmeticError, AttributeError, IndexError, MemoryError, *SYMPY_RAISES)


def explain(claim: Claim, outcome: Outcome) -> str:
    """The id of the mistake that explains a wrong line; "" where none does."""
    sides = sides_of(claim, outcome)
    found = mistake(*sides, claim.known) if sides else None
    return found.id if found else ""


def prove(claim: Claim, outcome: Outcome) -> bool:
    """Whether a line that numbers found right can be shown to be."""
    sides = sides_of(claim, outcome)
    if sides is None:
        return False
    if outcome.family:
        letter = symbol(outcome.family)
        return is_shown(raw(Diff, sides[0], letter), raw(Diff, sides[1], letter))
    return is_shown(*sides)


def rules(claim: Claim, outcome: Outcome) -> tuple[str, ...]:
    """The ids of the rules that lead from one side to the other."""
    sides = sides_of(claim, outcome)
    return rules_between(*sides) if sides else ()


TASKS: Mapping[str, Callable[..., Any]] = {
    "decide": decide,
    "prove": prove,
    "explain": explain,
    "rules": rules,
}
SECONDS: Mapping[str, float] = {"decide": 6.0, "prove": 2.0, "explain": 4.0, "rules": 3.0}  # of processor time
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
    claim = Claim(1, "d/dx sin(x)^2", "sin(2x)", "equal", Known())
    outcome = decide(claim)
    for task in (prove, explain, rules):
        task(claim, outcome)  # imports what is imported late, once
    answer_all(_in_a_fork)
