"""A trust region: the best step of the parabola, no longer than it has been right."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar, Literal, final

import numpy as np

from calcref.core.about import Source, Stated
from calcref.core.errors import OutsideDomain
from calcref.core.methods import Described, State
from calcref.core.trees import tree_map
from calcref.optimization.hyper_parameters import positive
from calcref.optimization.objective import Objective, frozen
from calcref.optimization.space import Space
from calcref.optimization.subproblems import SUBPROBLEMS

USEFUL, POOR, GOOD = 0.1, 0.25, 0.75  # of the promised gain: enough to step, to keep the radius, to double it
ROUNDING = 1e-15
MOST = 60  # times that the region shrinks within one step


@final
@dataclass(frozen=True, slots=True)
class TrustRegion(Described):
    """Step to the lowest point that the model g.d + d.H d/2 has within a radius, which follows how good the model was.

    Args:
        radius: the first radius.
        subproblem: how the model is minimized. "exact" by the eigenvalues of H, n^3 work; "dogleg" along a bent line
            from the steepest step to Newton's, where H is positive definite, and "steihaug" by conjugate gradients that
            stop at the border or where H bends down: both are cheaper, and nearly as good.

    Raises:
        OutsideDomain: the radius is not a positive finite number, or there is no such way.

    >>> from calcref.optimization import minimize
    >>> rosenbrock = lambda x: 100 * (x[1] - x[0] ** 2) ** 2 + (1 - x[0]) ** 2
    >>> trace = minimize(rosenbrock, np.array([-1.2, 1.0]), TrustRegion(), grad="autodiff")
    >>> trace.x.round(6), trace.reason
    (array([1., 1.]), 'gradient')
    """

    about: ClassVar[Stated] = Stated(
        id="trust-region",
        name="Trust region",
        page="optimization/second-order-methods/#trust-region",
        statement="x' = x + d, (H + lambda I) d = -g, with the least lambda >= 0 for which |d| <= R",
        statement_latex=(r"x' = x + d,\quad (H + \lambda I)\,d = -g"),
        given=("the least $\\lambda \\ge 0$ that makes $H + \\lambda I$ positive, and $d$ short enough",),
        source=Source("Nocedal and Wright, Numerical Optimization (2006)", "chapter 4"),
        ml_use="Saddles do not hold it; the idea, with a KL ball, is that of natural policy gradients (TRPO).",
    )

    radius: float = 1.0
    subproblem: Literal["exact", "dogleg", "steihaug"] = "exact"

    def __post_init__(self) -> None:
        positive("radius", self.radius, "1.0")
        if not isinstance(self.subproblem, str) or self.subproblem not in SUBPROBLEMS:
            ways = ", ".join(map(repr, SUBPROBLEMS))
            raise OutsideDomain(f"a trust region has no subproblem {self.subproblem!r:.60}; try {ways}")

    def init(self, problem: Objective, x0: Any) -> State:
        """The state at `x0`, with the first radius."""
        return problem.at(tree_map(frozen, x0), self.radius)

    def step(self, problem: Objective, state: State) -> State:
        """The first step that gains, within a region that shrinks until one does; `state` itself where none does."""
        space, radius = Space(problem, state.x), state.memory
        at, gradient, hessian = space.vector(state.x), space.vector(state.gradient), space.hessian(state)
        if not np.all(np.isfinite(hessian)):
            return state
        asked = state.evaluations
        for _ in range(MOST):
            way = SUBPROBLEMS[self.subproblem](gradient, hessian, radius)
            length = float(np.linalg.norm(way))
            promised = -float(gradient @ way + way @ hessian @ way / 2)
            after = space.at(at + way, asked)
            asked = after.evaluations
            noise = ROUNDING * abs(state.value)
            ratio = (state.value - after.value + noise) / (promised + noise) if promised + noise > 0 else -1.0
            if not ratio >= POOR:  # NaN too
                radius = length / 4
            elif ratio > GOOD and length > 0.99 * radius:
                radius *= 2
            if ratio > USEFUL and np.isfinite(after.gradient_norm):  # type: ignore[arg-type]
                return replace(after, memory=radius)
            if length <= ROUNDING * float(np.linalg.norm(at)):
                break
        return state
