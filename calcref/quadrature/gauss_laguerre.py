"""Gauss-Laguerre: integrals over a half line against exponential decay."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.core.about import Source
from calcref.quadrature.golub_welsch import gauss
from calcref.quadrature.nodes import OnWeight


def _nodes(points: int) -> tuple[Any, Any]:
    k = np.arange(points)
    return gauss(2.0 * k + 1, k + 1.0, 1.0)


gauss_laguerre = OnWeight(
    id="gauss-laguerre",
    name="Gauss-Laguerre rule",
    page="quadrature/gaussian-quadrature/#gauss-laguerre",
    statement="integral(exp(-x)*f(x), 0, oo) ~ sum(w[i]*f(x[i]), i = 1..n), x[i] the zeros of Laguerre's L[n]",
    statement_latex=r"\sum_{i=1}^{n} w_i\, f(x_i)",
    given=("the integral of $e^{-x} f(x)$ over $x > 0$; exact for polynomials of degree below $2n$",),
    source=Source("Davis and Rabinowitz, Methods of Numerical Integration (2nd ed.)", "section 3.6"),
    ml_use="Expectations over waiting times, and discounted sums in continuous time.",
    nodes=_nodes,
    most=150,
)
