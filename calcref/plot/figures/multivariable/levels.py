"""The contours of a function, with every place where it is level."""

from __future__ import annotations

from typing import Any

import numpy as np
import sympy as sp
from matplotlib.figure import Figure

from calcref.core.critical_points import CriticalPoints
from calcref.plot.drawing.axes import name_axes, note, number, tidy
from calcref.plot.drawing.formula import drawable
from calcref.plot.drawing.html import Panel, panels
from calcref.plot.drawing.surface import contours, surface
from calcref.plot.drawing.theme import INK, PAPER
from calcref.verbs.critical_points import critical_points

MARKS = {"local minimum": "v", "local maximum": "^", "saddle point": "X", "undecided": "s"}
SHORT = {"local minimum": "minimum", "local maximum": "maximum", "saddle point": "saddle", "undecided": "undecided"}


def level_places(
    formulas: list[str | sp.Expr],
    across: tuple[float, float] = (-2.0, 2.0),
    up: tuple[float, float] = (-1.5, 1.5),
    caption: str | None = None,
    alt: str | None = None,
) -> str:
    """Contours of functions of two variables, a panel for each, with their critical points and what they are.

    Args:
        formulas: as text or SymPy expressions.
        across: the interval of the first variable, by name, that is drawn.
        up: that of the second.

    Raises:
        Undecided: not all critical points of a function could be listed.

    >>> "<svg" in level_places(["x^3 - 3x + y^2"])
    True
    """
    found = [critical_points(drawable(formula)) for formula in formulas]
    told = [_told(one) for one in found]
    return panels(
        [
            Panel("Contours and critical points", f"Contours of a function. {said}", _drawing(one, across, up))
            for one, said in zip(found, told, strict=True)
        ],
        alt,
        caption or " ".join(told) + " Around a minimum or a maximum the contours close; at a saddle they cross.",
        height=40 + 190 * (up[1] - up[0]) / (across[1] - across[0]),
        wide=len(formulas) in (2, 4),
    )


def _told(found: CriticalPoints) -> str:
    places = [
        f"at ({', '.join(number(float(it)) for it in point.at)}) {_article(SHORT[point.kind])}"
        for point in found.points
    ]
    return f"The gradient is 0 {'; '.join(places)}." if places else "The gradient is 0 nowhere."


def _article(kind: str) -> str:
    return "the test decides nothing" if kind == "undecided" else f"is a {kind}"


def _drawing(found: CriticalPoints, across: tuple[float, float], up: tuple[float, float]) -> Any:
    def draw(canvas: Figure) -> None:
        f = surface(found.function)
        axes = tidy(canvas.subplots(), zero=False, ticks=3)
        contours(axes, f, across, up, count=13)
        heights = [f.at(np.array([float(it) for it in point.at])) for point in found.points]
        x, y = np.meshgrid(np.linspace(*across, 121), np.linspace(*up, 121))
        saddles = [
            height
            for point, height in zip(found.points, heights, strict=True)
            if point.kind in ("saddle point", "undecided")
        ]
        if saddles:
            axes.contour(x, y, f.values(x, y), levels=sorted(set(saddles)), colors=INK, linewidths=1.1)
        for point in found.points:
            at = tuple(float(it) for it in point.at)
            axes.plot(*at, MARKS[point.kind], color=INK, markeredgecolor=PAPER, markersize=10, zorder=5)
            note(axes, SHORT[point.kind], (at[0], at[1]), (0, -15), INK, "center")
        name_axes(axes, f"${f.variables[0]}$", f"${f.variables[1]}$")

    return draw
