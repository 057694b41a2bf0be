"""Simpson's rule: a parabola over every panel, through its ends and its middle."""

from __future__ import annotations

from calcref.core.about import Source
from calcref.quadrature.composite import Composite

simpson = Composite(
    id="simpsons-rule",
    name="Simpson's rule",
    page="integrals/what-an-integral-is/#simpsons-rule",
    statement="h/6*sum(f(x[i-1]) + 4*f((x[i-1] + x[i])/2) + f(x[i]), i = 1..n)",
    statement_latex=r"\frac h6\sum_{i=1}^{n}\left(f(x_{i-1}) + 4f\!\left(\tfrac{x_{i-1}+x_i}2\right) + f(x_i)\right)",
    nodes=(0.0, 0.5, 1.0),
    weights=(1 / 6, 4 / 6, 1 / 6),
    order=4,
    condition="$f$ has a continuous fourth derivative on $[a, b]$",
    source=Source("Davis and Rabinowitz, Methods of Numerical Integration (2nd ed.)", "section 2.2"),
    ml_use="Expectations of a smooth function of one variable, where sampling would be far too coarse.",
)
