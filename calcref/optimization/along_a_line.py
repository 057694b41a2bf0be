"""What the methods that search along a line have in common."""

from __future__ import annotations

import math
from abc import abstractmethod
from dataclasses import replace
from typing import Any, NamedTuple, final

import numpy as np

from calcref.core.methods import Described, State
from calcref.core.trees import tree_map
from calcref.optimization.line_search import LineSearch, Trial
from calcref.optimization.objective import Objective, frozen, norm
from calcref.optimization.space import Space


class Moved(NamedTuple):
    """What a step has shown: the way x went, how the gradient changed, and the new gradient."""

    way: Any
    change: Any
    gradient: Any


class AlongALine(Described):
    """A method that chooses a direction, and searches along it."""

    __slots__ = ()
    line_search: LineSearch

    @abstractmethod
    def direction(self, space: Space, state: State, gradient: Any) -> tuple[Any, float]:
        """Where to look from a state, and how far to go first."""

    def learned(self, memory: Any, moved: Moved) -> Any:
        """What is remembered after a step."""
        return None

    @final
    def init(self, problem: Objective, x0: Any) -> State:
        """The state at `x0`, with nothing learned."""
        return problem.at(tree_map(frozen, x0))

    @final
    @np.errstate(all="ignore")  # what is no number is no direction, and not lower
    def step(self, problem: Objective, state: State) -> State:
        """The state at the end of a search; `state` itself where no lower point was found."""
        space = Space(problem, state.x)
        at, gradient = space.vector(state.x), space.vector(state.gradient)
        way, first = self.direction(space, state, gradient)
        slope = float(way @ gradient)
        if not slope < 0:
            way, slope, first = -gradient, -float(gradient @ gradient), shortest(gradient)
        if not 0 < first < math.inf:  # the last step gained nothing, as far as rounding lets one see
            first = shortest(way)
        asked = state.evaluations

        def along(far: float) -> Trial:
            nonlocal asked
            found = space.at(at + far * way, asked)
            asked = found.evaluations
            return Trial(far, found.value, float(way @ space.vector(found.gradient)), found)

        end = self.line_search.search(along, Trial(0.0, state.value, slope), first)
        if end is None or end.state is None:
            return state
        after = space.vector(end.state.gradient)
        moved = Moved(space.vector(end.state.x) - at, after - gradient, after)
        return replace(end.state, memory=self.learned(state.memory, moved), evaluations=asked)


def shortest(gradient: Any) -> float:
    """The first step down a gradient of which nothing else is known: of length 1 at most."""
    length = norm(gradient)
    return min(1.0, 1.0 / length) if 0 < length < math.inf else 1.0
