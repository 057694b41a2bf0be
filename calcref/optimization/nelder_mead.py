"""Nelder and Mead: a simplex that tumbles downhill, and needs no gradient."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source, Stated
from calcref.core.methods import Described, State
from calcref.core.trees import tree_map
from calcref.optimization.hyper_parameters import positive
from calcref.optimization.objective import Objective, frozen
from calcref.optimization.space import Space


@final
@dataclass(frozen=True, slots=True)
class NelderMead(Described):
    """Replace the worst of n + 1 corners by its mirror image, farther out or nearer in; where none helps, shrink all.

    The factors depend on n, as Gao and Han have it, so that it gets on in ten dimensions, too. It may stop at a place
    that is no minimum (McKinnon).

    Args:
        size: the first edges, relative to each entry of x; where one is 0, a thousandth of it.
        tolerance: stops where all corners are as near as that, and their values, too.

    Raises:
        OutsideDomain: one of them is not a positive finite number.

    >>> from calcref.optimization import minimize
    >>> trace = minimize(lambda x: np.abs(x[0] - 1) + np.abs(x[1]), np.array([0.0, 1.0]), NelderMead())
    >>> abs(trace.x - [1, 0]).max() < 1e-6, trace.reason
    (np.True_, 'tolerance')
    """

    about: ClassVar[Stated] = Stated(
        id="nelder-mead",
        name="Nelder-Mead",
        page="optimization/second-order-methods/#nelder-mead",
        statement="w' = c + alpha (c - w), w the worst corner and c the mean of the others",
        statement_latex=(r"w' = c + \alpha\,(c - w)"),
        given=("$w$ the worst corner, and $c$ the mean of the others",),
        source=Source(
            "Nelder and Mead, A Simplex Method for Function Minimization (1965)", "factors of Gao and Han (2012)"
        ),
        ml_use="A few hyper-parameters, and losses that jump or carry noise, where no gradient is to be had.",
    )

    size: float = 0.05
    tolerance: float = 1e-8

    def __post_init__(self) -> None:
        positive("size", self.size, "0.05")
        positive("tolerance", self.tolerance, "1e-8")

    def init(self, problem: Objective, x0: Any) -> State:
        """The best corner of a simplex at `x0`."""
        x0 = tree_map(frozen, x0)
        space = Space(problem, x0)
        at = space.vector(x0)
        edges = np.diag(np.where(at == 0, self.size / 200, self.size * at))
        corners = np.concatenate([at[None], at + edges])
        values = np.array([space.value(corner) for corner in corners])
        return self._state(space, corners, values, len(values))

    def step(self, problem: Objective, state: State) -> State:
        """One corner, or all but the best, replaced; `state` itself where all have met."""
        space = Space(problem, state.x)
        corners, values = state.memory
        n = len(values) - 1
        if self._has_met(corners, values):
            return state
        grow, inward, shrink = 1 + 2 / n, 0.75 - 0.5 / n, 1 - 1 / max(n, 2)
        center = np.mean(corners[:-1], axis=0)
        out = center - corners[-1]
        asked = state.evaluations

        def at(far: float) -> tuple[Any, float]:
            nonlocal asked
            asked += 1
            corner = center + far * out
            return corner, space.value(corner)

        tried = at(1.0)
        if tried[1] < values[0]:
            tried = min(tried, at(grow), key=lambda it: it[1])
        elif not tried[1] < values[-2]:
            nearer = at(inward if tried[1] < values[-1] else -inward)
            if not nearer[1] < min(tried[1], values[-1]):
                corners = corners[0] + shrink * (corners - corners[0])
                values = np.array([values[0], *(space.value(corner) for corner in corners[1:])])
                return self._state(space, corners, values, asked + n)
            tried = nearer
        corners = np.concatenate([corners[:-1], tried[0][None]])
        return self._state(space, corners, np.array([*values[:-1], tried[1]]), asked)

    def _has_met(self, corners: Any, values: Any) -> bool:
        width, size = np.max(np.abs(corners - corners[0])), np.max(np.abs(corners[0]))
        near = width <= self.tolerance * max(1.0, size)
        return bool(near and values[-1] - values[0] <= self.tolerance * max(1.0, abs(values[0])))

    def _state(self, space: Space, corners: Any, values: Any, asked: int) -> State:
        values = np.where(np.isfinite(values), values, math.inf)
        order = np.argsort(values, kind="stable")
        corners, values = corners[order], values[order]
        return State(space.tree(corners[0]), float(values[0]), None, None, (corners, values), asked)
