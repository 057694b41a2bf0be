"""L-BFGS: BFGS that remembers its last few steps in place of a matrix."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source, Stated
from calcref.core.errors import OutsideDomain
from calcref.core.methods import State
from calcref.optimization.along_a_line import AlongALine, Moved, shortest
from calcref.optimization.bfgs import CURVED
from calcref.optimization.line_search import BROAD, LineSearch
from calcref.optimization.space import Space
from calcref.verify.given import is_whole


@final
@dataclass(frozen=True, slots=True)
class LBFGS(AlongALine):
    """Search along -H g, where H is what BFGS would have learned in the last few steps from a multiple of 1.

    The product is made in two loops over these steps, which takes work in proportion to n for each, and no matrix.

    Args:
        history: how many steps are remembered.
        line_search: how far to go.

    Raises:
        OutsideDomain: `history` is not a whole number of at least 1.

    >>> import numpy as np
    >>> from calcref.optimization import minimize
    >>> trace = minimize(lambda x: np.sum(x**4) + np.sum((x - 1) ** 2), np.zeros(1000), LBFGS(), grad="autodiff")
    >>> trace.reason, trace.steps < 20
    ('gradient', True)
    """

    about: ClassVar[Stated] = Stated(
        id="l-bfgs",
        name="L-BFGS",
        page="optimization/second-order-methods/#l-bfgs",
        statement=(
            "x' = x - a H g, H = V^T G V + s s^T/(y^T s), V = I - y s^T/(y^T s), where G is the H without the last pair"
        ),
        statement_latex=(
            r"x' = x - a H g,\quad H = V^\top G V + \frac{s s^\top}{y^\top s},\quad V = I - \frac{y s^\top}{y^\top s}"
        ),
        given=(r"$y^\top s > 0$",),
        source=Source("Nocedal and Wright, Numerical Optimization (2006)", "algorithms 7.4 and 7.5"),
        ml_use="Logistic regression and conditional random fields; networks too, where gradients are exact.",
    )

    history: int = 10
    line_search: LineSearch = BROAD

    def __post_init__(self) -> None:
        if not is_whole(self.history) or self.history < 1:
            raise OutsideDomain(f"history must be a whole number, at least 1; found {self.history!r:.60}: try 10")

    def direction(self, space: Space, state: State, gradient: Any) -> tuple[Any, float]:
        """Down the gradient at first, then the learned step."""
        pairs = state.memory or ()
        if not pairs:
            return -gradient, shortest(gradient)
        way, weights = gradient.copy(), []
        for s, y, curvature in reversed(pairs):
            weights.append(float(s @ way) / curvature)
            way -= weights[-1] * y
        _, y, curvature = pairs[-1]
        way *= curvature / float(y @ y)
        for s, y, curvature in pairs:
            way += (weights.pop() - float(y @ way) / curvature) * s
        return -way, 1.0

    def learned(self, memory: Any, moved: Moved) -> Any:
        """The last steps, this one among them if it met curvature."""
        curvature = float(moved.way @ moved.change)
        if not curvature > CURVED * np.linalg.norm(moved.way) * np.linalg.norm(moved.change):
            return memory
        return (*(memory or ()), (moved.way, moved.change, curvature))[-self.history :]
