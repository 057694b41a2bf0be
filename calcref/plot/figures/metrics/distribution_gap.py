"""The distribution functions of two samples: their largest gap, and the area between them."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from calcref.metrics import kolmogorov_smirnov, wasserstein_1
from calcref.plot.drawing.axes import name_axes, note, number, tidy
from calcref.plot.drawing.formula import Array
from calcref.plot.drawing.html import figure
from calcref.plot.drawing.theme import AREA, DASHES, ERROR, FUNCTION


def distribution_gap(u: Any, v: Any, caption: str | None = None, alt: str | None = None) -> str:
    """Both distribution functions, with the gap of Kolmogorov and Smirnov and the area of Wasserstein.

    Args:
        u: a sample.
        v: another.

    Raises:
        ShapeMismatch, OutsideDomain: as for `calcref.metrics.kolmogorov_smirnov`.

    >>> "<svg" in distribution_gap([0.0, 1.0, 2.0], [1.5, 3.0])
    True
    """
    gap, area = kolmogorov_smirnov(u, v), wasserstein_1(u, v)
    one, other = (np.sort(np.asarray(it, dtype=float)) for it in (u, v))
    said = f"The largest gap is {number(gap.statistic)}, the area {number(area)}"
    return figure(
        lambda canvas: _draw(canvas, one, other),
        "Two distribution functions",
        alt
        or f"The steps of the distribution functions of two samples, of {len(one)} and {len(other)} values. {said}.",
        caption
        or f"{said}. By chance a gap of this size comes up with probability {number(gap.p_value, 2)}. The first is "
        "blind to how far apart the steps are, the second has the unit of the axis.",
        height=320,
    )


def _draw(canvas: Figure, one: Array, other: Array) -> None:
    axes = tidy(canvas.subplots(), zero=False)
    places = np.unique(np.concatenate([one, other]))
    room = 0.08 * (float(np.ptp(places)) or 1.0)
    at = np.concatenate([[places[0] - room], places, [places[-1] + room]])
    heights = [np.searchsorted(sample, at, side="right") / len(sample) for sample in (one, other)]
    axes.fill_between(at, heights[0], heights[1], step="post", color=AREA, alpha=0.25, linewidth=0)
    for height, dashes in zip(heights, DASHES, strict=False):
        axes.step(at, height, where="post", color=FUNCTION, linestyle=dashes)
    widest = int(np.argmax(np.abs(heights[0] - heights[1])))
    middle = (at[widest] + at[min(widest + 1, len(at) - 1)]) / 2
    low, high = sorted(float(height[widest]) for height in heights)
    axes.plot([middle, middle], [low, high], color=ERROR, linewidth=2.5)
    note(axes, f"gap {number(high - low)}", (middle, (low + high) / 2), (8, 0), color=ERROR)
    axes.set_xlim(at[0], at[-1])
    axes.set_ylim(-0.03, 1.03)
    name_axes(axes, "value", "share up to it")
