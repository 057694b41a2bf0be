"""A curve with its tangent, and below it the function of its slopes."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from calcref.plot.drawing.axes import fixed, name_axes, number, tidy, window
from calcref.plot.drawing.formula import Formula, Function, function
from calcref.plot.drawing.html import Figure as Html
from calcref.plot.drawing.live import Live, Movable, Reading, live
from calcref.plot.drawing.svg import part
from calcref.plot.drawing.theme import FUNCTION, MUTED, PAPER, SLOPE


def tangent_and_slope(
    formula: Formula,
    at: float,
    span: tuple[float, float],
    caption: str | None = None,
    alt: str | None = None,
) -> Html:
    """Above, a curve with its tangent at `at`; below, its derivative, as high there as the tangent is steep.

    A reader moves the point.

    Args:
        formula: the function, as text, SymPy expression or callable.
        at: where the tangent touches.
        span: the interval that is drawn.

    Raises:
        ParseError: the text is not a formula.
        CalcrefError: the function has no value or slope there.

    >>> "cr-live" in tangent_and_slope("x sin(x)", at=1, span=(-4, 4))
    True
    """
    f = function(formula)
    here, slope, name = f.at(at), f.slope(at), f.variable
    return live(
        lambda canvas: _draw(canvas, f, at, span),
        Live(
            "tangent",
            {"x": Movable(f"point {name} of the tangent", at, *span, (span[1] - span[0]) / 80)},
            {
                "x": Reading(name, fixed(at, 2)),
                "value": Reading(f"value f({name})", fixed(here, 3), FUNCTION),
                "slope": Reading(f"slope f′({name})", fixed(slope, 3), SLOPE),
            },
            f.expressions("f", "slope"),
        ),
        title="A curve with its tangent, and its derivative",
        alt=alt
        or f"Above, the curve of {f.name or 'a function'} with its tangent at {name} = {number(at)}, whose slope is "
        f"{number(slope)}. Below, the derivative, which is {number(slope)} high there.",
        caption=caption
        or "Move the point: as steep as the tangent is above, so high is the derivative below, and where the curve "
        "turns, it crosses 0.",
        height=380,
    )


def _draw(canvas: Figure, f: Function, at: float, span: tuple[float, float]) -> None:
    above, below = canvas.subplots(2, 1, sharex=True)
    x, here, slope = np.linspace(*span, 241), f.at(at), f.slope(at)
    for axes, values, color in ((tidy(above), f(x), FUNCTION), (tidy(below), f.slopes(x), SLOPE)):
        axes.plot(x, values, color=color, zorder=4)
        axes.set_ylim(*window(values, 0.12))
    near = at + 0.2 * (span[1] - span[0]) * np.array([-1, 1])
    above.plot(near, here + slope * (near - at), color=SLOPE, linewidth=2, zorder=5, gid=part("tangent"))
    above.plot(at, here, "o", color=FUNCTION, markeredgecolor=PAPER, zorder=7, gid=part("touch"))
    below.plot([at, at], [0, slope], color=SLOPE, linewidth=3, solid_capstyle="butt", zorder=5, gid=part("height"))
    below.plot(at, slope, "o", color=SLOPE, markeredgecolor=PAPER, zorder=7, gid=part("slope"))
    for axes, low, name in ((above, here, "above"), (below, slope, "below")):
        ends = [axes.get_ylim()[0], low] if axes is above else [low, axes.get_ylim()[1]]
        axes.plot([at, at], ends, color=MUTED, linewidth=1, dashes=(2, 3), gid=part(name))
    above.set_xlim(*span)
    name_axes(above, up=f.label)
    name_axes(below, f"${f.variable}$", "slope f′")
