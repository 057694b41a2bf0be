"""BFGS: Newton's step, with a matrix that is learned from the gradients on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source, Stated
from calcref.core.methods import State
from calcref.optimization.along_a_line import AlongALine, Moved, shortest
from calcref.optimization.line_search import BROAD, LineSearch
from calcref.optimization.space import Space

CURVED = 1e-10  # of the lengths of s and y: less curvature than this teaches nothing


@final
@dataclass(frozen=True, slots=True)
class BFGS(AlongALine):
    """Search along -H g, where H takes each change y of the gradient to the way s that x went, and stays positive.

    H takes n^2 numbers and n^2 work a step. Before the first update it is scaled to the curvature that was met
    (Nocedal and Wright, equation 6.20).

    >>> import numpy as np
    >>> from calcref.optimization import minimize
    >>> rosenbrock = lambda x: 100 * (x[1] - x[0] ** 2) ** 2 + (1 - x[0]) ** 2
    >>> trace = minimize(rosenbrock, np.array([-1.2, 1.0]), BFGS(), grad="autodiff")
    >>> trace.x.round(6), trace.reason
    (array([1., 1.]), 'gradient')
    """

    about: ClassVar[Stated] = Stated(
        id="bfgs",
        name="BFGS",
        page="optimization/second-order-methods/#bfgs",
        statement=(
            "x' = x - a H g, H' = (I - s y^T/(y^T s)) H (I - y s^T/(y^T s)) + s s^T/(y^T s), s = x' - x, y = g' - g"
        ),
        statement_latex=(
            r"x' = x - a H g,\quad "
            r"H' = \Bigl(I - \frac{s y^\top}{y^\top s}\Bigr) H \Bigl(I - \frac{y s^\top}{y^\top s}\Bigr) "
            r"+ \frac{s s^\top}{y^\top s},\quad s = x' - x,\quad y = g' - g"
        ),
        given=(r"$y^\top s > 0$",),
        source=Source("Nocedal and Wright, Numerical Optimization (2006)", "chapter 6"),
        ml_use="Fits with up to a few thousand parameters and full gradients: Gaussian processes, calibration.",
    )

    line_search: LineSearch = BROAD

    def direction(self, space: Space, state: State, gradient: Any) -> tuple[Any, float]:
        """Down the gradient at first, then the learned step."""
        if state.memory is None:
            return -gradient, shortest(gradient)
        return -(state.memory @ gradient), 1.0

    def learned(self, memory: Any, moved: Moved) -> Any:
        """The inverse Hessian, told what the step has shown."""
        s, y = moved.way, moved.change
        curvature = float(s @ y)
        if not curvature > CURVED * np.linalg.norm(s) * np.linalg.norm(y):
            return memory
        inverse = curvature / float(y @ y) * np.eye(s.size) if memory is None else memory
        hy = inverse @ y
        outer = np.outer(hy, s)
        scale = (1 + float(y @ hy) / curvature) / curvature
        return inverse - (outer + outer.T) / curvature + scale * np.outer(s, s)
