"""The record of a theorem about runs: what it promises at each step, so that a run can be held to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from calcref.core.about import Stated
from calcref.core.errors import CalcrefError
from calcref.core.evidence import Evidence
from calcref.core.methods import Trace
from calcref.core.shown import Brief

ROUNDING = 1e-10  # relative to the bound and to the least value


@dataclass(frozen=True, slots=True, repr=False)
class Problem(Brief):
    """What a theorem speaks of and a run does not show.

    Args:
        least: the least value of f.
        distance: from the start to the nearest place that has it.
        smoothness: L, the Lipschitz constant of the gradient.
        strong_convexity: mu, of a strongly convex f or one that obeys the Polyak-Lojasiewicz inequality; else 0.
        learning_rate: of the run; 1/L, where None.
        minimum: where f is least, of the shape of the iterates; the origin, where None.
    """

    least: float
    distance: float
    smoothness: float
    strong_convexity: float = 0.0
    learning_rate: float | None = None
    minimum: Any = None

    @property
    def rate(self) -> float:
        """The learning rate."""
        return 1 / self.smoothness if self.learning_rate is None else self.learning_rate


Promise = Callable[[Trace, Problem, int], float]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Theorem(Stated):
    """A theorem that bounds something at every step of a run.

    Args:
        gap: what is bounded, from the trace, the problem and the number of steps.
        bound: by what.
        first: the first number of steps that it speaks of.
    """

    gap: Promise
    bound: Promise
    first: int = 0

    def gaps(self, trace: Trace, problem: Problem) -> tuple[float, ...]:
        """What is bounded, step by step, from the first that the theorem speaks of."""
        return tuple(self.gap(trace, problem, k) for k in range(self.first, trace.steps + 1))

    def bounds(self, trace: Trace, problem: Problem) -> tuple[float, ...]:
        """By what it is bounded."""
        return tuple(self.bound(trace, problem, k) for k in range(self.first, trace.steps + 1))

    def check(self, trace: Trace, problem: Problem) -> Evidence:
        """Whether the run keeps to the bound: "agrees", or "refuted" with the first step that does not.

        Raises:
            CalcrefError: the run has no step of which the theorem speaks.

        >>> from calcref.optimization import GradientDescent, minimize
        >>> from calcref.optimization.theorems import CONVEX_RATE
        >>> trace = minimize(lambda x: x**2, 1.0, GradientDescent(0.5), steps=3, grad=lambda x: 2 * x)
        >>> CONVEX_RATE.check(trace, Problem(least=0.0, distance=1.0, smoothness=2.0)).verdict
        'agrees'
        """
        pairs = list(zip(self.gaps(trace, problem), self.bounds(trace, problem), strict=True))
        if not pairs:
            raise CalcrefError(f"{self.name} speaks of step {self.first} on; the run has {trace.steps}: let it go on")
        for k, (gap, bound) in enumerate(pairs, self.first):
            if not gap <= bound + ROUNDING * (abs(bound) + abs(problem.least)):
                return Evidence("refuted", f"step {k}: {gap:.6g} is above the bound {bound:.6g}", k, gap - bound)
        return Evidence("agrees", "the run keeps to the bound at every step", len(pairs), 0.0)


def height(trace: Trace, problem: Problem, k: int) -> float:
    """How far the value after k steps is above the least."""
    return float(trace.values[k]) - problem.least
