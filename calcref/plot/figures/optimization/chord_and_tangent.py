"""A convex curve between a chord, which is nowhere below it, and a tangent, which is nowhere above it."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from calcref.core.errors import CalcrefError
from calcref.plot.drawing.axes import name_axes, name_curves, number, plane, window
from calcref.plot.drawing.formula import Formula, Function, function
from calcref.plot.drawing.html import figure
from calcref.plot.drawing.theme import FUNCTION, MUTED, SLOPE


def chord_and_tangent(
    formula: Formula,
    ends: tuple[float, float],
    touch: float,
    span: tuple[float, float],
    caption: str | None = None,
    alt: str | None = None,
) -> str:
    """A curve with one chord and one tangent.

    Args:
        formula: the function, as text, SymPy expression or callable.
        ends: where the chord begins and ends.
        touch: where the tangent touches.
        span: the interval that is drawn.

    Raises:
        CalcrefError: the ends of the chord are one place, or lie outside of what is drawn.

    >>> "<svg" in chord_and_tangent("x^2", (-1, 2), 1.5, (-2, 3))
    True
    """
    if not span[0] <= ends[0] < ends[1] <= span[1]:
        raise CalcrefError(f"a chord goes from left to right within {span[0]} to {span[1]}; found {ends}")
    f = function(formula)
    inside = np.linspace(*ends, 201)
    heights = np.interp(inside, ends, [f.at(end) for end in ends])
    above = float(np.max(heights - f(inside)))
    return figure(
        lambda canvas: _draw(canvas, f, ends, touch, span),
        f"A chord and a tangent of {f.name or 'a curve'}",
        alt
        or f"The curve of {f.name or 'f'} with its chord from {number(ends[0])} to {number(ends[1])}, which is above "
        f"the curve by up to {number(above)}, and its tangent at {number(touch)}, which is below it.",
        caption
        or f"The chord is nowhere below the curve, here by up to {number(above)} above it, and the tangent is nowhere "
        "above it. Either is what convex means.",
    )


def _draw(canvas: Figure, f: Function, ends: tuple[float, float], touch: float, span: tuple[float, float]) -> None:
    axes = plane(canvas)
    x = np.linspace(*span, 401)
    height, slope = f.at(touch), f.slope(touch)
    tangent = height + slope * (x - touch)
    axes.plot(x, f(x), color=FUNCTION)
    axes.plot(x, tangent, color=SLOPE, linewidth=1.6)
    axes.plot(ends, [f.at(end) for end in ends], color=MUTED, linewidth=1.6, marker="o", markersize=5, dashes=(4, 3))
    axes.plot([touch], [height], color=SLOPE, marker="o", markersize=5, linestyle="none")
    axes.set_xlim(*span)
    axes.set_ylim(*window(f(x), margin=0.2))
    name_curves(axes, span[1], [("f", float(f(x)[-1]), FUNCTION), ("tangent", float(tangent[-1]), SLOPE)])
    name_axes(axes, f"${f.variable}$")
