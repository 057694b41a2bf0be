"""The descent lemma: what one step of gradient descent is sure to gain."""

from __future__ import annotations

from calcref.core.about import Source
from calcref.core.methods import Trace
from calcref.optimization.theorems.theorem import Problem, Theorem


def _value(trace: Trace, problem: Problem, k: int) -> float:
    return float(trace.values[k])


def _promised(trace: Trace, problem: Problem, k: int) -> float:
    rate, slope = problem.rate, trace.gradient_norms[k - 1] or 0.0
    return float(trace.values[k - 1]) - (rate - problem.smoothness * rate**2 / 2) * slope**2


DESCENT_LEMMA = Theorem(
    id="descent-lemma",
    name="Descent lemma",
    page="optimization/rates-of-convergence/#descent-lemma",
    statement="f(x[k+1]) <= b[k], b[k] = f(x[k]) - (eta - L*eta^2/2)*g[k]^2, where g[k] is the norm of the gradient",
    statement_latex=r"f(x_{k+1}) \le b_k,\quad b_k = f(x_k) - \left(\eta - \frac{L\eta^2}{2}\right) g_k^2",
    given=(
        r"$\nabla f$ Lipschitz with constant $L$; $f$ need not be convex",
        r"$g_k$ the length of $\nabla f(x_k)$",
    ),
    source=Source("Nesterov, Introductory Lectures on Convex Optimization (2004)", "theorem 1.2.4 and section 1.2.3"),
    ml_use="The reason why a small enough learning rate lowers any smooth loss at every step.",
    gap=_value,
    bound=_promised,
    first=1,
)
