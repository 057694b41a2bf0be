"""A function of two variables, cut along each of them: partial derivatives as slopes."""

from __future__ import annotations

from typing import Any

import numpy as np
import sympy as sp
from matplotlib.figure import Figure

from calcref.plot.drawing.axes import name_axes, note, number, plane, window
from calcref.plot.drawing.formula import drawable
from calcref.plot.drawing.html import Panel, panels
from calcref.plot.drawing.surface import Surface, surface
from calcref.plot.drawing.theme import FUNCTION, PAPER, SLOPE


def partial_slopes(
    formula: str | sp.Expr,
    at: tuple[float, float],
    across: tuple[float, float] = (-2.0, 2.0),
    up: tuple[float, float] = (-2.0, 2.0),
    caption: str | None = None,
    alt: str | None = None,
) -> str:
    """Two cuts through a function of two variables at a place: one variable moves, the other is held still.

    Args:
        formula: the function, as text or SymPy expression in two variables.
        at: the place, in the alphabetical order of the variables.
        across: the interval of the first variable that is drawn.
        up: that of the second.

    >>> partial_slopes("x^2 y", (1, 1)).count("<svg")
    2
    """
    f = surface(drawable(formula))
    slopes = f.gradient(np.array(at, dtype=float))

    def panel(k: int) -> Panel:
        moving, still = f.variables[k], f.variables[1 - k]
        said = f"{still} is held at {number(at[1 - k])}; at {moving} = {number(at[k])} the slope is {number(slopes[k])}"
        return Panel(
            f"A cut in the direction of {moving}", f"A curve with a tangent: {said}.", _cut(f, at, k, (across, up)[k])
        )

    return panels(
        [panel(0), panel(1)],
        alt,
        caption
        or f"One place, two curves, two slopes: {number(slopes[0])} where only {f.variables[0]} moves, and "
        f"{number(slopes[1])} where only {f.variables[1]} does.",
        wide=True,
    )


def _cut(f: Surface, at: tuple[float, float], k: int, span: tuple[float, float]) -> Any:
    def draw(canvas: Figure) -> None:
        axes = plane(canvas, ticks=4)
        t = np.linspace(*span, 201)
        fixed = np.full_like(t, float(at[1 - k]))
        values = f.values(*((t, fixed) if k == 0 else (fixed, t)))
        here, slope = f.at(np.array(at, dtype=float)), f.gradient(np.array(at, dtype=float))[k]
        axes.plot(t, values, color=FUNCTION)
        reach = 0.22 * (span[1] - span[0])
        near = np.array([at[k] - reach, at[k] + reach])
        axes.plot(near, here + slope * (near - at[k]), color=SLOPE, linewidth=1.8)
        axes.plot(at[k], here, "o", color=SLOPE, markeredgecolor=PAPER, zorder=5)
        axes.set_xlim(*span)
        axes.set_ylim(*window(values, 0.15))
        note(axes, f"slope {number(slope)}", (at[k], here), (8, -10), SLOPE)
        name_axes(axes, f"${f.variables[k]}$", f"${f.variables[1 - k]} = {number(at[1 - k])}$")

    return draw
