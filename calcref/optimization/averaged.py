"""The average of iterates, which is quieter than any of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source, Stated
from calcref.core.errors import CalcrefError, OutsideDomain
from calcref.core.methods import Described, Method, State
from calcref.core.trees import tree_map
from calcref.optimization.hyper_parameters import between_0_and_1
from calcref.optimization.objective import Objective
from calcref.verify.given import is_whole


@final
@dataclass(frozen=True, slots=True)
class Averaged(Described):
    """The mean of the iterates of `method`, any method; it runs on undisturbed, and the trace holds its means.

    A step asks for the objective twice: at the iterate, and at the mean.

    Args:
        method: whose iterates are averaged.
        keep: how much of the average stays at a step, for an exponential moving average from the start; None for the
            plain mean of all iterates but the start.
        after: how many steps are taken before averaging begins.

    Raises:
        CalcrefError: `method` is no method.
        OutsideDomain: `keep` is not at least 0 and less than 1, or `after` is not a whole number, at least 0.

    >>> from calcref.optimization import GradientDescent, minimize
    >>> trace = minimize(lambda x: 2 * x**2, 1.0, Averaged(GradientDescent(0.5)), steps=2, grad=lambda x: 4 * x)
    >>> [float(x) for x in trace.iterates]
    [1.0, -1.0, 0.0]
    """

    about: ClassVar[Stated] = Stated(
        id="averaged-iterates",
        name="Averaged iterates",
        page="optimization/stochastic-gradients/#averaging",
        statement="m[k+1] = m[k] + (x[k+1] - m[k])/(k+1)",
        statement_latex=r"m_{k+1} = m_k + \frac{x_{k+1} - m_k}{k+1}",
        given=(r"$m_0 = x_0$",),
        source=Source(
            "Polyak and Juditsky, Acceleration of Stochastic Approximation by Averaging",
            "SIAM J. Control Optim. 30 (1992) 838-855",
        ),
        ml_use="Weights for evaluation: an exponential moving average of those that are trained.",
    )

    method: Method
    keep: float | None = None
    after: int = 0

    def __post_init__(self) -> None:
        if not isinstance(self.method, Method):
            raise CalcrefError(f"Averaged stands around a method such as SGD(0.1); found {self.method!r:.60}")
        if self.keep is not None:
            between_0_and_1("keep", self.keep, "0.99")
        if not is_whole(self.after) or self.after < 0:
            raise OutsideDomain(f"after must be a whole number, at least 0; found {self.after!r:.60}: try 0")

    def init(self, problem: Objective, x0: Any) -> State:
        """The state at `x0`, its own mean."""
        inner = self.method.init(problem, x0)
        return replace(inner, memory=(0, inner))

    def step(self, problem: Objective, state: State) -> State:
        """The mean after one more iterate; `state` itself where there is none."""
        steps, before = state.memory
        inner = self.method.step(problem, before)
        if inner is before:
            return state
        weight = self._weight(steps - self.after)
        mean = tree_map(lambda m, x: _between(m, x, weight), state.x, inner.x)
        asked = state.evaluations + inner.evaluations - before.evaluations
        return problem.at(mean, (steps + 1, inner), asked)

    def _weight(self, averaged: int) -> float:
        if averaged < 0:
            return 1.0
        return 1 / (averaged + 1) if self.keep is None else 1 - self.keep


def _between(mean: Any, x: Any, weight: float) -> Any:
    return np.asarray((1 - weight) * mean + weight * x, dtype=np.result_type(mean))[()]
