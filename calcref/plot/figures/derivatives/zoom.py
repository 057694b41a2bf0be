"""The tangent as the best linear approximation, seen by zooming in."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from calcref.plot.drawing.axes import name_axes, note, number, tidy
from calcref.plot.drawing.formula import Formula, Function, function
from calcref.plot.drawing.html import Panel, panels
from calcref.plot.drawing.theme import FUNCTION, INK, PAPER, SLOPE

SIDES = np.linspace(-1.05, 1.05, 201)


def tangent_zoom(
    formula: Formula,
    at: float,
    reaches: Sequence[float] = (1.0, 0.25, 0.0625),
    caption: str | None = None,
    alt: str | None = None,
) -> str:
    """The curve and its tangent at `at` in windows that reach ever less far; both axes are zoomed alike.

    Args:
        formula: the function, as text, SymPy expression or callable.
        at: where the tangent touches.
        reaches: half the width of each window, from large to small.

    Raises:
        ParseError: the text is not a formula.
        CalcrefError: the function has no value or slope there.

    >>> tangent_zoom("e^x", at=0).count("<svg")
    3
    """
    f = function(formula)
    here, slope = f.at(at), f.slope(at)
    gaps = [abs(f.at(at + reach) - here - slope * reach) for reach in reaches]
    height = max(float(np.nanmax(np.abs(f(at + reach * SIDES) - here))) / reach for reach in reaches) * 1.06

    def panel(reach: float, gap: float) -> Panel:
        return Panel(
            f"The curve and its tangent, {number(reach)} to each side",
            f"{number(reach)} away from {f.variable} = {number(at)}, curve and tangent are {number(gap, 2)} apart: "
            f"{number(gap / reach, 2)} of the distance.",
            lambda figure: _draw(figure, f, at, reach, reach * height),
        )

    return panels(
        [panel(reach, gap) for reach, gap in zip(reaches, gaps, strict=True)],
        alt,
        caption
        or f"Zoom in, and the curve becomes its tangent. {number(reaches[0])} away, the gap between them is "
        f"{number(gaps[0] / reaches[0], 2)} of the distance; {number(reaches[-1])} away, only "
        f"{number(gaps[-1] / reaches[-1], 2)} of it. For no other straight line does this share go to 0.",
    )


def _draw(figure: Figure, f: Function, at: float, reach: float, height: float) -> None:
    axes = tidy(figure.subplots(), zero=False, ticks=3)
    x = at + reach * SIDES
    here, slope = f.at(at), f.slope(at)
    edge, line = f.at(at + reach), here + slope * reach
    axes.plot(x, here + slope * (x - at), color=SLOPE, linewidth=2)
    axes.plot(x, f(x), color=FUNCTION)
    axes.plot([at + reach, at + reach], [edge, line], color=INK, linewidth=3, solid_capstyle="butt")
    axes.plot(at, here, "o", color=SLOPE, markeredgecolor=PAPER)
    axes.set_xlim(at - 1.1 * reach, at + 1.1 * reach)
    axes.set_ylim(here - height, here + height)
    corner = here - 0.8 * height if slope > 0 else here + 0.8 * height
    note(axes, f"gap {number(abs(edge - line), 2)}", (at + reach, corner), ha="right")
    name_axes(axes, up=f"{f.variable} = {number(at)} ± {number(reach)}")
