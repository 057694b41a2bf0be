"""A process that answers and is ended when an answer takes too long; the next question starts another."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock, Timer
from typing import Any

from calcref.core.apart import Apart
from calcref.core.errors import BudgetExceeded, CalcrefError

MOST = 2_000  # characters of a text


class Bounded:
    """Questions to `calcref.agents.answering`, one after the other, each answered within so many seconds."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.turn = Lock()
        self.apart = Apart("calcref.agents.answering")

    def ask(self, name: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """The answer of a tool.

        Raises:
            CalcrefError: there is none; the message says why.
            BudgetExceeded: it took too long.

        >>> bounded = Bounded(60)
        >>> bounded.ask("differentiate", {"formula": "x^3"})["answer"]
        '3*x^2'
        >>> bounded.apart.end()
        """
        for key, value in arguments.items():
            length = len(value) if isinstance(value, str) else sum(map(len, value)) if isinstance(value, list) else 0
            if length > MOST:
                raise CalcrefError(f"{key} has {length} characters; {MOST} are read: give a part of it")
        with self.turn:
            running = self.apart.running or self.apart.start()
            late = Timer(self.seconds, running.kill)
            late.start()
            try:
                is_answer, found = self.apart.ask(name, arguments)
            except (OSError, EOFError):
                raise BudgetExceeded(
                    f"{name} was stopped: an answer may take {self.seconds:g} s; try a simpler formula or a lower order"
                ) from None
            finally:
                late.cancel()
        if not is_answer:
            raise CalcrefError(found)
        answer: dict[str, Any] = found
        return answer
