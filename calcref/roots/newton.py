"""Newton's method for roots: to where the tangent crosses zero."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, final

from calcref.core.about import Source, Stated
from calcref.core.methods import State
from calcref.roots.problem import Equation, RootMethod, place


@final
@dataclass(frozen=True, slots=True)
class Newton(RootMethod):
    """x - f(x)/f'(x): the error is squared at each step, near a root with a slope; far from one all may happen.

    >>> from calcref.roots import find_root
    >>> [round(x, 6) for x in find_root(lambda x: x**2 - 2, 1.0, Newton()).iterates][:4]
    [1.0, 1.5, 1.416667, 1.414216]
    """

    about: ClassVar[Stated] = Stated(
        id="newtons-method-for-roots",
        name="Newton's method for roots",
        page="optimization/roots/#newton",
        statement="x' = x - f(x)/f'(x)",
        statement_latex=r"x' = x - \frac{y}{m}",
        given=("$y = f(x)$, and $m \\ne 0$ the slope of $f$ at $x$",),
        source=Source("Burden and Faires, Numerical Analysis (2010)", "algorithm 2.3 and theorem 2.6"),
        ml_use="Quantiles of a distribution, steps of implicit layers, and as a step of matrices the update of Muon.",
    )

    def init(self, problem: Equation, x0: Any) -> State:
        """The state at `x0`."""
        x = place(x0, self)
        return State(x, problem.at(x), memory=None, evaluations=1)

    def step(self, problem: Equation, state: State) -> State:
        """Where the tangent crosses zero; `state` itself where it is level."""
        slope = problem.slope_at(state.x)
        if slope == 0:
            return state
        x = state.x - state.value / slope
        return State(x, problem.at(x), memory=slope, evaluations=state.evaluations + 2)
