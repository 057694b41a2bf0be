"""Conjugate gradients for a parabola, or a linear system: done after as many steps as there are curvatures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source, Stated
from calcref.core.errors import OutsideDomain
from calcref.core.methods import Described, State
from calcref.core.trees import tree_map
from calcref.optimization.objective import Objective, frozen
from calcref.optimization.space import Space

NEAR = 1e-5  # of the first gradient: by how much a parabola's may miss what is predicted


@final
@dataclass(frozen=True, slots=True)
class LinearConjugateGradient(Described):
    """Exact steps along conjugate directions of f(x) = x.A x/2 - b.x, whose minimum solves A x = b.

    No matrix is needed: along d the gradient changes by A d, so one more gradient a step is all that is asked for.

    Raises:
        OutsideDomain: on the way, f bends down or is no parabola.

    >>> from calcref.optimization import minimize
    >>> A, b = np.array([[4.0, 1.0], [1.0, 3.0]]), np.array([1.0, 2.0])
    >>> f, slope = lambda x: x @ A @ x / 2 - b @ x, lambda x: A @ x - b
    >>> trace = minimize(f, np.zeros(2), LinearConjugateGradient(), grad=slope)
    >>> trace.steps, (A @ trace.x).round(12)
    (2, array([1., 2.]))
    """

    about: ClassVar[Stated] = Stated(
        id="linear-conjugate-gradient",
        name="Linear conjugate gradients",
        page="optimization/second-order-methods/#linear-conjugate-gradient",
        statement="x' = x + g.g/(d.A d) d, d' = -g' + g'.g'/g.g d",
        statement_latex=(r"x' = x + \frac{g^\top g}{d^\top A d}\,d,\quad d' = -g' + \frac{g'^\top g'}{g^\top g}\,d"),
        given=(r"$f(x) = \frac12 x^\top A x - b^\top x$ with $A$ symmetric and positive definite",),
        source=Source("Nocedal and Wright, Numerical Optimization (2006)", "algorithm 5.2"),
        ml_use="Gaussian processes and kernel machines: a linear system known by its products with vectors.",
    )

    def init(self, problem: Objective, x0: Any) -> State:
        """The state at `x0`; the first direction is down the gradient."""
        state = problem.at(tree_map(frozen, x0))
        slope = Space(problem, state.x).vector(state.gradient)
        return replace(state, memory=(-slope, float(np.linalg.norm(slope))))

    def step(self, problem: Objective, state: State) -> State:
        """The lowest point along the direction."""
        space, (way, first) = Space(problem, state.x), state.memory
        at, gradient = space.vector(state.x), space.vector(state.gradient)
        ahead = space.at(at + way, state.evaluations)
        change = space.vector(ahead.gradient) - gradient
        bend, size = float(way @ change), float(gradient @ gradient)
        if not bend > 0:
            raise OutsideDomain(
                f"linear conjugate gradients need a function that bends up; at x = {state.x!s:.60} the curvature along "
                "a direction is not positive: try BFGS() or TrustRegion()"
            )
        after = space.at(at + size / bend * way, ahead.evaluations)
        slope = space.vector(after.gradient)
        missed = float(np.linalg.norm(slope - gradient - size / bend * change))
        if missed > NEAR * max(first, float(np.linalg.norm(slope))):
            raise OutsideDomain(
                "linear conjugate gradients need a parabola, whose gradient changes in proportion to the way; found "
                f"one that misses this by {missed:.3g}: try ConjugateGradient()"
            )
        return replace(after, memory=(-slope + float(slope @ slope) / size * way, first))
