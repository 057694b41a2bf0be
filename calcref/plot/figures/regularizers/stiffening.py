"""A smoothing spline that stiffens as its penalty grows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from calcref.plot.drawing.axes import number, plane, window
from calcref.plot.drawing.formula import Array
from calcref.plot.drawing.live import Live, Movable, Reading, live, points
from calcref.plot.drawing.svg import part
from calcref.plot.drawing.theme import ERROR, FUNCTION, MUTED
from calcref.regularizers import natural_spline, smooth, smoothing

STRENGTHS = (1e-6, 1e-4, 1e-3, 1e-2, 1e-1, 1.0, 100.0)


def stiffening_spline(
    grid: Any,
    values: Any,
    strengths: Sequence[float] = STRENGTHS,
    caption: str | None = None,
    alt: str | None = None,
) -> str:
    """Data and the smoothing spline for one strength of the penalty; a reader goes from loose to stiff.

    Args:
        grid: where the data lie, increasing, at least three points.
        values: the data, one for each.
        strengths: of the penalty, from small to large.

    Raises:
        OutsideDomain: the grid does not increase, or a strength is negative.
        ShapeMismatch: there is not one value for each point.

    >>> "cr-live" in stiffening_spline([0, 1, 2, 3], [0.0, 2.0, 1.0, 3.0])
    True
    """
    x, y = np.asarray(grid, dtype=float), np.asarray(values, dtype=float)
    fits = [smooth(x, y, strength) for strength in strengths]
    bending = [float(smoothing(x).value(fit)) for fit in fits]
    errors = [float(np.sum((y - fit) ** 2)) for fit in fits]
    shown = len(fits) // 2
    fine = np.linspace(x[0], x[-1], 6 * len(x))
    return live(
        lambda canvas: _draw(canvas, x, y, fits[shown]),
        Live(
            "stiffening",
            {"penalty": Movable("penalty", shown, 0, len(fits) - 1, 1, below=True)},
            {
                "penalty": Reading("penalty", number(strengths[shown])),
                "error": Reading("squared error", number(errors[shown]), ERROR),
                "bending": Reading("bending", number(bending[shown])),
            },
            given={
                "x": points(x),
                "y": points(y),
                "fine": points(fine),
                "fits": [[points(fit), points(natural_spline(x, fit, fine))] for fit in fits],
                "read": [list(map(number, row)) for row in zip(strengths, errors, bending, strict=True)],
            },
        ),
        "A smoothing spline for several penalties",
        alt
        or f"{len(x)} points and the smoothing spline through them. "
        + "; ".join(
            f"penalty {number(strength)}: squared error {number(error)}, bending {number(bend)}"
            for strength, error, bend in zip(strengths, errors, bending, strict=True)
        )
        + ".",
        caption
        or "The penalty is the price of bending, the integral of the squared second derivative. When it is "
        f"{number(strengths[0])} the curve chases every point (bending {number(bending[0])}); at "
        f"{number(strengths[-1])} it is nearly the straight line of best fit (bending {number(bending[-1])}).",
    )


def _draw(canvas: Figure, x: Array, y: Array, fit: Array) -> None:
    axes = plane(canvas, zero=False)
    fine = np.linspace(x[0], x[-1], 12 * len(x))
    gaps = [np.column_stack(pair).ravel() for pair in ((x, x, x), (y, fit, np.nan * fit))]
    axes.plot(*gaps, color=ERROR, linewidth=0.8, gid=part("gaps"))
    axes.plot(fine, natural_spline(x, fit, fine), color=FUNCTION, gid=part("fit"))
    axes.plot(x, y, "o", color=MUTED, markersize=5, markeredgewidth=0, zorder=5)
    axes.set_ylim(*window(y, 0.12))
