"""ISTA: down the gradient of the smooth part, then the proximal map of the penalty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, final

from calcref.core.about import Source, Stated
from calcref.core.methods import State
from calcref.core.trees import tree_map
from calcref.optimization.objective import Objective, frozen
from calcref.optimization.proximal import Penalizes, Proximal


@final
@dataclass(frozen=True, slots=True)
class ISTA(Proximal):
    """x = prox(x - learning_rate * gradient): proximal gradient descent on f + penalty, f being what is minimized.

    With learning_rate = 1/L the value is within L |x0 - x*|^2 / (2 k) of the least after k steps, if f is convex.

    Raises:
        OutsideDomain: the learning rate is not a positive finite number.
        CalcrefError: the penalty has no proximal map.

    >>> import numpy as np
    >>> from calcref.optimization import minimize
    >>> from calcref.regularizers import l1
    >>> center = np.array([3.0, 0.5])
    >>> smooth, slope = lambda x: np.sum((x - center) ** 2) / 2, lambda x: x - center
    >>> minimize(smooth, np.zeros(2), ISTA(1.0, l1(1.0)), grad=slope).x
    array([2., 0.])
    """

    about: ClassVar[Stated] = Stated(
        id="ista",
        name="ISTA (proximal gradient)",
        page="optimization/proximal-methods/",
        statement="x' = prox(x - eta g)",
        statement_latex=(r"x' = \operatorname{prox}(x - \eta\,g)"),
        given=(r"$\eta > 0$",),
        source=Source(
            "Beck and Teboulle, A Fast Iterative Shrinkage-Thresholding Algorithm for Linear Inverse Problems",
            "SIAM J. Imaging Sci. 2 (2009) 183-202",
        ),
        ml_use="The lasso: weights that the penalty holds at $0$ are exactly $0$.",
    )

    learning_rate: float
    penalty: Penalizes

    def init(self, problem: Objective, x0: Any) -> State:
        """The state at `x0`."""
        return self.at(problem, tree_map(frozen, x0), None, 0)

    def step(self, problem: Objective, state: State) -> State:
        """One proximal step."""
        return self.at(problem, state.memory[0], None, state.evaluations)
