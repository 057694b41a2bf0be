"""Nodes and weights of Gauss rules, from the three-term recurrence of the orthogonal polynomials.

With orthonormal p, x p[k] = b[k+1] p[k+1] + a[k] p[k] + b[k] p[k-1]: the nodes are the eigenvalues of the symmetric
matrix with a on its diagonal and b beside it, and the weight at a node is 1/sum(p[k](node)^2, k < n).

Source: Golub and Welsch, Calculation of Gauss Quadrature Rules, Mathematics of Computation 23 (1969).
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np


def gauss(diagonal: Any, beside: Any, mass: float) -> tuple[Any, Any]:
    """The nodes and the weights of n points.

    Args:
        diagonal: a[0], ..., a[n-1].
        beside: b[1], ..., b[n], the last of which only scales p[n].
        mass: the integral of the weight function.

    Eigenvalues are right to rounding against the largest of them; a step of Newton's makes each right by itself.

    >>> nodes, weights = gauss(np.zeros(2), np.sqrt([1 / 3, 4 / 15]), 2.0)
    >>> nodes.round(6), weights.round(6)
    (array([-0.57735,  0.57735]), array([1., 1.]))
    """
    x = np.linalg.eigvalsh(np.diag(diagonal) + np.diag(beside[:-1], -1), UPLO="L")
    last, slope, _ = _polynomials(x, diagonal, beside, mass)
    x = x - last / slope
    return x, 1 / _polynomials(x, diagonal, beside, mass)[2]


def _polynomials(x: Any, diagonal: Any, beside: Any, mass: float) -> tuple[Any, Any, Any]:
    """At x: p[n], its slope, and the sum of the squares of those before."""
    before, here = np.zeros_like(x), np.full_like(x, 1 / math.sqrt(mass))
    slope_before, slope = np.zeros_like(x), np.zeros_like(x)
    squares, previous = np.zeros_like(x), 0.0
    for a, b in zip(diagonal, beside, strict=True):
        squares += here * here
        before, here, slope_before, slope = (
            here,
            ((x - a) * here - previous * before) / b,
            slope,
            (here + (x - a) * slope - previous * slope_before) / b,
        )
        previous = b
    return here, slope, squares
