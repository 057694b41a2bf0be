"""Reading what could be read in several ways in each of them: whoever reads asks which way to go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from calcref.core.errors import CalcrefError

MOST = 8  # readings of one formula
TRIED = 24  # ways that are tried in search of them

Read = TypeVar("Read")


class Choices:
    """One way through all choices: the first ones as given, after that always the first."""

    def __init__(self, taken: tuple[int, ...] = ()) -> None:
        self.taken = taken
        self.made: list[tuple[int, int]] = []

    def of(self, count: int) -> int:
        """Which of `count` ways to go."""
        place = len(self.made)
        way = self.taken[place] if place < len(self.taken) else 0
        self.made.append((way, count))
        return way


def readings(read: Callable[[Choices], Read]) -> Iterator[Read]:
    """What `read` gives on each way through its choices, the likeliest first.

    Raises:
        CalcrefError: it can be read in no way; the error is that of the first.

    >>> list(readings(lambda choices: "ab"[choices.of(2)]))
    ['a', 'b']
    """
    pending: list[tuple[int, ...]] = [()]
    failed: CalcrefError | None = None
    found = tried = 0
    while pending and found < MOST and tried < TRIED:
        choices = Choices(pending.pop(0))
        tried += 1
        try:
            yield read(choices)
            found += 1
        except CalcrefError as error:
            failed = failed or error
        ways = [way for way, _ in choices.made]
        for place in range(len(choices.taken), len(ways)):
            pending += [(*ways[:place], other) for other in range(1, choices.made[place][1])]
    if not found and failed:
        raise failed
