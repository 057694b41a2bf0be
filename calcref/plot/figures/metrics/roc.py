"""The ROC curve, one threshold on it, and the area under it."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from calcref.metrics import RocCurve, roc_curve
from calcref.plot.drawing.axes import note, number
from calcref.plot.drawing.html import figure
from calcref.plot.drawing.theme import AREA, FUNCTION, MUTED, PAPER, SLOPE


def roc(y: Any, score: Any, threshold: float, caption: str | None = None, alt: str | None = None) -> str:
    """The ROC curve of `score` for labels `y`, with the point of one threshold and the area.

    Args:
        y: labels, 0 or 1.
        score: one for each label, the higher the more likely 1.
        threshold: scores of at least this count as positive.

    Raises:
        ShapeMismatch, OutsideDomain: as for `calcref.metrics.roc`.

    >>> "0.75" in roc([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8], threshold=0.5)
    True
    """
    curve = roc_curve(y, score)
    at = int(np.flatnonzero(curve.thresholds >= threshold)[-1])
    fpr, tpr = float(curve.fpr[at]), float(curve.tpr[at])
    return figure(
        lambda canvas: _draw(canvas, curve, (fpr, tpr), threshold),
        "ROC curve",
        alt
        or f"True positive rate against false positive rate. The curve encloses an area of {number(curve.area, 4)}; at "
        f"the threshold {number(threshold)} it passes through {number(fpr)} across and {number(tpr)} up.",
        caption
        or f"Each point is a threshold. At {number(threshold)} the model finds {number(100 * tpr)}% of the positives "
        f"and takes {number(100 * fpr)}% of the negatives for positive. The area, {number(curve.area, 4)}, is the "
        "chance that a positive scores above a negative, each drawn at random; guessing follows the diagonal.",
        height=380,
    )


def _draw(canvas: Figure, curve: RocCurve, point: tuple[float, float], threshold: float) -> None:
    axes = canvas.subplots()
    axes.set_aspect("equal")
    axes.plot([0, 1], [0, 1], color=MUTED, linewidth=1, dashes=(4, 4))
    axes.fill_between(curve.fpr, curve.tpr, color=AREA, alpha=0.18, linewidth=0)
    axes.plot(curve.fpr, curve.tpr, color=FUNCTION, solid_joinstyle="round")
    axes.plot([point[0], point[0], 0], [0, point[1], point[1]], color=SLOPE, linewidth=1, dashes=(2, 3))
    axes.plot(*point, "o", color=SLOPE, markeredgecolor=PAPER, markersize=9, zorder=5)
    note(axes, f"threshold {number(threshold)}", point, (12, -12), SLOPE)
    clear = (0.35, 0.15) if point[0] > 0.55 else (0.78, 0.3)  # of the lines that lead to the axes
    note(axes, f"area {number(curve.area, 4)}", clear, color=AREA, ha="center", halo=False)
    axes.set_xlim(-0.02, 1.02)
    axes.set_ylim(-0.02, 1.02)
    axes.set_xticks([0, 0.5, 1], ["0", "0.5", "1"])
    axes.set_yticks([0, 0.5, 1], ["0", "0.5", "1"])
    axes.set_xlabel("false positive rate")
    axes.set_ylabel("true positive rate")
