"""The ROC curve, one threshold on it and on the scores it was made of, and the area under it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from calcref.metrics import RocCurve, roc_curve
from calcref.plot.drawing.axes import fixed, name_axes, note, number, tidy
from calcref.plot.drawing.formula import Array
from calcref.plot.drawing.html import Figure as Html
from calcref.plot.drawing.live import Live, Movable, Reading, live, points
from calcref.plot.drawing.svg import part
from calcref.plot.drawing.theme import AREA, FUNCTION, GRID, INK, MUTED, PAPER

CELLS = 400  # so many pairs are seen one by one


def roc(y: Any, score: Any, threshold: float, caption: str | None = None, alt: str | None = None) -> Html:
    """Above, the scores of both classes; below, the ROC curve of `score` for labels `y`, with the area.

    A reader moves the threshold, in either drawing.

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
    labels, scores = np.asarray(y), np.asarray(score, dtype=float)
    shown = _Shown(curve, scores[labels == 1], scores[labels == 0], threshold)
    fpr, tpr = shown.rates()
    low, high = shown.span()
    pairs = len(shown.positive) * len(shown.negative)
    return live(
        shown.draw,
        Live(
            "roc",
            {"t": Movable("threshold", threshold, low, high, (high - low) / 100)},
            {
                "t": Reading("threshold", fixed(threshold, 3)),
                "tpr": Reading("positives found", f"{fixed(100 * tpr, 1)}%"),
                "fpr": Reading("negatives taken for positive", f"{fixed(100 * fpr, 1)}%"),
                "area": Reading("pairs in order, the area", f"{number(curve.area * pairs)} of {pairs}", AREA),
            },
            given={"positive": points(shown.positive, 8), "negative": points(shown.negative, 8)},
        ),
        "Scores of two classes, and their ROC curve",
        alt
        or "Above, how often each score occurs among positives, upward, and among negatives, downward, with the "
        f"threshold {number(threshold)}. Below, the true positive rate against the false positive rate. The curve "
        f"encloses an area of {number(curve.area, 4)}; at the threshold it passes through {number(fpr)} across and "
        f"{number(tpr)} up.",
        caption
        or f"Each point is a threshold. At {number(threshold)} the model finds {number(100 * tpr)}% of the positives "
        f"and takes {number(100 * fpr)}% of the negatives for positive. The area, {number(curve.area, 4)}, is the "
        "chance that a positive scores above a negative, each drawn at random; guessing follows the diagonal.",
        height=540,
    )


@dataclass(frozen=True, slots=True)
class _Shown:
    curve: RocCurve
    positive: Array
    negative: Array
    threshold: float

    def rates(self) -> tuple[float, float]:
        """The rate of false positives, and that of true ones."""
        return float(np.mean(self.negative >= self.threshold)), float(np.mean(self.positive >= self.threshold))

    def span(self) -> tuple[float, float]:
        """From below the lowest score to above the highest."""
        scores = np.concatenate([self.positive, self.negative])
        room = 0.06 * (float(np.ptp(scores)) or 1.0)
        return float(scores.min()) - room, float(scores.max()) + room

    def draw(self, canvas: Figure) -> None:
        """Both drawings, one below the other."""
        above, below = canvas.subplots(2, 1, height_ratios=[1, 3])
        self._scores(tidy(above, zero=False, ticks=4))
        self._curve(below)

    def _scores(self, axes: Axes) -> None:
        low, high = self.span()
        edges = np.linspace(low, high, 13 if len(self.positive) + len(self.negative) < 60 else 25)
        most = 1
        for scores, side, opacity in ((self.positive, 1, 0.7), (self.negative, -1, 0.3)):
            counts = np.histogram(scores, edges)[0]
            axes.bar(edges[:-1], side * counts, 0.92 * np.diff(edges), align="edge", color=INK, alpha=opacity)
            most = max(most, int(counts.max()))
        axes.axhline(0, color=MUTED, linewidth=0.9)
        axes.plot([self.threshold] * 2, [-1.7 * most, 1.7 * most], color=FUNCTION, linewidth=2, gid=part("line"))
        axes.plot(self.threshold, 0, "o", color=FUNCTION, markeredgecolor=PAPER, zorder=6, gid=part("threshold"))
        note(axes, "positives", (low, 1.4 * most), (2, 0))  # outside of the bars, wherever those stand
        note(axes, "negatives", (low, -1.4 * most), (2, 0))
        axes.set_xlim(low, high)
        axes.set_ylim(-1.7 * most, 1.7 * most)
        axes.set_yticks([])
        name_axes(axes, "score")

    def _curve(self, axes: Axes) -> None:
        curve, (fpr, tpr) = self.curve, self.rates()
        up, across = len(self.positive), len(self.negative)
        axes.set_aspect("equal")
        axes.grid(False)
        if up * across <= CELLS:
            axes.hlines(np.arange(up + 1) / up, 0, 1, color=GRID, linewidth=0.8)
            axes.vlines(np.arange(across + 1) / across, 0, 1, color=GRID, linewidth=0.8)
        axes.plot([0, 1], [0, 1], color=MUTED, linewidth=1, dashes=(4, 4))
        axes.fill_between(curve.fpr, curve.tpr, color=AREA, alpha=0.18, linewidth=0)
        axes.plot(curve.fpr, curve.tpr, color=FUNCTION, solid_joinstyle="round")
        axes.plot([fpr, fpr, 0], [0, tpr, tpr], color=INK, linewidth=1, dashes=(2, 3), gid=part("rates"))
        axes.plot(fpr, tpr, "o", color=INK, markeredgecolor=PAPER, markersize=8, zorder=5, gid=part("point"))
        note(axes, f"area {number(curve.area, 4)}", (0.7, 0.28), color=AREA, ha="center")
        axes.set_xlim(-0.02, 1.02)
        axes.set_ylim(-0.02, 1.02)
        axes.set_xticks([0, 0.5, 1], ["0", "0.5", "1"])
        axes.set_yticks([0, 0.5, 1], ["0", "0.5", "1"])
        axes.set_xlabel("false positive rate")
        axes.set_ylabel("true positive rate")
