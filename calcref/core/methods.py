"""The records of whatever iterates or samples: a method takes states one step on, and a trace keeps them.

Nothing here computes: states hold what their family put there (arrays, trees of arrays, numbers).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar

from calcref.core.about import Stated
from calcref.core.shown import Brief, brief, table
from calcref.core.trees import tree_map


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class State(Brief):
    """Where a method stands.

    Args:
        x: the iterate: an array or a tree of arrays; the number of panels of a quadrature.
        value: what was computed there: the objective, or the estimate of an integral.
        gradient: the gradient of the objective, of the shape of `x`; None where the method has none.
        gradient_norm: its Euclidean norm over all entries, or that of what is left of it where x is held in a set; None
            where there is no gradient.
        memory: what the method itself remembers between steps, such as a moving average.
        evaluations: how often the objective was asked for, up to here; 0 where nobody counts.
    """

    x: Any
    value: Any
    gradient: Any = None
    gradient_norm: float | None = None
    memory: Any = None
    evaluations: int = 0


class Method(ABC):
    """A frozen record of hyper-parameters with two pure functions; `problem` is what the family works on."""

    __slots__ = ()

    @abstractmethod
    def init(self, problem: Any, x0: Any) -> State:
        """The state at `x0`, before any step."""

    @abstractmethod
    def step(self, problem: Any, state: State) -> State:
        """The state one step on; `state` stays as it is."""


class Described(Method):
    """A method that is a concept of the catalogue: `about` states its step."""

    __slots__ = ()
    about: ClassVar[Stated]

    def _repr_markdown_(self) -> str:
        return self.about.shown_as(repr(self))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Trace:
    """What a method did: its states from the first to the last, and why it stopped.

    Args:
        states: at least one; `states[0]` is the start.
        reason: "steps" (as many as were asked for), "gradient" (its norm fell below the tolerance),
            "tolerance" (the estimate settled), "root" (the value is 0), "end" (of the time to be solved), "no lower
            point" (the method found none where it looked), or "not finite".
        kept: the step of each state, where not all were kept; None where they were.

    >>> trace = Trace((State(2.0, 4.0), State(1.0, 1.0)), "steps")
    >>> trace.x, trace.value, trace.steps, trace.values
    (1.0, 1.0, 1, (4.0, 1.0))
    """

    states: tuple[State, ...]
    reason: str
    kept: tuple[int, ...] | None = None

    @property
    def x(self) -> Any:
        """The last iterate."""
        return self.states[-1].x

    @property
    def value(self) -> Any:
        """The value at the last iterate."""
        return self.states[-1].value

    @property
    def gradient(self) -> Any:
        """The gradient at the last iterate."""
        return self.states[-1].gradient

    @property
    def evaluations(self) -> int:
        """How often the objective was asked for."""
        return self.states[-1].evaluations

    @property
    def steps(self) -> int:
        """How many steps were taken."""
        return self.numbers[-1]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The step of each state: 0 for the start."""
        return tuple(range(len(self.states))) if self.kept is None else self.kept

    @property
    def iterates(self) -> tuple[Any, ...]:
        """Every iterate, the start first."""
        return tuple(state.x for state in self.states)

    @property
    def values(self) -> tuple[Any, ...]:
        """The value at every iterate."""
        return tuple(state.value for state in self.states)

    @property
    def gradient_norms(self) -> tuple[float | None, ...]:
        """The norm of the gradient at every iterate."""
        return tuple(state.gradient_norm for state in self.states)

    def to_dict(self) -> dict[str, Any]:
        """All of it in lists and plain numbers, for `json.dumps`; what a method remembers is left out.

        >>> Trace((State(2.0, 4.0), State(1.0, 1.0)), "steps").to_dict()["values"]
        [4.0, 1.0]
        """
        return {
            "reason": self.reason,
            "steps": list(self.numbers),
            "x": [tree_map(_plain, state.x) for state in self.states],
            "values": [_plain(state.value) for state in self.states],
            "gradient_norms": list(self.gradient_norms),
            "evaluations": [state.evaluations for state in self.states],
        }

    def plot(self) -> str:
        """The values over the steps, as SVG; by powers of ten where all are positive. It needs `calcref[plot]`."""
        from calcref.plot import training_curves

        logarithmic = min(self.values) > 0
        return training_curves({"value": self.values}, up="value", logarithmic=logarithmic, at=self.numbers)

    def __str__(self) -> str:
        return f"{self.steps} steps, stopped by {self.reason}: value {self.value} at {self.x}"

    def __repr__(self) -> str:
        return f"Trace({self.steps} steps, stopped by {self.reason}: value {brief(self.value)} at {brief(self.x)})"

    def _repr_html_(self) -> str:
        rows = [(str(k), it.x, it.value, it.gradient_norm) for k, it in zip(self.numbers, self.states, strict=True)]
        return table(f"{self.steps} steps, stopped by {self.reason}", ("step", "x", "value", "gradient norm"), rows)


def _plain(leaf: Any) -> Any:
    return leaf.tolist() if hasattr(leaf, "tolist") else leaf
