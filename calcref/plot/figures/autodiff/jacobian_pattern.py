"""Which output moves with which input: Jacobians as grids of cells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from calcref.core.errors import ShapeMismatch
from calcref.plot.drawing.axes import number
from calcref.plot.drawing.cells import cells
from calcref.plot.drawing.html import Panel, panels
from calcref.plot.drawing.theme import INK, TEXT

ZERO = 1e-12  # of the largest entry: what is smaller is rounding


def jacobian_patterns(
    jacobians: Mapping[str, Any], blocks: int = 0, caption: str | None = None, alt: str | None = None
) -> str:
    """Jacobians side by side, a row for each output and a column for each input; empty cells are zeros.

    Args:
        jacobians: from a name to a matrix; an array of more axes counts as one, its first half the outputs.
        blocks: the size of the blocks that lines divide, 0 for none.

    Raises:
        ShapeMismatch: an array has an odd number of axes, or is empty.

    >>> jacobian_patterns({"tanh": np.eye(3), "shift": np.eye(3, k=1)}).count("<svg")
    2
    """
    found = {name: _matrix(name, jacobian) for name, jacobian in jacobians.items()}
    shares = {name: np.count_nonzero(matrix) / matrix.size for name, matrix in found.items()}
    return panels(
        [_panel(name, matrix, shares[name], blocks) for name, matrix in found.items()],
        alt,
        caption
        or "Blue cells are positive, orange ones negative, empty ones zero. "
        + ", ".join(f"{name}: {number(100 * share, 2)}% of the cells filled" for name, share in shares.items())
        + ". What is empty need not be computed, and no layer stores its Jacobian.",
        wide=len(found) in (2, 4),
    )


def _matrix(name: str, jacobian: Any) -> np.ndarray:
    array = np.asarray(jacobian, dtype=float)
    half, odd = divmod(array.ndim, 2)
    if odd or array.ndim == 0 or array.size == 0:
        raise ShapeMismatch(f"a Jacobian has as many axes of outputs as of inputs; {name} has shape {array.shape}")
    matrix = array.reshape(int(np.prod(array.shape[:half])), -1)
    return np.where(np.abs(matrix) > ZERO * np.max(np.abs(matrix)), matrix, 0.0)


def _panel(name: str, matrix: np.ndarray, share: float, blocks: int) -> Panel:
    rows, columns = matrix.shape
    return Panel(
        f"Jacobian: {name}",
        f"A grid of {rows} outputs by {columns} inputs, of which {number(100 * share, 2)}% are not zero.",
        lambda figure: _draw(figure, name, matrix, blocks),
    )


def _draw(figure: Figure, name: str, matrix: np.ndarray, blocks: int) -> None:
    axes = figure.subplots()
    lines = range(blocks, min(matrix.shape), blocks) if blocks else ()
    cells(axes, matrix, float(np.max(np.abs(matrix))) or 1.0, lines)
    axes.set_title(name, fontsize=TEXT, color=INK, pad=6)
