"""Gauss-Newton: Newton's method for least squares, without second derivatives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source, Stated
from calcref.core.methods import State
from calcref.optimization.along_a_line import AlongALine
from calcref.optimization.line_search import HALVED, LineSearch
from calcref.optimization.space import Space


@final
@dataclass(frozen=True, slots=True)
class GaussNewton(AlongALine):
    """Search along the step that would fit best if the residuals were linear; the full step first.

    Where the Jacobian has dependent columns the shortest such step is taken.

    Raises (when it runs):
        CalcrefError: the problem was given without residuals.

    >>> import numpy as np
    >>> from calcref.optimization import minimize
    >>> t = np.linspace(0, 1, 9)
    >>> y = 2 * np.exp(-3 * t)
    >>> trace = minimize(None, np.array([1.0, -1.0]), GaussNewton(), residuals=lambda w: w[0] * np.exp(w[1] * t) - y)
    >>> trace.x.round(6)
    array([ 2., -3.])
    """

    about: ClassVar[Stated] = Stated(
        id="gauss-newton",
        name="Gauss-Newton",
        page="optimization/second-order-methods/#gauss-newton",
        statement="J^T J (x' - x) = -a J^T r",
        statement_latex=(r"J^\top J\,(x' - x) = -a\,J^\top r"),
        given=(r"columns of $J$ independent; else the shortest step",),
        source=Source("Nocedal and Wright, Numerical Optimization (2006)", "section 10.3"),
        ml_use="Curve fitting; the curvature that K-FAC and Hessian-free training approximate.",
    )

    line_search: LineSearch = HALVED

    def direction(self, space: Space, state: State, gradient: Any) -> tuple[Any, float]:
        """The least-squares solution of J d = -r."""
        residuals, jacobian = space.residuals(state)
        return -np.linalg.lstsq(jacobian, residuals, rcond=None)[0], 1.0
