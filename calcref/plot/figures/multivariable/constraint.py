"""A constraint over the contours of a function: they touch where the function has an extremum on it."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from calcref.core.constrained import Candidate, ConstrainedExtrema
from calcref.core.errors import CalcrefError
from calcref.plot.drawing.axes import name_axes, number, tidy
from calcref.plot.drawing.html import figure
from calcref.plot.drawing.surface import Surface, contours, surface
from calcref.plot.drawing.theme import FUNCTION, INK, PAPER, SLOPE

Window = tuple[tuple[float, float], tuple[float, float]]


def constraint_on_contours(
    found: ConstrainedExtrema,
    across: tuple[float, float] = (-2.0, 2.0),
    up: tuple[float, float] = (-2.0, 2.0),
    caption: str | None = None,
    alt: str | None = None,
) -> str:
    """The contours of a function of two variables, the constraint over them, and the gradients at the candidates.

    Args:
        found: what `lagrange` has found, with two variables and one constraint.
        across: the interval of the first variable that is drawn.
        up: that of the second.

    Raises:
        CalcrefError: there are other variables or constraints.

    >>> from calcref import lagrange
    >>> "touch" in constraint_on_contours(lagrange("x + y", "x^2 + y^2 = 2"))
    True
    """
    if len(found.variables) != 2 or len(found.constraints) != 1:
        raise CalcrefError(
            f"contours need two variables and one constraint; found {len(found.variables)} and {len(found.constraints)}"
        )
    f, level = surface(found.function), surface(found.levels[0])
    told = "; ".join(f"{it.kind} {number(float(it.value))} at {_place(found, it)}" for it in found.candidates)
    return figure(
        lambda canvas: _draw(canvas, f, level, found, (across, up)),
        "A constraint over contours",
        alt or f"The curve of the constraint over the contours of the function, with its candidates: {told}.",
        caption
        or "Where the curve crosses a contour, one way along it is up. At an extremum it cannot cross, so they touch, "
        "and both gradients stand on one line: that of the function (orange) and that of the constraint (blue).",
        height=300,
    )


def _place(found: ConstrainedExtrema, one: Candidate) -> str:
    return "(" + ", ".join(number(float(one.point[it])) for it in found.variables) + ")"


def _draw(canvas: Figure, f: Surface, level: Surface, found: ConstrainedExtrema, window: Window) -> None:
    axes = tidy(canvas.subplots(), zero=False, ticks=5)
    contours(axes, f, *window)
    x, y = np.meshgrid(np.linspace(*window[0], 241), np.linspace(*window[1], 241))
    axes.contour(x, y, level.values(x, y), levels=[0], colors=FUNCTION, linewidths=2)
    length = 0.16 * (window[0][1] - window[0][0])
    for one in found.candidates:
        place = np.array([float(one.point[it]) for it in found.variables])
        for slope, color in ((level.gradient(place), FUNCTION), (f.gradient(place), SLOPE)):
            size = float(np.hypot(*slope))
            if size > 0:
                ends = place + length * (0.7 if color is SLOPE else 1) * slope / size
                arrow = {"arrowstyle": "-|>", "color": color, "lw": 1.8, "shrinkA": 0}
                axes.annotate("", tuple(ends), tuple(place), arrowprops=arrow, zorder=4)
        axes.plot(*place, "o", color=INK, markeredgecolor=PAPER, markersize=7, zorder=5)
    name_axes(axes, found.variables[0].name, found.variables[1].name)
