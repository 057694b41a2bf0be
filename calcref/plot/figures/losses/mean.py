"""Several curves and their mean: the slope of the mean is the mean of the slopes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from calcref.plot.drawing.axes import name_axes, note, number, plane, window
from calcref.plot.drawing.formula import Formula, Function, function
from calcref.plot.drawing.html import figure
from calcref.plot.drawing.theme import FUNCTION, MUTED, PAPER, SLOPE


def mean_of_curves(
    formulas: Sequence[Formula],
    at: float,
    span: tuple[float, float],
    caption: str | None = None,
    alt: str | None = None,
) -> str:
    """The curves of `formulas`, their mean, and the slopes of all of them at `at`.

    Args:
        formulas: functions of one variable, as text, SymPy expressions or callables.
        at: where the slopes are drawn.
        span: the interval that is drawn.

    >>> "<svg" in mean_of_curves(["(w-1)^2", "(w-3)^2"], at=1.5, span=(0, 4))
    True
    """
    curves = [function(formula) for formula in formulas]
    slopes = [f.slope(at) for f in curves]
    shown = ", ".join(number(slope, 2) for slope in slopes)
    mean = number(float(np.mean(slopes)), 2)
    return figure(
        lambda canvas: _draw(canvas, curves, at, span),
        "Curves and their mean",
        alt
        or f"{len(curves)} thin curves and, stronger, their mean. At {curves[0].variable} = {number(at)} their slopes "
        f"are {shown}; the mean has the slope {mean}.",
        caption
        or f"At {curves[0].variable} = {number(at)} the thin curves have the slopes {shown}. Their mean, the strong "
        f"curve, has the mean of these, {mean}.",
    )


def _draw(canvas: Figure, curves: Sequence[Function], at: float, span: tuple[float, float]) -> None:
    axes = plane(canvas, zero=False)
    x = np.linspace(*span, 241)
    values = np.array([f(x) for f in curves])
    slopes = np.array([f.slope(at) for f in curves])
    heights = np.array([f.at(at) for f in curves])
    mean = values.mean(axis=0)
    reach = 0.09 * (span[1] - span[0])
    near = np.array([at - reach, at + reach])
    for curve, height, slope in zip(values, heights, slopes, strict=True):
        axes.plot(x, curve, color=MUTED, linewidth=1.3)
        axes.plot(near, height + slope * (near - at), color=SLOPE, linewidth=1.3)
    axes.plot(x, mean, color=FUNCTION)
    here, slope = float(heights.mean()), float(slopes.mean())
    axes.plot(near, here + slope * (near - at), color=SLOPE, linewidth=2.4)
    axes.plot(at, here, "o", color=SLOPE, markeredgecolor=PAPER, zorder=5)
    low, high = window(mean, 0.12)
    axes.set_xlim(*span)
    axes.set_ylim(min(low, float(values.min()) - 0.05 * (high - low)), max(high, float(heights.max()) * 1.1))
    note(axes, "mean", (span[1], float(mean[-1])), (6, 0), FUNCTION)
    name_axes(axes, f"${curves[0].variable}$")
