"""How far back a gradient reaches: its size against the number of steps, in powers of 10."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from calcref.core.errors import CalcrefError
from calcref.plot.drawing.axes import name_axes, name_curves, number, superscript, tidy
from calcref.plot.drawing.html import figure
from calcref.plot.drawing.theme import DASHES, MUTED, SLOPE


def gradient_decay(
    sizes: Mapping[str, Sequence[float]],
    powers: Mapping[str, float] | None = None,
    caption: str | None = None,
    alt: str | None = None,
) -> str:
    """The sizes of gradients that were sent back 0, 1, 2, ... steps, each named beside its end.

    Args:
        sizes: from a name to positive sizes, one for each number of steps; up to four.
        powers: for some of the names a number r; the line of r to the number of steps is dashed beside the sizes.

    Raises:
        CalcrefError: there is nothing to draw or too much, or a size is not positive and finite.

    >>> "<svg" in gradient_decay({"0.5": [1.0, 0.5, 0.25]}, {"0.5": 0.5})
    True
    """
    rows = {name: np.asarray(values, dtype=float) for name, values in sizes.items()}
    if not 1 <= len(rows) <= len(DASHES):
        raise CalcrefError(f"a picture holds 1 to {len(DASHES)} gradients; found {len(rows)}")
    for name, values in rows.items():
        if values.ndim != 1 or values.size < 2 or not np.all((values > 0) & np.isfinite(values)):
            raise CalcrefError(f"the sizes of {name!r} must be a row of positive finite numbers, at least two")
    ends = ", ".join(f"{number(float(values[-1]), 2)} ({name})" for name, values in rows.items())
    last = max(values.size for values in rows.values()) - 1
    return figure(
        lambda canvas: _draw(canvas, rows, dict(powers or {}), last),
        "The size of a gradient against the steps it went back",
        alt or f"After {last} steps back the sizes of the gradients are: {ends}.",
        caption
        or f"On an axis of powers of 10, decay at a constant rate is a straight line. After {last} steps: {ends}. "
        "In gray, what the spectral radius alone predicts.",
        height=290,
    )


def _draw(canvas: Figure, rows: Mapping[str, np.ndarray], powers: Mapping[str, float], last: int) -> None:
    axes = tidy(canvas.subplots(), zero=False)
    axes.axhline(0, color=MUTED, linewidth=0.9, zorder=1)
    ends = []
    for (name, values), dashes in zip(rows.items(), DASHES, strict=False):
        axes.plot(np.log10(values), color=SLOPE, linestyle=dashes)
        ends.append((name, float(np.log10(values[-1])), SLOPE))
        if name in powers:
            steps = np.array([0.0, last])
            axes.plot(steps, steps * np.log10(powers[name]), color=MUTED, linewidth=1.1)
    axes.yaxis.set_major_formatter(lambda value, position: f"10{superscript(round(value))}")
    axes.yaxis.set_major_locator(MaxNLocator(6, integer=True))
    axes.set_xlim(0, last)
    name_curves(axes, last, ends)
    name_axes(axes, "steps back", "size of the gradient")
