"""The rate under the inequality of Polyak and Lojasiewicz: a constant factor a step, without convexity."""

from __future__ import annotations

from calcref.core.about import Source
from calcref.optimization.theorems.theorem import Theorem, height

PL_RATE = Theorem(
    id="polyak-lojasiewicz-rate",
    name="Rate under the Polyak–Łojasiewicz inequality",
    page="optimization/rates-of-convergence/#polyak-lojasiewicz",
    statement="f(x[k]) - m <= b[k], b[k] = (1 - mu/L)^k*(f(x[0]) - m)",
    statement_latex=r"f(x_k) - m \le b_k,\quad b_k = \left(1 - \frac{\mu}{L}\right)^k d",
    given=(
        r"$\nabla f$ Lipschitz with constant $L$, the rate $\frac1L$, at every $x$ the squared length of $\nabla f(x)$ "
        r"at least $2\mu$ times $f(x) - m$ for the least value $m$, and $d$ its gap at the start",
    ),
    source=Source("Karimi, Nutini and Schmidt, Linear Convergence of Gradient Methods (2016)", "theorem 1"),
    ml_use="Networks with more weights than examples: not convex, and the gap can still fall by a factor a step.",
    gap=height,
    bound=lambda trace, problem, k: (
        (1 - problem.strong_convexity / problem.smoothness) ** k * height(trace, problem, 0)
    ),
)
