"""Gauss-Hermite: expectations under a bell curve, from a few points."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from calcref.core.about import Source
from calcref.quadrature.golub_welsch import gauss
from calcref.quadrature.nodes import OnWeight


def _nodes(points: int) -> tuple[Any, Any]:
    x, w = gauss(np.zeros(points), np.sqrt(np.arange(1.0, points + 1) / 2), math.sqrt(math.pi))
    return (x - x[::-1]) / 2, (w + w[::-1]) / 2


gauss_hermite = OnWeight(
    id="gauss-hermite",
    name="Gauss-Hermite rule",
    page="quadrature/gaussian-quadrature/#gauss-hermite",
    statement="integral(exp(-x^2)*f(x), -oo, oo) ~ sum(w[i]*f(x[i]), i = 1..n), x[i] the zeros of Hermite's H[n]",
    statement_latex=r"\sum_{i=1}^{n} w_i\, f(x_i)",
    given=("the integral of $e^{-x^2} f(x)$ over all reals; exact for polynomials of degree below $2n$",),
    source=Source("Davis and Rabinowitz, Methods of Numerical Integration (2nd ed.)", "section 3.6"),
    ml_use="Expectations of a smooth function of one Gaussian variable, as in Gaussian process classification.",
    nodes=_nodes,
    most=300,
)
