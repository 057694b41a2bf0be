"""The classical Runge-Kutta method: Simpson's rule for an equation."""

from __future__ import annotations

from calcref.core.about import Source
from calcref.quadrature.tableau import RungeKutta

runge_kutta = RungeKutta(
    id="runge-kutta",
    name="Classical Runge-Kutta method",
    page="quadrature/differential-equations/#runge-kutta",
    statement=(
        "p = f(t[k], x[k]), q = f(t[k] + h/2, x[k] + h/2*p), r = f(t[k] + h/2, x[k] + h/2*q), "
        "s = f(t[k] + h, x[k] + h*r), x[k+1] = x[k] + h/6*(p + 2*q + 2*r + s)"
    ),
    statement_latex=(
        r"p = f(t_k, x_k),\quad q = f(t_k + \tfrac h2, x_k + \tfrac h2 p),\quad "
        r"r = f(t_k + \tfrac h2, x_k + \tfrac h2 q),\quad s = f(t_k + h, x_k + h r),\quad "
        r"x_{k+1} = x_k + \tfrac h6(p + 2q + 2r + s)"
    ),
    given=("for its order: $f$ with continuous fourth derivatives",),
    rows=((), (0.5,), (0.0, 0.5), (0.0, 0.0, 1.0)),
    weights=(1 / 6, 2 / 6, 2 / 6, 1 / 6),
    order=4,
    source=Source("Hairer, Nørsett and Wanner, Solving Ordinary Differential Equations I (1993)", "section II.1"),
    ml_use="Neural ODEs with a fixed number of evaluations, and simulators that a policy is trained in.",
)
