"""Everything that calcref raises on purpose.

Each message says what was asked, what was found, and what to try.
"""

from __future__ import annotations

from typing import Any
from unicodedata import combining, east_asian_width


class CalcrefError(Exception):
    """The base of every error that calcref raises on purpose.

    >>> issubclass(ParseError, CalcrefError) and issubclass(ParseError, ValueError)
    True
    """


class ParseError(CalcrefError, ValueError):
    """A text that is not one formula, or is more than one.

    Args:
        message: what was found and what to try, in one line.
        text: the text as it was given.
        position: index into `text` of the first character that does not fit.
        readings: what could have been meant, each a formula that reads in one way.

    >>> print(ParseError("a term is missing", "x +", 3))
    a term is missing
      x +
         ^
    """

    def __init__(self, message: str, text: str = "", position: int = 0, readings: tuple[str, ...] = ()) -> None:
        self.message, self.text, self.position, self.readings = message, text, position, readings
        super().__init__(message)

    def __str__(self) -> str:
        if not self.text:
            return self.message
        start = max(0, self.position - 60)
        part = self.text[start : self.position + 20]
        shown = "".join(_one_cell(char) for char in part)
        return f"{self.message}\n  {shown}\n  {' ' * (self.position - start)}^"


def _one_cell(char: str) -> str:
    """`char`, or what stands for it where it would not take one cell of a terminal, so that the caret is in place."""
    if char.isspace():
        return " "
    one = char.isprintable() and not combining(char) and east_asian_width(char) not in "WF"
    return char if one else "\N{REPLACEMENT CHARACTER}"


class NoRuleApplies(CalcrefError):
    """No rule answers a question that the derivation needs.

    Args:
        message: the question and what to try.
        tried: ids of the rules that were tried on it, in order.
    """

    def __init__(self, message: str, tried: tuple[str, ...] = ()) -> None:
        self.tried = tried
        super().__init__(message)


class OutsideDomain(CalcrefError, ValueError):
    """A function, or its derivative, does not exist where it was asked for.

    Args:
        message: what was asked and found, and what to try.
        generalized: at a kink, the ends of Clarke's generalized gradient.
    """

    def __init__(self, message: str, generalized: tuple[Any, Any] | None = None) -> None:
        self.generalized = generalized
        super().__init__(message)


class Undecided(CalcrefError):
    """Whether something has a value depends on letters without one, or could not be found out."""


class ShapeMismatch(CalcrefError, ValueError):
    """Arrays whose shapes do not fit together."""


class Untraceable(CalcrefError):
    """A function of arrays that does something that cannot be written down as a formula."""


class Divergent(CalcrefError):
    """An integral or a limit that has no finite value; `derivation` shows why."""

    def __init__(self, message: str, derivation: Any = None) -> None:
        self.derivation = derivation
        super().__init__(message)


class BudgetExceeded(CalcrefError):
    """A search that was stopped at its budget; the message says what was tried."""


class DidNotConverge(CalcrefError):
    """An iteration that left the finite numbers; `trace` holds it up to there."""

    def __init__(self, message: str, trace: Any = None) -> None:
        self.trace = trace
        super().__init__(message)


class CheckFailed(CalcrefError):
    """A result that its own check refutes; `evidence` says how."""

    def __init__(self, message: str, evidence: Any = None) -> None:
        self.evidence = evidence
        super().__init__(message)
