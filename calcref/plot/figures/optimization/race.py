"""Methods side by side: where each stands after so many steps, on contours and by its value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import sympy as sp
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from calcref.core.errors import CalcrefError
from calcref.core.methods import Trace
from calcref.plot.drawing.axes import name_axes, number, superscript, tidy
from calcref.plot.drawing.formula import Array
from calcref.plot.drawing.html import Figure as Html
from calcref.plot.drawing.live import Live, Movable, Reading, live, points
from calcref.plot.drawing.surface import Surface, contours, surface
from calcref.plot.drawing.svg import part
from calcref.plot.drawing.theme import FUNCTION, INK, MUTED, PAPER, SLOPE

LEAST = 1e-12  # values below are drawn as this


def race(
    runs: Mapping[str, Trace],
    formula: str | sp.Expr | None = None,
    steps: int = 60,
    chosen: str = "",
    across: tuple[float, float] = (-3.0, 3.0),
    above: tuple[float, float] = (-2.0, 2.0),
    up: str = "value",
    caption: str | None = None,
    alt: str | None = None,
) -> Html:
    """The values of many runs step by step, and above them, with `formula`, their paths on its contours.

    A reader moves the number of steps, and chooses the run that stands out. A run that has stopped stays where it is.

    Args:
        runs: from a name to a trace that has kept all of its states; their values are drawn by powers of 10.
        formula: the function of two variables that they go down, their iterates being arrays of two.
        steps: how many are drawn.
        chosen: the name of the run that stands out in the picture; the one that ends lowest, unless it is given.
        across: the interval of the first variable that is drawn.
        above: that of the second.
        up: what the values are.

    Raises:
        CalcrefError: there are no two runs, or none has the chosen name.

    >>> from calcref.optimization import Adam, GradientDescent, minimize
    >>> bowl, slope = lambda x: x @ x, lambda x: 2 * x
    >>> runs = {str(it): minimize(bowl, np.ones(2), it, 5, slope) for it in (Adam(0.1), GradientDescent(0.1))}
    >>> "cr-live" in race(runs, "x^2 + y^2", steps=5)
    True
    """
    names = list(runs)
    if len(names) < 2 or (chosen and chosen not in names):
        raise CalcrefError(f"a race needs two runs or more, and one of them to stand out; found {names} and {chosen!r}")
    heights = {name: _padded([_height(value) for value in trace.values], steps) for name, trace in runs.items()}
    lowest = min(names, key=lambda name: float(heights[name][-1]))
    index = names.index(chosen or lowest)
    paths = {name: _padded(list(trace.iterates), steps) for name, trace in runs.items()} if formula is not None else {}
    f = None if formula is None else surface(formula)
    ends = sorted(names, key=lambda name: float(heights[name][-1]))
    given: dict[str, Any] = {"names": names, "heights": [points(it, 4) for it in heights.values()]}
    if f is not None:
        given["paths"] = [[points(path[:, axis], 3) for axis in (0, 1)] for path in paths.values()]
    ours = [row[-1] for row in given["heights"]]
    return live(
        _Shown(list(heights.values()), list(paths.values()), f, index, steps, across, above, up).draw,
        Live(
            "race",
            {
                "step": Movable("step", steps, 0, steps, 1, below=True),
                "runner": Movable("method", index, 0, len(names) - 1, 1, below=True),
            },
            {
                "name": Reading("method", names[index], SLOPE),
                "step": Reading("step", str(steps)),
                "value": Reading(up, number(10 ** ours[index], 3), FUNCTION),
                "place": Reading("place", f"{1 + sum(it < ours[index] for it in ours)} of {len(names)}"),
            },
            {},
            given,
        ),
        title="A race of methods",
        alt=alt
        or f"{'Contours with the paths of ' if f else 'The values of '}{len(names)} methods over {steps} steps. The "
        f"lowest at the end are {', '.join(ends[:3])}; the highest is {ends[-1]}. {names[index]} stands out: it ends "
        f"at {number(10 ** ours[index], 3)}.",
        caption=caption
        or "A dot for each method, one of them in color with the way that it has come. Move the step to let them run, "
        "and choose which one to follow; an arrow key does both.",
        height=480 if f else 280,
    )


def _height(value: Any) -> float:
    return float(np.log10(max(float(value), LEAST)))


def _padded(rows: Sequence[Any], steps: int) -> Array:
    kept = rows[: steps + 1]
    return np.array([*kept, *[kept[-1]] * (steps + 1 - len(kept))], dtype=float)


@dataclass(frozen=True, slots=True)
class _Shown:
    heights: list[Array]
    paths: list[Array]
    f: Surface | None
    chosen: int
    steps: int
    across: tuple[float, float]
    up: tuple[float, float]
    name: str

    def draw(self, canvas: Figure) -> None:
        """Paths above, values below; without a formula values alone."""
        if self.f is None:
            self._values(tidy(canvas.subplots(), zero=False))
            return
        upper, lower = canvas.subplots(2, 1, height_ratios=[5, 4])
        self._paths(tidy(upper, zero=False), self.f)
        self._values(tidy(lower, zero=False))

    def _paths(self, axes: Axes, f: Surface) -> None:
        contours(axes, f, self.across, self.up)
        path = self.paths[self.chosen]
        edges = np.array([self.across, self.up]).T
        beside = 0.05 * (edges[1] - edges[0])  # out of sight, and not out of the picture, where no mark would be drawn
        ends = np.clip([it[-1] for it in self.paths], edges[0] - beside, edges[1] + beside)
        axes.plot(*path[0], "+", color=INK, markersize=9, zorder=3)
        axes.plot(*path.T, color=SLOPE, linewidth=1.5, zorder=4, gid=part("path"))
        axes.plot(*ends.T, "o", color=MUTED, markeredgecolor=PAPER, markersize=5, zorder=5, gid=part("places"))
        axes.plot(*path[-1:].T, "o", color=SLOPE, markeredgecolor=PAPER, markersize=7, zorder=6, gid=part("place"))
        axes.set_xlim(*self.across)
        axes.set_ylim(*self.up)
        name_axes(axes, f"${f.variables[0]}$", f"${f.variables[1]}$")

    def _values(self, axes: Axes) -> None:
        for values in self.heights:
            axes.plot(values, color=MUTED, linewidth=0.5, alpha=0.6)
        chosen, last = self.heights[self.chosen], self.steps
        axes.plot(chosen, color=SLOPE, linewidth=1.7, gid=part("loss"))
        axes.plot(
            [last] * len(self.heights),
            [it[-1] for it in self.heights],
            "o",
            color=MUTED,
            markeredgecolor=PAPER,
            markersize=5,
            gid=part("losses"),
        )
        axes.plot([last], chosen[-1:], "o", color=SLOPE, markeredgecolor=PAPER, markersize=7, gid=part("now"))
        axes.set_xlim(-0.01 * last, 1.02 * last)
        axes.yaxis.set_major_formatter(lambda value, position: f"10{superscript(round(value))}" if value else "1")
        lowest, highest = min(it.min() for it in self.heights), max(it.max() for it in self.heights)
        low, high = int(np.floor(lowest)), int(np.ceil(highest))
        axes.set_yticks(range(low, high + 1, max(1, (high - low + 3) // 4)))
        axes.set_ylim(lowest - 0.05 * (highest - lowest + 1), highest + 0.05 * (highest - lowest + 1))
        name_axes(axes, "step", self.name)
