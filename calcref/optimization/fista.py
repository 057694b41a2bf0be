"""FISTA: ISTA from a point that momentum leads to."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar, final

from calcref.core.about import Source, Stated
from calcref.core.methods import State
from calcref.core.trees import tree_map
from calcref.optimization.objective import Objective, frozen
from calcref.optimization.proximal import Penalizes, Proximal


@final
@dataclass(frozen=True, slots=True)
class FISTA(Proximal):
    """x = prox(y - learning_rate * gradient at y), where y is x and (t - 1)/t' of the last way of x beyond it.

    t starts at 1, and t' = (1 + sqrt(1 + 4t^2))/2 comes after it. With learning_rate = 1/L the value is within
    2 L |x0 - x*|^2 / (k + 1)^2 of the least after k steps, if f is convex; on the way it may rise. A step asks for f
    twice: at y, and at x for the trace.

    Raises:
        OutsideDomain: the learning rate is not a positive finite number.
        CalcrefError: the penalty has no proximal map.

    >>> import numpy as np
    >>> from calcref.optimization import minimize
    >>> from calcref.regularizers import l1
    >>> center = np.array([3.0, 0.5])
    >>> smooth, slope = lambda x: np.sum((x - center) ** 2) / 2, lambda x: x - center
    >>> minimize(smooth, np.zeros(2), FISTA(1.0, l1(1.0)), grad=slope).x
    array([2., 0.])
    """

    about: ClassVar[Stated] = Stated(
        id="fista",
        name="FISTA",
        page="optimization/proximal-methods/#fista",
        statement=(
            "x' = prox(y - eta g), t' = (1 + sqrt(1 + 4 t^2))/2, y' = x' + (t - 1)/t' (x' - x), "
            "where g is the gradient at y"
        ),
        statement_latex=(
            r"x' = \operatorname{prox}(y - \eta\,g),\quad y' = x' + \frac{t - 1}{t'}\,(x' - x),\quad "
            r"t' = \frac{1 + \sqrt{1 + 4t^2}}{2}"
        ),
        given=(r"$\eta > 0$",),
        source=Source(
            "Beck and Teboulle, A Fast Iterative Shrinkage-Thresholding Algorithm for Linear Inverse Problems",
            "SIAM J. Imaging Sci. 2 (2009) 183-202",
        ),
        ml_use="The lasso and its kin where features are correlated, and ISTA would creep.",
    )

    learning_rate: float
    penalty: Penalizes

    def init(self, problem: Objective, x0: Any) -> State:
        """The state at `x0`, which is the first y, too."""
        x0 = tree_map(frozen, x0)
        return self.at(problem, x0, (x0, 1.0), 0)

    def step(self, problem: Objective, state: State) -> State:
        """One proximal step from y, and the next y."""
        _, (y, t) = state.memory
        ahead = problem.at(y, None, state.evaluations)
        x = self.prox(ahead.x, ahead.gradient)
        after = (1 + math.sqrt(1 + 4 * t * t)) / 2
        y = tree_map(lambda new, old: new + (t - 1) / after * (new - old), x, state.x)
        return self.at(problem, x, (y, after), ahead.evaluations)
