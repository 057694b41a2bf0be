"""Bisection: the middle of the interval, and the half in which the sign changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, final

from calcref.core.about import Source, Stated
from calcref.core.methods import State
from calcref.roots.problem import Equation, RootMethod, bracketed


@final
@dataclass(frozen=True, slots=True)
class Bisection(RootMethod):
    """The interval halved at every step; its middle is the iterate, whose error is at most half of the width.

    >>> from calcref.roots import find_root
    >>> [float(x) for x in find_root(lambda x: x - 0.625, (0.0, 1.0), Bisection()).iterates]
    [0.5, 0.75, 0.625]
    """

    about: ClassVar[Stated] = Stated(
        id="bisection",
        name="Bisection",
        page="optimization/roots/#bisection",
        statement="x' = (a + b)/2, (b - a)/2 the next width",
        statement_latex=r"x' = \frac{a + b}{2}",
        given=("$f$ continuous from $a$ to $b$, with opposite signs at both",),
        source=Source("Burden and Faires, Numerical Analysis (2010)", "algorithm 2.1"),
        ml_use="The threshold with a wanted false positive rate, the temperature with a wanted perplexity.",
    )

    def init(self, problem: Equation, x0: Any) -> State:
        """The middle of an interval with a change of sign; an end, where that is a root."""
        state = bracketed(problem, x0, self)
        bracket = state.memory
        if bracket.value == 0:
            return state
        low, high = sorted((bracket.best, bracket.other))
        left = bracket.value if low == bracket.best else bracket.value_there
        return self._middle(problem, low, high, left, 2)

    def step(self, problem: Equation, state: State) -> State:
        """The middle of the half in which the sign changes."""
        low, high, left = state.memory
        if (state.value < 0) == (left < 0):
            low, left = state.x, state.value
        else:
            high = state.x
        return self._middle(problem, low, high, left, state.evaluations)

    def done(self, problem: Equation, before: State | None, state: State) -> str:
        """Also where no number lies between the ends."""
        if state.value == 0:
            return "root"
        low, high, _ = state.memory
        return "tolerance" if (high - low) / 2 <= problem.near(state.x) or not low < state.x < high else ""

    def _middle(self, problem: Equation, low: float, high: float, left: float, asked: int) -> State:
        middle = low + (high - low) / 2
        return State(middle, problem.at(middle), memory=(low, high, left), evaluations=asked + 1)
