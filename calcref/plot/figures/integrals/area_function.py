"""The fundamental theorem seen: an area grows, and its slope is the height of the curve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from calcref.plot.drawing.axes import fixed, name_axes, number, tidy, window
from calcref.plot.drawing.formula import Formula, Function, constants, function
from calcref.plot.drawing.html import Figure as Html
from calcref.plot.drawing.live import Live, Movable, Reading, live
from calcref.plot.drawing.svg import part
from calcref.plot.drawing.theme import AREA, FUNCTION, MUTED, PAPER, SLOPE
from calcref.quadrature import simpson


def area_function(
    formula: Formula,
    lower: float,
    upper: float,
    at: float | None = None,
    marks: Sequence[str] = (),
    caption: str | None = None,
    alt: str | None = None,
) -> Html:
    """Above, the area under a curve between two ends; below, that area as a function of its second end.

    A reader moves both ends.

    Args:
        formula: the integrand, as text, SymPy expression or callable.
        lower: where the area begins, and the drawing.
        upper: where the drawing ends.
        at: where the area ends; by default after a third of the way.
        marks: places that both ends stop at, as formulas: `"pi/2"`.

    >>> "cr-live" in area_function("x^2", 0, 2)
    True
    """
    f = function(formula)
    end = lower + (upper - lower) / 3 if at is None else at
    area, name = simpson(f, lower, end, 400), f.variable
    step = (upper - lower) / 120
    stops = constants(marks)
    return live(
        _Shown(f, lower, upper, end).draw,
        Live(
            "area",
            {
                "a": Movable("beginning a of the area", lower, lower, upper, step, stops),
                "b": Movable("end b of the area", end, lower, upper, step, stops),
            },
            {
                "a": Reading("from a", fixed(lower, 3)),
                "b": Reading("to b", fixed(end, 3)),
                "area": Reading("area", fixed(area, 4), AREA),
                "height": Reading("height at b, slope of the area", fixed(f.at(end), 4), SLOPE),
            },
            f.expressions("f", area="F"),
        ),
        title="The area function and its slope",
        alt=alt
        or f"Above, the curve of {f.name or 'a function'} with the area from {number(lower)} to {number(end)} filled, "
        f"{number(area)}; below, the area as a function of its end {name}, with its tangent there, whose slope is the "
        f"height of the curve, {number(f.at(end))}.",
        caption=caption
        or "The height of the curve above is the slope of the area below, wherever the area begins: another beginning "
        "only lifts or lowers the whole area function, by a constant.",
        height=400,
    )


@dataclass(frozen=True, slots=True)
class _Shown:
    f: Function
    lower: float
    upper: float
    end: float

    def draw(self, canvas: Figure) -> None:
        """Both drawings, one below the other."""
        above, below = canvas.subplots(2, 1, sharex=True)
        x = np.linspace(self.lower, self.upper, 121)
        total = np.array([simpson(self.f, self.lower, float(end), 200) for end in x])
        room = 0.02 * (self.upper - self.lower)
        self._above(tidy(above), x)
        self._below(tidy(below), x, total)
        above.set_xlim(self.lower - room, self.upper + room)

    def _above(self, axes: Axes, x: np.ndarray) -> None:
        f, end = self.f, self.end
        filled = np.linspace(self.lower, end, 121)
        edge = np.concatenate([[0.0], f(filled), [0.0]])
        axes.fill(filled[[0, *range(121), -1]], edge, color=AREA, alpha=0.25, linewidth=0, gid=part("area"))
        axes.plot(x, f(x), color=FUNCTION, zorder=4)
        axes.plot([end, end], [0, f.at(end)], color=SLOPE, linewidth=3, zorder=5, gid=part("height"))
        start = f.at(self.lower)
        axes.plot([self.lower] * 2, [0, start], color=MUTED, linewidth=1, dashes=(2, 3), gid=part("begin"))
        axes.plot(self.lower, start, "o", color=MUTED, markeredgecolor=PAPER, zorder=6, gid=part("a"))
        axes.plot(end, f.at(end), "o", color=SLOPE, markeredgecolor=PAPER, zorder=7, gid=part("b"))
        axes.set_ylim(*window(np.append(f(x), 0.0), 0.14))
        name_axes(axes, up=f.label)

    def _below(self, axes: Axes, x: np.ndarray, total: np.ndarray) -> None:
        area, height = simpson(self.f, self.lower, self.end, 400), self.f.at(self.end)
        axes.plot(x, total, color=AREA, zorder=4, gid=part("total"))
        reach = 0.14 * (self.upper - self.lower)
        near = np.array([self.end - reach, self.end + reach])
        axes.plot(near, area + height * (near - self.end), color=SLOPE, linewidth=2, zorder=5, gid=part("tangent"))
        axes.plot([self.end] * 2, [0, area], color=MUTED, linewidth=1, dashes=(2, 3), gid=part("drop"))
        axes.plot(self.end, area, "o", color=SLOPE, markeredgecolor=PAPER, zorder=6, gid=part("end"))
        most = float(np.ptp(total))  # so far does another beginning lift or lower it
        axes.set_ylim(*window([float(total.min()) - 0.35 * most, float(total.max()) + 0.35 * most], 0.0))
        name_axes(axes, f"${self.f.variable}$", f"area from a to {self.f.variable}")
