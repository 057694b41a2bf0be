"""The fundamental theorem seen: an area grows, and its slope is the height of the curve."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from calcref.plot.drawing.axes import name_axes, number, tidy, window
from calcref.plot.drawing.formula import Formula, Function, function
from calcref.plot.drawing.html import Slider, sliding
from calcref.plot.drawing.svg import frame
from calcref.plot.drawing.theme import AREA, FUNCTION, MUTED, PAPER, SLOPE
from calcref.quadrature import simpson


def area_function(
    formula: Formula,
    lower: float,
    upper: float,
    steps: int = 9,
    caption: str | None = None,
    alt: str | None = None,
) -> str:
    """Above, the area under a curve up to x; below, that area as a function of x, with its slope drawn.

    A slider moves x.

    Args:
        formula: the integrand, as text, SymPy expression or callable.
        lower: where the area begins.
        upper: the last x.
        steps: how many values of x the slider has.

    >>> "cr-slider" in area_function("x^2", 0, 2)
    True
    """
    f = function(formula)
    places = [float(x) for x in np.linspace(lower, upper, steps + 1)[1:]]
    areas = [simpson(f, lower, x, 400) for x in places]
    name = f.variable
    labels = [
        f"{name} = {number(x)}: area {number(area)}, growing by {number(f.at(x))} for each unit of {name}"
        for x, area in zip(places, areas, strict=True)
    ]
    start = steps // 3
    shown = [float(index == start) for index in range(steps)]
    return sliding(
        lambda canvas: _draw(canvas, f, lower, upper, places, areas),
        Slider(f"end {name}", labels, shown, start),
        title="The area function and its slope",
        alt=alt
        or f"Above, the curve of {f.name or 'a function'} with the area from {number(lower)} filled; below, that "
        f"area as a function of its end, with a tangent. {'; '.join(labels)}.",
        caption=caption
        or "The height of the curve above is the slope of the area below: where the curve is high, the area grows "
        "fast; where it is 0, the area stands still; where it is negative, area is taken away.",
        height=380,
    )


def _draw(
    canvas: Figure, f: Function, lower: float, upper: float, places: Sequence[float], areas: Sequence[float]
) -> None:
    above, below = canvas.subplots(2, 1, sharex=True)
    x = np.linspace(lower, upper, 121)
    total = np.array([simpson(f, lower, float(end), 200) for end in x])
    for axes, values, color in ((above, f(x), FUNCTION), (below, total, AREA)):
        tidy(axes)
        axes.plot(x, values, color=color, zorder=4)
        axes.set_ylim(*window(np.append(values, 0.0), 0.14))
    above.set_xlim(lower - 0.02 * (upper - lower), upper + 0.02 * (upper - lower))
    for index, (end, area) in enumerate(zip(places, areas, strict=True)):
        _one_end(above, below, f, (x, lower, upper), (end, area), frame(index))
    name_axes(above, up=f.label)
    name_axes(below, f"${f.variable}$", f"area from {number(lower)} to {f.variable}")


def _one_end(
    above: Axes,
    below: Axes,
    f: Function,
    across: tuple[np.ndarray, float, float],
    point: tuple[float, float],
    gid: str,
) -> None:
    """What belongs to one end of the area: the area, the height, and the tangent with that height as its slope."""
    (x, lower, upper), (end, area) = across, point
    height = f.at(end)
    filled = np.append(x[x < end], end)
    above.fill_between(filled, f(filled), color=AREA, alpha=0.25, linewidth=0, gid=gid)
    above.plot([end, end], [0, height], color=SLOPE, linewidth=3, solid_capstyle="butt", zorder=5, gid=gid)
    reach = 0.14 * (upper - lower)
    near = np.array([end - reach, end + reach])
    below.plot(near, area + height * (near - end), color=SLOPE, linewidth=2, zorder=5, gid=gid)
    below.plot([end, end], [0, area], color=MUTED, linewidth=1, dashes=(2, 3), gid=gid)
    below.plot(end, area, "o", color=SLOPE, markeredgecolor=PAPER, zorder=6, gid=gid)
