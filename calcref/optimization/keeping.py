"""Which states of a run its trace keeps."""

from __future__ import annotations

from collections import deque
from collections.abc import MutableSequence
from dataclasses import dataclass
from typing import final

from calcref.core.errors import CalcrefError
from calcref.core.methods import State, Trace
from calcref.optimization.hyper_parameters import whole


@final
@dataclass(frozen=True, slots=True)
class Last:
    """The last `count` states.

    Raises:
        OutsideDomain: `count` is not a whole number, at least 1.

    >>> from calcref.optimization import GradientDescent, minimize
    >>> minimize(lambda x: x**2, 1.0, GradientDescent(0.25), steps=9, grad=lambda x: 2 * x, keep=Last(2)).numbers
    (8, 9)
    """

    count: int

    def __post_init__(self) -> None:
        whole("count", self.count, "100")


@final
@dataclass(frozen=True, slots=True)
class Every:
    """The start, every `stride`-th state after it, and the last one.

    Raises:
        OutsideDomain: `stride` is not a whole number, at least 1.

    >>> from calcref.optimization import GradientDescent, minimize
    >>> minimize(lambda x: x**2, 1.0, GradientDescent(0.25), steps=9, grad=lambda x: 2 * x, keep=Every(4)).numbers
    (0, 4, 8, 9)
    """

    stride: int

    def __post_init__(self) -> None:
        whole("stride", self.stride, "100")


Keep = Last | Every | None


def keeping(keep: Keep) -> None:
    """Stand by while `keep` says what is kept.

    Raises:
        CalcrefError: it does not.
    """
    if keep is not None and not isinstance(keep, Last | Every):
        raise CalcrefError(f"keep must be Last(n), Every(n), or None for all states; found {keep!r:.60}: try Last(100)")


class Kept:
    """The states of a run, as far as they are kept."""

    def __init__(self, keep: Keep, start: State) -> None:
        self._stride = keep.stride if isinstance(keep, Every) else 1
        longest = keep.count if isinstance(keep, Last) else None
        self._states: MutableSequence[tuple[int, State]] = deque([(0, start)], longest)
        self.number = 0

    @property
    def last(self) -> State:
        """The state of the last step, kept until the next."""
        return self._states[-1][1]

    def add(self, state: State) -> None:
        """One step on."""
        if self.number % self._stride:
            del self._states[-1]
        self.number += 1
        self._states.append((self.number, state))

    def trace(self, reason: str) -> Trace:
        """What is kept, and why the run has ended."""
        numbers, states = zip(*self._states, strict=True)
        return Trace(states, reason, None if numbers == tuple(range(len(states))) else numbers)
