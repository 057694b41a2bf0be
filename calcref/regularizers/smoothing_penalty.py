"""The smoothing penalty: the integral of f''(x)^2, as a quadratic form in the values of f on a grid.

Of all curves through given values the natural cubic spline has the smallest such integral. Its second derivative is a
broken line; with m its heights at the inner points, Q^T f = R m says that slopes join, and the integral is m^T R m.
So the integral is f^T K f with K = Q R^-1 Q^T, exactly, on any grid.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.core.about import Source
from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.regularizers import penalty as base
from calcref.regularizers.penalty import Penalty, real, within

_SOURCE = Source("Green and Silverman, Nonparametric Regression and Generalized Linear Models", "section 2.1.2")


def roughness_matrix(grid: Any) -> Any:
    """Return the symmetric matrix K with f^T K f = the integral of f''(x)^2 for the natural cubic spline through f.

    It is positive semidefinite; exactly the straight lines cost nothing.

    Raises:
        OutsideDomain: the grid does not increase, or has fewer than three points.
        ShapeMismatch: it is not a sequence.

    >>> roughness_matrix([0.0, 1.0, 2.0]).tolist()
    [[1.5, -3.0, 1.5], [-3.0, 6.0, -3.0], [1.5, -3.0, 1.5]]
    """
    differences, gram = bands(grid)
    return differences @ np.linalg.solve(gram, differences.T)


def smooth(grid: Any, values: Any, strength: float) -> Any:
    """Return the curve f on `grid` that minimizes sum((values - f)^2) + strength * integral of f''^2.

    It solves (I + strength*K) f = values by way of (R + strength*Q^T Q) m = Q^T values, f = values - strength*Q m,
    which stays well conditioned as the strength grows. At 0 it returns the values; its limit is their line of best fit.

    Args:
        grid: increasing, at least three points.
        values: one for each, along the first axis; several columns are smoothed one by one.

    Raises:
        OutsideDomain: the grid does not increase, or the strength is not a finite number of at least 0.
        ShapeMismatch: there is not one value for each point.

    Source: Green and Silverman, Nonparametric Regression and Generalized Linear Models, section 2.3.3 (Reinsch).

    >>> smooth([0.0, 1.0, 2.0], [0.0, 3.0, 0.0], strength=1e9).round(6).tolist()
    [1.0, 1.0, 1.0]
    """
    differences, gram = bands(grid)
    y = fitting(values, len(differences))
    weight = base.strength("strength", strength)
    bends = np.linalg.solve(gram + weight * differences.T @ differences, differences.T @ y)
    return y - weight * differences @ bends


def smoothing(grid: Any, strength: float = 1.0) -> Penalty:
    """Return the penalty strength * integral of f''(x)^2 on the values f of a curve on `grid`; gradient 2*strength*K f.

    Raises:
        OutsideDomain: the grid does not increase, or the strength is not a finite number of at least 0.

    >>> float(smoothing([0.0, 1.0, 2.0]).value([0.0, 1.0, 0.0]))
    6.0
    """
    differences, gram = bands(grid)
    bending, weight = np.linalg.solve(gram, differences.T), base.strength("strength", strength)

    def value(f: Any) -> Any:
        f = fitting(f, len(differences))
        return weight * np.sum((differences.T @ f) * (bending @ f))  # f^T K f without its cancellation near lines

    def gradient(f: Any) -> Any:
        return 2 * weight * (differences @ (bending @ fitting(f, len(differences))))

    return Penalty(
        id="smoothing-penalty",
        name="Smoothing penalty",
        page="regularization/regularization/#smoothing-penalty",
        statement="lambda*integral of f''(x)^2 = lambda*f^T K f",
        statement_latex=r"\lambda\int f''(x)^2\,dx = \lambda\, f^{\mathsf T} K f,\quad K = Q R^{-1} Q^{\mathsf T}",
        expression="lambda*u^2",
        derivative="",
        given=("$f$ a natural cubic spline, given by its values at its knots",),
        source=_SOURCE,
        ml_use="Smoothing splines and additive models: $\\lambda$ trades closeness to the data against bending.",
        value=value,
        gradient=gradient,
        prox=lambda f, step: smooth(grid, f, 2 * step * weight),
        conjugate=lambda g: form_conjugate(g, 2 * weight * differences @ bending, len(differences)),
        parameters=(("lambda", weight),),
    )


def form_conjugate(slopes: Any, matrix: Any, points: int) -> float:
    """The conjugate of f^T A f / 2: g^T A^+ g / 2 for slopes g in the range of A, infinite for others."""
    g = fitting(slopes, points)
    answer = np.linalg.pinv(matrix, rcond=1e-12, hermitian=True) @ g
    outside = np.abs(g - matrix @ answer)
    return float(np.sum(g * answer) / 2) + within(outside - 1e-7 * np.max(np.abs(g), initial=0.0), 0.0)


def bands(grid: Any) -> tuple[Any, Any]:
    """Q, of shape (n, n - 2), and R, of shape (n - 2, n - 2)."""
    x = real(grid)
    if x.ndim != 1:
        raise ShapeMismatch(f"a grid is a sequence of numbers; found shape {x.shape}")
    if len(x) < 3 or not (np.all(np.isfinite(x)) and np.all(np.diff(x) > 0)):
        raise OutsideDomain(
            f"a grid increases and has at least three points; found {len(x)} points, {np.array2string(x)[:60]}: "
            "sort them, and average values at equal points"
        )
    h, inner = np.diff(x), np.arange(len(x) - 2)
    differences = np.zeros((len(x), len(x) - 2))
    differences[inner, inner] = 1 / h[:-1]
    differences[inner + 1, inner] = -1 / h[:-1] - 1 / h[1:]
    differences[inner + 2, inner] = 1 / h[1:]
    gram = np.diag((h[:-1] + h[1:]) / 3) + np.diag(h[1:-1] / 6, 1) + np.diag(h[1:-1] / 6, -1)
    return differences, gram


def fitting(values: Any, points: int) -> Any:
    """The values as an array, one for each of so many points."""
    y = real(values)
    if y.ndim == 0 or y.shape[0] != points:
        raise ShapeMismatch(f"one value for each of the {points} points of the grid is needed; found shape {y.shape}")
    return y


SMOOTHING = smoothing((0.0, 1.0, 2.0))  # on the smallest grid there is
