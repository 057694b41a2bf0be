"""Clenshaw-Curtis: the polynomial through the values at cosines of equal angles, integrated."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.core.about import Source
from calcref.quadrature.nodes import OnInterval


def _nodes(points: int) -> tuple[Any, Any]:
    """The weights are the cosine series of the integrals of Chebyshev polynomials, 2/(1 - k^2) for even k."""
    last = points - 1
    angles = np.pi * np.arange(points) / last
    even = np.arange(0, points, 2)
    halves = np.where((even == 0) | (even == last), 0.5, 1.0)
    w = np.cos(np.outer(angles, even)) @ (halves * 2 / (1.0 - even**2)) * 2 / last
    w[[0, -1]] /= 2
    x = np.sin(np.pi * np.arange(last, -points, -2) / (2 * last))
    return x, w


clenshaw_curtis = OnInterval(
    id="clenshaw-curtis",
    name="Clenshaw-Curtis rule",
    page="quadrature/gaussian-quadrature/#clenshaw-curtis",
    statement="(b-a)/2*sum(w[i]*f((a+b)/2 + (b-a)/2*x[i]), i = 1..n), x[i] = cos(pi*(i-1)/(n-1))",
    statement_latex=(
        r"\frac{b-a}2\sum_{i=1}^{n} w_i\, f\!\left(\frac{a+b}2 + \frac{b-a}2 x_i\right),\quad "
        r"x_i = \cos\frac{\pi(i-1)}{n-1}"
    ),
    given=("exact for polynomials of degree below $n$",),
    source=Source("Trefethen, Is Gauss Quadrature Better than Clenshaw-Curtis?, SIAM Review 50 (2008)", "section 2"),
    ml_use="Integrals of curves that were sampled at cosines, as Chebyshev graph filters are.",
    nodes=_nodes,
    least=2,
    most=1000,
)
