"""The trapezoid rule: a straight line over every panel."""

from __future__ import annotations

from calcref.core.about import Source
from calcref.quadrature.composite import Composite

trapezoid = Composite(
    id="trapezoid-rule",
    name="Trapezoid rule",
    page="integrals/what-an-integral-is/#trapezoid-rule",
    statement="h*(f(x[0])/2 + f(x[1]) + ... + f(x[n-1]) + f(x[n])/2)",
    statement_latex=r"h\left(\tfrac12 f(x_0) + \sum_{i=1}^{n-1} f(x_i) + \tfrac12 f(x_n)\right),\quad x_i = a + ih",
    nodes=(0.0, 1.0),
    weights=(0.5, 0.5),
    order=2,
    condition="$f$ has a continuous second derivative on $[a, b]$",
    source=Source("Davis and Rabinowitz, Methods of Numerical Integration (2nd ed.)", "section 2.1"),
    ml_use="The area under an ROC curve is a trapezoid sum, exact because the curve is made of straight pieces.",
)
