"""Nesterov's rate: the gap is at most a constant over the square of the number of steps."""

from __future__ import annotations

from calcref.core.about import Source
from calcref.optimization.theorems.theorem import Theorem, height

ACCELERATED_RATE = Theorem(
    id="accelerated-rate",
    name="Rate of Nesterov's method, convex",
    page="optimization/rates-of-convergence/#accelerated",
    statement="f(x[k]) - m <= b[k], b[k] = 2*L*R^2/(k + 1)^2",
    statement_latex=r"f(x_k) - m \le b_k,\quad b_k = \frac{2 L R^2}{(k+1)^2}",
    given=(
        r"$f$ convex with the least value $m$, $\nabla f$ Lipschitz with constant $L$, the rate $\frac1L$, momentum "
        r"that grows as in FISTA, and $R$ the distance from the start to a minimum",
    ),
    source=Source("Beck and Teboulle, A Fast Iterative Shrinkage-Thresholding Algorithm (2009)", "theorem 4.4"),
    ml_use="The best worst case that a method can have which reads gradients alone.",
    gap=height,
    bound=lambda trace, problem, k: 2 * problem.smoothness * problem.distance**2 / (k + 1) ** 2,
    first=1,
)
