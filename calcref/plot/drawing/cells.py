"""A matrix as a grid of cells: the larger a number, the fuller its cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from calcref.plot.drawing.theme import FUNCTION, GRID, MUTED, SLOPE


def cells(axes: Axes, matrix: Any, largest: float, lines: Sequence[int] = ()) -> None:
    """Draw `matrix` with row 0 at the top: positive numbers in one color, negative in another, 0 empty.

    Args:
        axes: empty.
        matrix: shape (m, n).
        largest: the size of a number whose cell is full.
        lines: before which rows and columns a line is drawn.
    """
    rows, columns = np.shape(matrix)
    axes.set_aspect("equal", anchor="N")
    axes.set_axis_off()
    axes.set_xlim(-0.1, columns + 0.1)
    axes.set_ylim(rows + 0.1, -0.1)
    axes.add_patch(Rectangle((0, 0), columns, rows, facecolor=GRID, alpha=0.5, edgecolor="none"))
    for (i, j), value in np.ndenumerate(matrix):
        if value != 0:
            weight = float(min(1.0, 0.15 + 0.85 * abs(value) / largest))
            color = FUNCTION if value > 0 else SLOPE
            axes.add_patch(Rectangle((j + 0.05, i + 0.05), 0.9, 0.9, facecolor=color, alpha=weight, edgecolor="none"))
    for place in lines:
        axes.plot([place, place], [0, rows], color=MUTED, linewidth=0.8)
        axes.plot([0, columns], [place, place], color=MUTED, linewidth=0.8)
