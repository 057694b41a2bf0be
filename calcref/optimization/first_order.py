"""What the methods that read nothing but gradients have in common."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from typing import Any, final

import numpy as np

from calcref.core.methods import Described, State
from calcref.core.trees import tree_map
from calcref.optimization.hyper_parameters import check
from calcref.optimization.objective import Objective, frozen, norm


class FirstOrder(Described):
    """A method whose step is a function of the iterate, its gradient and a memory."""

    __slots__ = ()

    def __post_init__(self) -> None:
        check(self)

    @abstractmethod
    def start(self, x: Any) -> Any:
        """The memory before the first step."""

    @abstractmethod
    def move(self, x: Any, gradient: Any, memory: Any) -> tuple[Any, Any]:
        """The next iterate and memory; the arguments stay as they are."""

    def left(self, x: Any, gradient: Any) -> Any:
        """What of the gradient at `x` is left to be gone down: all of it, unless x is held in a set."""
        return gradient

    @final
    def init(self, problem: Objective, x0: Any) -> State:
        """The state at `x0`."""
        x0 = tree_map(frozen, x0)
        return self._measured(problem.at(x0, self.start(x0)))

    @final
    def step(self, problem: Objective, state: State) -> State:
        """The state one step on, with the value and gradient of `problem` there."""
        with np.errstate(all="ignore"):
            x, memory = self.move(state.x, state.gradient, state.memory)
            x = tree_map(lambda at, to: np.asarray(to, dtype=np.result_type(at))[()], state.x, x)
        return self._measured(problem.at(x, memory, state.evaluations))

    def _measured(self, state: State) -> State:
        """`state`, whose norm is that of what is left of its gradient."""
        left = self.left(state.x, state.gradient)
        return state if left is state.gradient else replace(state, gradient_norm=norm(left))


def zeros(x: Any) -> Any:
    """A tree like `x` of zeros in `wide` precision, which averages start from."""
    return tree_map(np.zeros_like, wide(x))


def wide(tree: Any) -> Any:
    """`tree` in single precision at least: half has no room for squares of gradients, nor for a small epsilon."""
    return tree_map(lambda leaf: np.asarray(leaf, dtype=np.result_type(leaf, np.float32))[()], tree)


def decayed(gradient: Any, x: Any, weight_decay: float) -> Any:
    """`gradient` with that of the penalty weight_decay/2 |x|^2 added."""
    return tree_map(lambda g, at: g + weight_decay * at, gradient, x) if weight_decay else gradient


def with_decay(method: Any, x: Any, gradient: Any) -> tuple[Any, Any]:
    """`x` and the gradient with the weight decay of a method in one of them: in x where it is `decoupled`."""
    if method.decoupled:
        return shrunk(method, x), wide(gradient)
    return x, decayed(wide(gradient), x, method.weight_decay)


def shrunk(method: Any, x: Any) -> Any:
    """`x` after a step of weight decay by itself."""
    return tree_map(lambda at: at * (1 - method.learning_rate * method.weight_decay), x)


def average(before: Any, now: Any, weight: float) -> Any:
    """The moving average that keeps `weight` of what was before."""
    return tree_map(lambda old, new: weight * old + (1 - weight) * new, before, now)


def squares(tree: Any) -> Any:
    """The square of every entry."""
    return tree_map(lambda leaf: leaf * leaf, tree)
