"""The sign of the slope says which way is down."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from calcref.plot.drawing.axes import name_axes, note, number, plane, window
from calcref.plot.drawing.formula import Formula, Function, function
from calcref.plot.drawing.html import figure
from calcref.plot.drawing.theme import FUNCTION, PAPER, SLOPE

_HEAD = "-|>,head_width=0.3,head_length=0.6"
_ARROW = {"arrowstyle": _HEAD, "color": SLOPE, "linewidth": 2, "shrinkA": 0, "shrinkB": 0}


def descent_direction(
    formula: Formula,
    at: Sequence[float],
    rate: float,
    span: tuple[float, float],
    caption: str | None = None,
    alt: str | None = None,
) -> str:
    """The slope at each point of `at`, and beside it the step of −`rate` times the slope.

    Args:
        formula: the function, as text, SymPy expression or callable.
        at: the points.
        rate: how far a step goes for a slope of 1.
        span: the interval that is drawn.

    >>> "<svg" in descent_direction("x^2/2", at=[-1.5, 1], rate=0.4, span=(-2, 2))
    True
    """
    f = function(formula)
    slopes = [f.slope(point) for point in at]
    steps = "; ".join(
        f"at {number(point)} the slope is {number(slope)}, the step {number(-rate * slope)}"
        for point, slope in zip(at, slopes, strict=True)
    )
    return figure(
        lambda canvas: _draw(canvas, f, at, rate, span),
        "Steps against the slope",
        alt or f"A curve with tangents and, below, a step against each slope: {steps}.",
        caption
        or "Where the slope is negative, down is to the right; where it is positive, to the left. A step against "
        "the slope goes down on either side, and it is long where the curve is steep and short near the bottom.",
    )


def _draw(canvas: Figure, f: Function, at: Sequence[float], rate: float, span: tuple[float, float]) -> None:
    axes = plane(canvas, zero=False)
    x = np.linspace(*span, 241)
    low, high = window(f(x), 0.1)
    floor = low - 0.16 * (high - low)
    axes.plot(x, f(x), color=FUNCTION)
    axes.set_xlim(*span)
    axes.set_ylim(floor - 0.08 * (high - low), high)
    reach = 0.1 * (span[1] - span[0])
    for point in at:
        here, slope = f.at(point), f.slope(point)
        end = point - rate * slope
        near = np.array([point - reach, point + reach])
        axes.plot(near, here + slope * (near - point), color=SLOPE, linewidth=1.8)
        axes.plot([point, point], [floor, here], color=SLOPE, linewidth=0.8, dashes=(2, 3))
        axes.annotate("", (end, floor), (point, floor), arrowprops=_ARROW)
        axes.plot(point, here, "o", color=SLOPE, markeredgecolor=PAPER, zorder=5)
        note(
            axes,
            f"slope {number(slope, 2)}",
            (point, here),
            (10 if slope < 0 else -10, 9),
            SLOPE,
            "left" if slope < 0 else "right",
        )
    name_axes(axes, f"${f.variable}$", f.label)


_ARROW = {
    "arrowstyle": "-|>,head_width=0.3,head_length=0.6",
    "color": SLOPE,
    "linewidth": 2,
    "shrinkA": 0,
    "shrinkB": 0,
}
