"""Explicit Runge-Kutta methods with a fixed step: each is a table of numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, final

from calcref.core.about import Facts, Stated
from calcref.core.methods import Method, State
from calcref.quadrature.flow import Flow


@final
@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RungeKutta(Stated, Method):
    """x + h*sum(weight*slope), each slope f(t + h*sum(row), x + h*sum(row*slopes)) by the slopes before.

    Args:
        rows: one for each slope, which says how it is reached by those before.
        weights: of the slopes.
        order: the error at a given time shrinks like h**order, for a smooth f.

    The other arguments are those of `Stated`.

    >>> from calcref.quadrature import euler, solve
    >>> float(solve(lambda t, x: x, 1.0, 0, 1, euler, steps=2).x)
    2.25
    """

    rows: tuple[tuple[float, ...], ...]
    weights: tuple[float, ...]
    order: int

    @property
    def facts(self) -> Facts:
        """How fast its error shrinks."""
        return (
            ("Order", ((f"{self.order}: the error shrinks like ${f'h^{self.order}' if self.order > 1 else 'h'}$",),)),
        )

    def init(self, problem: Flow, x0: Any) -> State:
        """At `x0`, no step taken."""
        return State(x0, problem.start, memory=0)

    def step(self, problem: Flow, state: State) -> State:
        """One of `problem.steps` equal steps."""
        h = (problem.end - problem.start) / problem.steps
        taken = state.memory + 1
        time = problem.end if taken == problem.steps else problem.start + taken * h
        found = slopes(problem, state, h, self.rows)
        x = state.x + h * combined(self.weights, found)
        return State(x, time, memory=taken, evaluations=state.evaluations + len(found))


def slopes(problem: Flow, state: State, h: float, rows: tuple[tuple[float, ...], ...], *known: Any) -> list[Any]:
    """The slopes of one step of length h; the first of them may be known."""
    found = list(known)
    for row in rows[len(known) :]:
        found.append(problem.at(state.value + h * sum(row), state.x + h * combined(row, found) if row else state.x))
    return found


def combined(weights: tuple[float, ...], found: list[Any]) -> Any:
    """The sum of slopes by weights."""
    return sum(weight * slope for weight, slope in zip(weights, found, strict=True) if weight)
