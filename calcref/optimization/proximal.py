"""What proximal methods have in common: a smooth part to step down, and a penalty whose proximal map is known."""

from __future__ import annotations

from typing import Any, Protocol, final, runtime_checkable

from calcref.core.errors import CalcrefError
from calcref.core.methods import Described, State
from calcref.core.trees import leaves, tree_map
from calcref.optimization.hyper_parameters import positive
from calcref.optimization.objective import Objective, norm


@runtime_checkable
class Penalizes(Protocol):
    """A penalty such as `calcref.regularizers.l1(0.1)`."""

    def value(self, weights: Any) -> float:
        """The penalty."""

    def prox(self, weights: Any, step: float) -> Any:
        """The u that minimizes step * value(u) + |u - weights|^2 / 2."""


class Proximal(Described):
    """A method for f + penalty, whose states have the value of the sum, and the gradient mapping as gradient.

    The gradient mapping is (x - prox(x - learning_rate * gradient)) / learning_rate: 0 exactly at a minimum of a convex
    sum, and the gradient of f where there is no penalty.
    """

    __slots__ = ()
    learning_rate: float
    penalty: Penalizes

    def __post_init__(self) -> None:
        positive("learning_rate", self.learning_rate, "1/L where the gradient is Lipschitz with constant L")
        if not isinstance(self.penalty, Penalizes):
            raise CalcrefError(
                f"penalty must have a value and a proximal map; found {self.penalty!r:.60}: try "
                "calcref.regularizers.l1(0.1)"
            )

    @final
    def prox(self, x: Any, gradient: Any) -> Any:
        """A step down `gradient` from `x`, and the proximal map of the penalty there."""
        rate = self.learning_rate
        return tree_map(lambda at, g: self.penalty.prox(at - rate * g, rate), x, gradient)

    @final
    def at(self, problem: Objective, x: Any, memory: Any, asked: int) -> State:
        """The state at `x`; its memory is the next point of ISTA, and `memory`."""
        smooth = problem.at(x, None, asked)
        after = self.prox(smooth.x, smooth.gradient)
        mapping = tree_map(lambda here, there: (here - there) / self.learning_rate, smooth.x, after)
        value = smooth.value + sum(float(self.penalty.value(leaf)) for leaf in leaves(smooth.x))
        return State(smooth.x, value, mapping, norm(mapping), (after, memory), smooth.evaluations)
