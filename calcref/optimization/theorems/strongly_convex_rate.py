"""The rate of gradient descent on strongly convex functions: a constant factor a step."""

from __future__ import annotations

import numpy as np

from calcref.core.about import Source
from calcref.core.methods import Trace
from calcref.optimization.theorems.theorem import Problem, Theorem

STRONGLY_CONVEX_RATE = Theorem(
    id="strongly-convex-rate",
    name="Rate of gradient descent, strongly convex",
    page="optimization/rates-of-convergence/#strongly-convex",
    statement="r[k] <= b[k], b[k] = (1 - mu/L)^(k/2)*R",
    statement_latex=r"r_k \le b_k,\quad b_k = \left(1 - \frac{\mu}{L}\right)^{k/2} R",
    given=(
        r"$f$ strongly convex with constant $\mu > 0$, $\nabla f$ Lipschitz with constant $L$, the rate $\frac1L$, "
        r"$r_k$ the distance of $x_k$ from the minimum, and $R = r_0$",
    ),
    source=Source("Bubeck, Convex Optimization: Algorithms and Complexity (2015)", "theorem 3.10"),
    ml_use="Ridge regression: the penalty lifts the least curvature above $0$, and buys a factor a step.",
    gap=lambda trace, problem, k: distance(trace, problem, k),
    bound=lambda trace, problem, k: (1 - problem.strong_convexity / problem.smoothness) ** (k / 2) * problem.distance,
)


def distance(trace: Trace, problem: Problem, k: int) -> float:
    """How far the iterate after k steps is from the minimum."""
    at = np.asarray(trace.iterates[k], dtype=float)
    return float(np.linalg.norm(np.ravel(at if problem.minimum is None else at - problem.minimum)))
