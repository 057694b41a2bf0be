"""Euler's method: follow the slope for a step, and look again."""

from __future__ import annotations

from calcref.core.about import Source
from calcref.quadrature.tableau import RungeKutta

euler = RungeKutta(
    id="eulers-method",
    name="Euler's method",
    page="quadrature/differential-equations/#euler",
    statement="x[k+1] = x[k] + h*f(t[k], x[k])",
    statement_latex=r"x_{k+1} = x_k + h\,f(t_k, x_k)",
    given=("for its order: $f$ with continuous derivatives",),
    rows=((),),
    weights=(1.0,),
    order=1,
    source=Source("Hairer, Nørsett and Wanner, Solving Ordinary Differential Equations I (1993)", "section I.7"),
    ml_use="Gradient descent is Euler's method for the gradient flow; a residual block is one step of it.",
)
