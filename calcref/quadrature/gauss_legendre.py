"""Gauss-Legendre: the nodes on an interval that make as many powers exact as nodes and weights can."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.core.about import Source
from calcref.quadrature.golub_welsch import gauss
from calcref.quadrature.nodes import OnInterval


def _nodes(points: int) -> tuple[Any, Any]:
    k = np.arange(1.0, points + 1)
    x, w = gauss(np.zeros(points), k / np.sqrt(4 * k * k - 1), 2.0)
    return (x - x[::-1]) / 2, (w + w[::-1]) / 2


gauss_legendre = OnInterval(
    id="gauss-legendre",
    name="Gauss-Legendre rule",
    page="quadrature/gaussian-quadrature/#gauss-legendre",
    statement="(b-a)/2*sum(w[i]*f((a+b)/2 + (b-a)/2*x[i]), i = 1..n), x[i] the zeros of Legendre's P[n]",
    statement_latex=r"\frac{b-a}2\sum_{i=1}^{n} w_i\, f\!\left(\frac{a+b}2 + \frac{b-a}2 x_i\right)",
    given=("$x_i$ the zeros of Legendre's $P_n$; exact for polynomials of degree below $2n$",),
    source=Source("Davis and Rabinowitz, Methods of Numerical Integration (2nd ed.)", "section 2.7"),
    ml_use="Integrated gradients along a path need a few of its nodes where a Riemann sum needs hundreds.",
    nodes=_nodes,
    least=1,
    most=1000,
)
