"""Riemann sums: on every panel the height of the function at one place in it."""

from __future__ import annotations

from calcref.core.about import Source
from calcref.quadrature.composite import Composite

_SOURCE = Source("Davis and Rabinowitz, Methods of Numerical Integration (2nd ed.)", "section 2.1")
_PAGE = "integrals/what-an-integral-is/#riemann-sums"

left = Composite(
    id="left-riemann-sum",
    name="Left Riemann sum",
    page=_PAGE,
    statement="h*(f(x[0]) + f(x[1]) + ... + f(x[n-1]))",
    statement_latex=r"h\sum_{i=0}^{n-1} f(x_i),\quad x_i = a + ih,\ h = \tfrac{b-a}{n}",
    nodes=(0.0,),
    weights=(1.0,),
    order=1,
    condition="$f$ has a continuous derivative on $[a, b]$",
    source=_SOURCE,
    ml_use="A sum of rewards, each held for one time step, is a left Riemann sum of the reward over time.",
)

right = Composite(
    id="right-riemann-sum",
    name="Right Riemann sum",
    page=_PAGE,
    statement="h*(f(x[1]) + f(x[2]) + ... + f(x[n]))",
    statement_latex=r"h\sum_{i=1}^{n} f(x_i),\quad x_i = a + ih,\ h = \tfrac{b-a}{n}",
    nodes=(1.0,),
    weights=(1.0,),
    order=1,
    condition="$f$ has a continuous derivative on $[a, b]$",
    source=_SOURCE,
    ml_use="Average precision adds precision at the end of every step in recall: a right Riemann sum.",
)

midpoint = Composite(
    id="midpoint-rule",
    name="Midpoint rule",
    page=_PAGE,
    statement="h*(f(m[1]) + f(m[2]) + ... + f(m[n]))",
    statement_latex=r"h\sum_{i=1}^{n} f\!\left(a + (i-\tfrac12)h\right),\quad h = \tfrac{b-a}{n}",
    nodes=(0.5,),
    weights=(1.0,),
    order=2,
    condition="$f$ has a continuous second derivative on $[a, b]$",
    source=_SOURCE,
    ml_use="Integrated gradients can be averaged at midpoints of the path from a baseline to the input: "
    "fewer gradients for the same error.",
)
