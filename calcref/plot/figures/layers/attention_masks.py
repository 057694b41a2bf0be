"""Who looks at whom: the weights of attention under several masks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from calcref.core.errors import ShapeMismatch
from calcref.layers import softmax
from calcref.plot.drawing.axes import note, number
from calcref.plot.drawing.cells import cells
from calcref.plot.drawing.html import Panel, panels
from calcref.plot.drawing.theme import INK, MUTED, TEXT


def attention_masks(scores: Any, masks: Mapping[str, Any], caption: str | None = None, alt: str | None = None) -> str:
    """The softmax of `scores` row by row under each mask; a forbidden pair has a dot instead of a cell.

    Args:
        scores: shape (queries, keys).
        masks: from a name to an array of the shape of `scores`, true where a query may look at a key.

    Raises:
        ShapeMismatch: a mask does not have the shape of the scores.

    >>> attention_masks(np.zeros((3, 3)), {"causal": np.tri(3)}).count("<svg")
    1
    """
    scores = np.asarray(scores, dtype=float)
    allowed = {name: np.asarray(mask, dtype=bool) for name, mask in masks.items()}
    for name, mask in allowed.items():
        if mask.shape != scores.shape:
            raise ShapeMismatch(f"the mask {name!r} has shape {mask.shape} where the scores have {scores.shape}")
    return panels(
        [_panel(name, softmax(np.where(mask, scores, -np.inf)), mask) for name, mask in allowed.items()],
        alt,
        caption
        or "A row for each query, a column for each key; the fuller a cell, the more weight. Dots are forbidden pairs: "
        "their weight is exactly 0, and the weights of every row still add up to 1.",
        wide=len(allowed) in (2, 4),
    )


def _panel(name: str, weights: np.ndarray, mask: np.ndarray) -> Panel:
    return Panel(
        f"Attention weights, mask {name}",
        f"{weights.shape[0]} queries by {weights.shape[1]} keys; {np.count_nonzero(~mask)} of {mask.size} pairs are "
        f"forbidden, and the largest weight is {number(float(np.max(weights)))}.",
        lambda figure: _draw(figure, name, weights, mask),
    )


def _draw(figure: Figure, name: str, weights: np.ndarray, mask: np.ndarray) -> None:
    axes = figure.subplots()
    cells(axes, weights, 1.0)
    across, down = np.nonzero(~mask)[::-1]
    axes.plot(across + 0.5, down + 0.5, "o", color=MUTED, markersize=3, markeredgewidth=0)
    axes.set_title(name, fontsize=TEXT, color=INK, pad=6)
    rows = len(weights)
    note(axes, "keys →", (0, rows), (0, -9), MUTED, halo=False)
    axes.annotate(
        "← queries", (0, rows), (-9, 0), textcoords="offset points", rotation=90, color=MUTED, ha="center", va="bottom",
        fontsize=TEXT, annotation_clip=False,
    )  # fmt: skip
