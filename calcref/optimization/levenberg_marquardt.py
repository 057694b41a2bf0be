"""Levenberg and Marquardt: Gauss-Newton, held back as far as its model has proved wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source, Stated
from calcref.core.methods import Described, State
from calcref.core.trees import tree_map
from calcref.optimization.hyper_parameters import positive
from calcref.optimization.objective import Objective, frozen, half_square
from calcref.optimization.space import Space

BLOCKED = 1e20  # a damping that leaves no step


@final
@dataclass(frozen=True, slots=True)
class LevenbergMarquardt(Described):
    """Step by d with (J^T J + damping D^2) d = -J^T r; it falls after good steps, and rises after bad ones.

    D holds the largest length that each column of J has had, so the scale of the variables does not matter (More).
    The damping changes by how much of the promised gain was had (Nielsen).

    Args:
        damping: that of the first step, in units of D^2.

    Raises:
        OutsideDomain: `damping` is not a positive finite number.
        CalcrefError: (when it runs) the problem was given without residuals.

    >>> from calcref.optimization import minimize
    >>> t = np.linspace(0, 1, 9)
    >>> y = 2 * np.exp(-3 * t)
    >>> fit = lambda w: w[0] * np.exp(w[1] * t) - y
    >>> minimize(None, np.array([1.0, 1.0]), LevenbergMarquardt(), residuals=fit).x.round(6)
    array([ 2., -3.])
    """

    about: ClassVar[Stated] = Stated(
        id="levenberg-marquardt",
        name="Levenberg-Marquardt",
        page="optimization/second-order-methods/#levenberg-marquardt",
        statement="(J^T J + lambda D^2) (x' - x) = -J^T r",
        statement_latex=(r"(J^\top J + \lambda D^2)(x' - x) = -J^\top r"),
        given=(r"$\lambda > 0$",),
        source=Source(
            "More, The Levenberg-Marquardt Algorithm (1978)",
            "the damping of Madsen, Nielsen and Tingleff, Methods for Non-Linear Least Squares Problems (2004)",
        ),
        ml_use="Curve fitting and small regression networks; bundle adjustment in vision.",
    )

    damping: float = 1e-3

    def __post_init__(self) -> None:
        positive("damping", self.damping, "0.001")

    def init(self, problem: Objective, x0: Any) -> State:
        """The state at `x0`, with the first damping."""
        state = problem.at(tree_map(frozen, x0))
        Space(problem, state.x).residuals(state)
        return state

    def step(self, problem: Objective, state: State) -> State:
        """The first damped step that gains; `state` itself where none does."""
        space = Space(problem, state.x)
        residuals, jacobian = space.residuals(state)
        damping, scale = state.memory or (self.damping, np.zeros(jacobian.shape[1]))
        scale = np.fmax(scale, np.linalg.norm(jacobian, axis=0))
        target = np.concatenate([-residuals, np.zeros(scale.size)])
        asked, faster = state.evaluations, 2.0
        while damping < BLOCKED:
            system = np.concatenate([jacobian, np.diag(np.sqrt(damping) * np.where(scale > 0, scale, 1.0))])
            if not np.all(np.isfinite(system)):
                break
            way = np.linalg.lstsq(system, target, rcond=None)[0]
            after = space.at(space.vector(state.x) + way, asked)
            asked = after.evaluations
            promised = state.value - half_square(residuals + jacobian @ way)
            had = state.value - after.value
            if np.isfinite(after.value) and had > 0 and promised > 0:
                damping *= max(1 / 3, 1 - (2 * had / promised - 1) ** 3)
                return replace(after, memory=(damping, scale))
            damping, faster = damping * faster, 2 * faster
        return state
