"""The error inside the parser: like `ParseError`, but without the text, which only the caller knows."""

from __future__ import annotations

from calcref.parse.limits import LONGEST_READING


class Refusal(Exception):
    """Something that is not, or not only, one formula.

    Args:
        message: what was found and what to try, in one line.
        position: index into the text of the first character that does not fit.
        readings: what could have been meant, as formulas without ambiguity; left out where they are long.
    """

    def __init__(self, message: str, position: int, *readings: str) -> None:
        self.message, self.position = message, position
        self.readings = readings if all(len(reading) <= LONGEST_READING for reading in readings) else ()
        super().__init__(message)

    @property
    def advice(self) -> str:
        """The message with its readings."""
        return f"{self.message}: type {either(*self.readings)}" if self.readings else self.message


def either(*choices: str) -> str:
    """The choices in one phrase.

    >>> either("(1/2)*x", "1/(2*x)")
    '(1/2)*x or 1/(2*x)'
    """
    *rest, last = choices
    return f"{', '.join(rest)} or {last}" if rest else last
