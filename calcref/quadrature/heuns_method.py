"""Heun's method: the mean of the slopes at both ends of a step."""

from __future__ import annotations

from calcref.core.about import Source
from calcref.quadrature.tableau import RungeKutta

heun = RungeKutta(
    id="heuns-method",
    name="Heun's method",
    page="quadrature/differential-equations/#heun",
    statement="p = f(t[k], x[k]), q = f(t[k] + h, x[k] + h*p), x[k+1] = x[k] + h/2*(p + q)",
    statement_latex=(r"p = f(t_k, x_k),\quad q = f(t_k + h, x_k + h p),\quad x_{k+1} = x_k + \tfrac h2(p + q)"),
    given=("for its order: $f$ with continuous second derivatives",),
    rows=((), (1.0,)),
    weights=(0.5, 0.5),
    order=2,
    source=Source("Hairer, Nørsett and Wanner, Solving Ordinary Differential Equations I (1993)", "section II.1"),
    ml_use="Sampling from a diffusion model in few steps, each with two slopes.",
)
