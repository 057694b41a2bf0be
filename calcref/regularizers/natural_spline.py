"""The natural cubic spline: of all curves through given points the one that bends least."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.regularizers.penalty import real
from calcref.regularizers.smoothing_penalty import bands, fitting


def natural_spline(grid: Any, values: Any, at: Any) -> Any:
    """The natural cubic spline through (grid, values), read at `at`; beyond the ends its last pieces go on.

    Raises:
        OutsideDomain: the grid does not increase, or has fewer than three points.
        ShapeMismatch: there is not one value for each point.

    Source: Green and Silverman, Nonparametric Regression and Generalized Linear Models, section 2.4.

    >>> natural_spline([0.0, 1.0, 2.0], [0.0, 1.0, 0.0], [0.5, 1.0]).tolist()
    [0.6875, 1.0]
    """
    differences, gram = bands(grid)
    x, at = real(grid), real(at)
    y = fitting(values, len(x))
    bends = np.concatenate([[0.0], np.linalg.solve(gram, differences.T @ y), [0.0]])
    h = np.diff(x)
    piece = np.clip(np.searchsorted(x, at, side="right") - 1, 0, len(h) - 1)
    left, right = (at - x[piece]) / h[piece], (x[piece + 1] - at) / h[piece]
    line = right * y[piece] + left * y[piece + 1]
    return line + h[piece] ** 2 / 6 * ((left**3 - left) * bends[piece + 1] + (right**3 - right) * bends[piece])
