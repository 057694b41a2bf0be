"""The chain rule as a chain of slopes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod

import numpy as np
from matplotlib.figure import Figure

from calcref.core.errors import CalcrefError
from calcref.plot.drawing.axes import MINUS, name_axes, note, number, tidy, window
from calcref.plot.drawing.formula import Formula, Function, function
from calcref.plot.drawing.html import Panel, panels
from calcref.plot.drawing.theme import FUNCTION, MUTED, PAPER, SLOPE


def composition(
    links: Sequence[Formula], at: Mapping[str, float], caption: str | None = None, alt: str | None = None
) -> str:
    """One plot for each link of a composition, with its slope at the point that the link before delivers.

    Args:
        links: the functions in the order of evaluation, each of one variable that stands for the value before it.
        at: the values of the letters of the first link; the first of them is the variable of the whole.

    Raises:
        ParseError: a text is not a formula.
        CalcrefError: a link has several variables, or no value or slope where it is used.

    >>> composition(["x^2", "sin(u)"], at={"x": 0.5}).count("<svg")
    2
    """
    if not links or not at:
        raise CalcrefError(
            "a composition needs at least one link, and the value of the first variable, as at={'x': 1.0}"
        )
    variable = next(iter(at))
    chain = [function(links[0], variable, at), *(function(link) for link in links[1:])]
    points = [float(at[variable])]
    for f in chain:
        points.append(f.at(points[-1]))
    slopes = [f.slope(point) for f, point in zip(chain, points, strict=False)]
    names = [*(f.variable for f in chain[1:]), _unused(chain)]
    total = f"{' × '.join(_factor(slope) for slope in slopes)} = {number(prod(slopes))}"

    def panel(index: int) -> Panel:
        f, point = chain[index], points[index]
        return Panel(
            f"Link {index + 1}: {names[index]} = {f.name}" if f.name else f"Link {index + 1}",
            f"At {f.variable} = {number(point)} the value is {number(points[index + 1])} "
            f"and the slope {number(slopes[index])}.",
            lambda canvas: _draw(canvas, f, point, names[index]),
        )

    return panels(
        [panel(index) for index in range(len(chain))],
        alt,
        caption or "Each plot is drawn at the point that the one before it delivers; the slopes multiply.",
        line=f"slope of the whole: {total}",
    )


def _unused(chain: Sequence[Function]) -> str:
    return next(name for name in "yzLFGH" if all(name != f.variable for f in chain))


def _factor(slope: float) -> str:
    shown = number(slope)
    return f"({shown})" if shown.startswith(MINUS) else shown


def _draw(canvas: Figure, f: Function, at: float, name: str) -> None:
    axes = tidy(canvas.subplots(), zero=False, ticks=3)
    reach = max(1.0, abs(at)) * 1.5
    x = np.linspace(at - reach, at + reach, 241)
    values, here, slope = f(x), f.at(at), f.slope(at)
    axes.plot(x, values, color=FUNCTION)
    near = np.array([at - 0.6 * reach, at + 0.6 * reach])
    axes.plot(near, here + slope * (near - at), color=SLOPE, linewidth=1.8)
    low, high = window(np.clip(values, here - 4 * reach, here + 4 * reach), 0.12)
    axes.set_xlim(at - reach, at + reach)
    axes.set_ylim(low, high)
    axes.plot([at, at, at - reach], [low, here, here], color=MUTED, linewidth=1, dashes=(2, 3))
    axes.plot(at, here, "o", color=SLOPE, markeredgecolor=PAPER, zorder=5)
    rising = slope >= 0
    note(axes, f"slope {number(slope)}", (at, here), (8, -13 if rising else 13), SLOPE)
    name_axes(axes, f"${f.variable}$", f"${name}$" + (f" = {f.label}" if f.label else ""))
