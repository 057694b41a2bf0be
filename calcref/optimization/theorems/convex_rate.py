"""The rate of gradient descent on convex functions: the gap is at most a constant over the number of steps."""

from __future__ import annotations

from calcref.core.about import Source
from calcref.optimization.theorems.theorem import Theorem, height

CONVEX_RATE = Theorem(
    id="convex-rate",
    name="Rate of gradient descent, convex",
    page="optimization/rates-of-convergence/#convex",
    statement="f(x[k]) - m <= b[k], b[k] = L*R^2/(2*k)",
    statement_latex=r"f(x_k) - m \le b_k,\quad b_k = \frac{L R^2}{2k}",
    given=(
        r"$f$ convex with the least value $m$, $\nabla f$ Lipschitz with constant $L$, the rate $\frac1L$, and $R$ the "
        "distance from the start to a minimum",
    ),
    source=Source("Beck, First-Order Methods in Optimization (2017)", "theorem 10.21"),
    ml_use="Logistic regression on data that a line separates: no minimum to hurry to, and a loss that falls all the "
    "same.",
    gap=height,
    bound=lambda trace, problem, k: problem.smoothness * problem.distance**2 / (2 * k),
    first=1,
)
