"""The path of a lasso: every weight against the strength of the penalty, and the fit for one of the strengths."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from calcref.core.errors import CalcrefError
from calcref.optimization import FISTA, minimize
from calcref.plot.drawing.axes import name_axes, number, plane
from calcref.plot.drawing.formula import Array
from calcref.plot.drawing.live import Live, Movable, Reading, live, points
from calcref.plot.drawing.svg import part
from calcref.plot.drawing.theme import ERROR, FUNCTION, INK, MUTED
from calcref.regularizers import l1

STEPS = 24  # strengths, from the one at which all weights are 0 down to a hundredth of it


def lasso_path(
    features: Any, targets: Any, names: Sequence[str], caption: str | None = None, alt: str | None = None
) -> str:
    """Each weight that minimizes |features w - targets|^2/2 + strength * sum|w|, against the strength.

    A reader moves the strength and reads how many weights are left, and the error.

    Args:
        features: (n, d), of at most 12 columns.
        targets: n numbers.
        names: of the columns.

    Raises:
        CalcrefError: shapes do not fit, or there are too many columns.

    >>> "cr-live" in lasso_path(np.eye(3), [3.0, 2.0, 0.5], "abc")
    True
    """
    matrix, y = np.asarray(features, dtype=float), np.asarray(targets, dtype=float)
    if matrix.ndim != 2 or y.shape != matrix.shape[:1] or len(names) != matrix.shape[1] or len(names) > 12:
        raise CalcrefError(
            f"a path shows up to 12 columns, each with a name, and a target for each row; found {matrix.shape}, "
            f"{y.shape} and {len(names)} names"
        )
    most = float(np.max(np.abs(matrix.T @ y)))
    strengths = most * np.logspace(0, -2, STEPS)
    weights = _path(matrix, y, strengths)
    errors = np.sum((weights @ matrix.T - y) ** 2, axis=1)
    left = np.sum(weights != 0, axis=1)
    shown = STEPS // 2
    across = np.log10(strengths / most)
    order = [names[k] for k in np.argsort(np.argmax(weights != 0, axis=0), kind="stable") if np.any(weights[:, k])]
    return live(
        lambda canvas: _draw(canvas, across, weights, shown),
        Live(
            "lasso",
            {"strength": Movable("strength", shown, 0, STEPS - 1, 1, below=True)},
            {
                "strength": Reading("strength", number(strengths[shown])),
                "left": Reading("weights that are not 0", str(left[shown])),
                "error": Reading("squared error", number(errors[shown]), ERROR),
            },
            given={
                "across": points(across),
                "weights": [points(row) for row in weights],
                "low": float(weights.min()) - 0.1 * float(np.ptp(weights)),
                "high": float(weights.max()) + 0.1 * float(np.ptp(weights)),
                "read": [[number(s), str(k), number(e)] for s, k, e in zip(strengths, left, errors, strict=True)],
            },
        ),
        "The path of a lasso",
        alt
        or f"{len(names)} weights against the strength of an L1 penalty, from {number(most)}, where all are 0, to "
        f"{number(strengths[-1])}, where {left[-1]} are not. They enter in the order {', '.join(order)}.",
        caption
        or f"From left to right the penalty gets weaker. At a strength of {number(most)}, the largest slope of the "
        f"loss at 0, the first weight leaves 0; at {number(strengths[-1])} there are {left[-1]} of {len(names)}.",
    )


def _path(matrix: Array, y: Array, strengths: Array) -> Array:
    """The weights for each strength, each search beginning where the last one ended."""
    rate, w, found = 1 / float(np.linalg.norm(matrix, 2)) ** 2, np.zeros(matrix.shape[1]), []
    for strength in strengths:
        run = minimize(
            lambda at: np.sum((matrix @ at - y) ** 2) / 2,
            w,
            FISTA(rate, l1(float(strength))),
            grad=lambda at: matrix.T @ (matrix @ at - y),
            steps=400,
            gradient_tolerance=1e-9,
        )
        w = np.asarray(run.x)
        found.append(w)
    return np.array(found)


def _draw(canvas: Figure, across: Array, weights: Array, shown: int) -> None:
    axes = plane(canvas, zero=False)
    axes.axhline(0, color=MUTED, linewidth=0.9, zorder=1)
    for column in weights.T:
        axes.plot(across, column, color=FUNCTION, linewidth=1.4)
    low, high = weights.min() - 0.1 * np.ptp(weights), weights.max() + 0.1 * np.ptp(weights)
    axes.plot([across[shown]] * 2, [low, high], color=INK, linewidth=1, dashes=(2, 3), gid=part("at"))
    axes.plot([across[shown]] * weights.shape[1], weights[shown], "o", color=INK, markersize=4, gid=part("weights"))
    axes.set_xlim(0.03, across[-1] - 0.03)
    axes.set_ylim(low, high)
    axes.xaxis.set_major_formatter(lambda value, position: number(float(10**value), 2))
    name_axes(axes, "strength, as a share of the largest", "weight")
