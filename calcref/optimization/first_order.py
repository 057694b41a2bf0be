"""What the methods that read nothing but gradients have in common."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Stated
from calcref.core.errors import OutsideDomain
from calcref.core.methods import Method, State
from calcref.core.trees import tree_map
from calcref.optimization.objective import Objective, frozen
from calcref.verify.given import is_finite, is_number


class FirstOrder(Method):
    """A method whose step is a function of the iterate, its gradient and a memory.

    Each is a concept of the catalogue: `about` states its step.
    """

    __slots__ = ()
    about: ClassVar[Stated]

    def _repr_markdown_(self) -> str:
        return self.about.shown_as(repr(self))

    @abstractmethod
    def start(self, x: Any) -> Any:
        """The memory before the first step."""

    @abstractmethod
    def move(self, x: Any, gradient: Any, memory: Any) -> tuple[Any, Any]:
        """The next iterate and memory; the arguments stay as they are."""

    @final
    def init(self, problem: Objective, x0: Any) -> State:
        """The state at `x0`."""
        x0 = tree_map(frozen, x0)
        return problem.at(x0, self.start(x0))

    @final
    def step(self, problem: Objective, state: State) -> State:
        """The state one step on, with the value and gradient of `problem` there."""
        with np.errstate(all="ignore"):
            x, memory = self.move(state.x, state.gradient, state.memory)
        return problem.at(x, memory)


def positive(name: str, value: float, attempt: str) -> None:
    """Stand by while a hyper-parameter is a positive finite number.

    Raises:
        OutsideDomain: it is not.
    """
    if not (is_finite(value) and value > 0):
        raise OutsideDomain(f"{name} must be a positive finite number; found {value!r:.60}: try {attempt}")


def between_0_and_1(name: str, value: float, attempt: str) -> None:
    """Stand by while a hyper-parameter is at least 0 and less than 1.

    Raises:
        OutsideDomain: it is not.
    """
    if not (is_number(value) and 0 <= value < 1):
        raise OutsideDomain(f"{name} must be at least 0 and less than 1; found {value!r:.60}: try {attempt}")
