"""Newton's method: to the bottom of the parabola that fits best."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source, Stated
from calcref.core.methods import State
from calcref.optimization.along_a_line import AlongALine, shortest
from calcref.optimization.line_search import BROAD, LineSearch
from calcref.optimization.space import Space

FLAT = 1e-12  # of the largest curvature: flatter directions count as so curved


@final
@dataclass(frozen=True, slots=True)
class Newton(AlongALine):
    """Search along -H^-1 g, the full step first, where H is the Hessian with each curvature taken as positive.

    So a direction in which f bends down is followed downhill, instead of up to its saddle. A step takes n^3 work.

    >>> import numpy as np
    >>> from calcref.optimization import minimize
    >>> trace = minimize(lambda x: np.sum(np.exp(x) - x), np.array([2.0, -1.0]), Newton(), grad="autodiff")
    >>> trace.steps, trace.reason
    (6, 'gradient')
    """

    about: ClassVar[Stated] = Stated(
        id="newtons-method",
        name="Newton's method",
        page="optimization/second-order-methods/#newton",
        statement="H (x' - x) = -a g",
        statement_latex=(r"H\,(x' - x) = -a\,g"),
        given=(r"$H$ positive definite; else its eigenvalues are taken by size",),
        source=Source("Nocedal and Wright, Numerical Optimization (2006)", "section 3.4"),
        ml_use="Logistic regression (as iteratively reweighted least squares), and wherever $n^3$ is cheap.",
    )

    line_search: LineSearch = BROAD

    def direction(self, space: Space, state: State, gradient: Any) -> tuple[Any, float]:
        """The step of the model, every curvature taken as positive."""
        hessian = space.hessian(state)
        if not np.all(np.isfinite(hessian)) or not np.any(hessian):
            return -gradient, shortest(gradient)
        curvatures, ways = np.linalg.eigh(hessian)
        sizes = np.abs(curvatures)
        sizes = np.maximum(sizes, FLAT * float(np.max(sizes)))
        return -(ways @ ((ways.T @ gradient) / sizes)), 1.0
