"""Bars that fill an area: Riemann sums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from calcref.plot.drawing.axes import fixed, name_axes, number, superscript, tidy, window
from calcref.plot.drawing.formula import Formula, Function, function
from calcref.plot.drawing.html import Figure as Html
from calcref.plot.drawing.html import Panel, panels
from calcref.plot.drawing.live import Live, Movable, Reading, live
from calcref.plot.drawing.svg import part
from calcref.plot.drawing.theme import AREA, ERROR, FUNCTION, INK, PAPER
from calcref.quadrature import Composite, left, midpoint, right, simpson

MOST = 64  # bars
PLACES = {0.0: "left end", 0.5: "middle", 1.0: "right end"}
NEAREST = 1e-7  # a smaller error is drawn here


def riemann_bars(
    formula: Formula,
    lower: float,
    upper: float,
    place: float = 0.0,
    count: int = 8,
    caption: str | None = None,
    alt: str | None = None,
) -> Html:
    """The bars of a Riemann sum under a curve; below, how its error falls as the bars become more.

    A reader moves both ends, the number of bars, and the place in each bar at which its height is read.

    Args:
        formula: the integrand, as text, SymPy expression or callable.
        lower: where the area begins.
        upper: where it ends.
        place: from 0, the left end of a bar, to 1, the right one.
        count: how many bars there are.

    Raises:
        OutsideDomain: the curve has no finite height somewhere.

    >>> "cr-live" in riemann_bars("x^2", 0, 1)
    True
    """
    f = function(formula)
    area = simpson(f, lower, upper, 2000)
    rule = replace(left, nodes=(place,))
    off, twice = (abs(rule(f, lower, upper, n) - area) for n in (count, 2 * count))
    total, room = rule(f, lower, upper, count), 0.25 * (upper - lower)
    step = (upper - lower) / 100
    return live(
        _Bars(f, lower, upper, rule, count, area).draw,
        Live(
            "riemann",
            {
                "a": Movable("lower end a", lower, lower - room, upper + room, step),
                "b": Movable("upper end b", upper, lower - room, upper + room, step),
                "n": Movable("bars", count, 1, MOST, 1, below=True),
                "c": Movable("height read at", place, 0, 1, 0.05, PLACES, below=True),
            },
            {
                "n": Reading("bars", str(count)),
                "c": Reading("height read at", PLACES.get(place, number(place, 2))),
                "sum": Reading("sum of the bars", fixed(total, 5), AREA),
                "area": Reading("area", fixed(area, 5), AREA),
                "error": Reading("error", number(off, 2), ERROR),
                "order": Reading("twice the bars: error divided by", fixed(off / twice, 2), ERROR),
            },
            f.expressions("f", area="F"),
            {"nearest": NEAREST},
        ),
        title="Bars of a Riemann sum",
        alt=alt
        or f"Above, the curve of {f.name or 'a function'} from {number(lower)} to {number(upper)} and the area under "
        f"it filled by {count} bars, whose sum is {number(total)} in place of {number(area)}. Below, the error against "
        f"the number of bars, both on a logarithmic scale: a straight line that falls.",
        caption=caption
        or f"Twice as many bars, and the error is divided by {number(off / twice, 2)}; read in the middle of each bar "
        f"it is divided by {number(_gain(f, lower, upper, count, area), 2)}, since there each bar has too much on one "
        "side what it lacks on the other.",
        height=430,
    )


def _gain(f: Function, lower: float, upper: float, count: int, area: float) -> float:
    return abs(midpoint(f, lower, upper, count) - area) / abs(midpoint(f, lower, upper, 2 * count) - area)


def riemann_rules(
    formula: Formula,
    lower: float,
    upper: float,
    count: int = 6,
    rules: Sequence[Composite] = (left, midpoint, right),
    caption: str | None = None,
    alt: str | None = None,
) -> str:
    """The same area filled by as many bars in several ways, a panel for each rule.

    Args:
        formula: the integrand, as text, SymPy expression or callable.
        lower: where the area begins.
        upper: where it ends.
        count: how many bars each panel has.
        rules: of `calcref.quadrature`, each of one place a bar.

    >>> riemann_rules("x^2", 0, 1).count("<svg")
    3
    """
    f = function(formula)
    area = simpson(f, lower, upper, 2000)

    def panel(rule: Composite) -> Panel:
        off = rule(f, lower, upper, count) - area
        miss = f"{number(abs(off), 2)} too {'much' if off > 0 else 'little'}"
        return Panel(
            rule.name,
            f"{count} bars, each as high as the curve at the {_place(rule)} of its base; together they are {miss}.",
            lambda canvas: _panel(canvas, f, (lower, upper), rule, count, f"{_place(rule)}: {miss}"),
        )

    return panels(
        [panel(rule) for rule in rules],
        alt,
        caption
        or f"The same {count} bars three times; only the place differs where their height is read. In the middle, "
        "what a bar misses on one side it has too much on the other.",
    )


def _place(rule: Composite) -> str:
    return PLACES[rule.nodes[0]]


def _bars(axes: Axes, f: Function, lower: float, upper: float, rule: Composite, count: int) -> None:
    h = (upper - lower) / count
    heights = f(rule.points(lower, upper, count)[0])
    starts = lower + h * np.arange(count)
    corners = [
        [(start, 0), (start, height), (start + h, height), (start + h, 0)]
        for start, height in zip(starts, heights, strict=True)
    ]
    axes.add_collection(PolyCollection(corners, facecolor=AREA, edgecolor="none", alpha=0.25))
    axes.add_collection(PolyCollection(corners, facecolor="none", edgecolor=AREA, linewidth=0.9))


def _curve(axes: Axes, f: Function, lower: float, upper: float, share: float = 0.06) -> None:
    room = share * (upper - lower)
    x = np.linspace(lower - room, upper + room, 241)
    axes.plot(x, f(x), color=FUNCTION, zorder=4)
    axes.set_xlim(lower - room, upper + room)
    axes.set_ylim(*window(np.append(f(x), 0.0)))


@dataclass(frozen=True, slots=True)
class _Bars:
    f: Function
    lower: float
    upper: float
    rule: Composite
    count: int
    area: float

    def draw(self, canvas: Figure) -> None:
        """Both drawings, one below the other."""
        above, below = canvas.subplots(2, 1, height_ratios=[5, 3])
        self._above(tidy(above))
        self._below(tidy(below, zero=False))

    def _above(self, axes: Axes) -> None:
        f, a, b = self.f, self.lower, self.upper
        heights = f(self.rule.points(a, b, self.count)[0])
        edges = np.linspace(a, b, self.count + 1)
        x = np.column_stack([edges[:-1], edges[:-1], edges[1:], edges[1:]]).ravel()
        y = np.column_stack([0 * heights, heights, heights, 0 * heights]).ravel()
        axes.fill(x, y, color=AREA, alpha=0.25, linewidth=0, gid=part("bars"))
        axes.plot(x, y, color=AREA, linewidth=0.9, gid=part("edges"))
        axes.plot([a, b], [0, 0], "o", color=INK, markeredgecolor=PAPER, zorder=6, gid=part("ends"))
        _curve(axes, f, a, b, 0.27)
        name_axes(axes, f"${f.variable}$", f.label)

    def _below(self, axes: Axes) -> None:
        counts = np.arange(1, MOST + 1)
        errors = [self._height(int(count)) for count in counts]
        axes.plot(np.log2(counts), errors, color=ERROR, linewidth=1.6, gid=part("errors"))
        now = np.log2(self.count), self._height(self.count)
        axes.plot(*now, "o", color=INK, markeredgecolor=PAPER, zorder=6, gid=part("now"))
        axes.set_xticks([0, 2, 4, 6], ["1", "4", "16", "64"])
        axes.set_yticks([-6, -4, -2, 0], [f"10{superscript(power)}" for power in (-6, -4, -2)] + ["1"])
        axes.set_ylim(np.log10(NEAREST) - 0.3, 0.6)
        axes.set_xlim(-0.2, 6.2)
        name_axes(axes, "bars", "error")

    def _height(self, count: int) -> float:
        off = abs(self.rule(self.f, self.lower, self.upper, count) - self.area)
        return float(np.log10(max(off, NEAREST)))


def _panel(canvas: Figure, f: Function, span: tuple[float, float], rule: Composite, count: int, name: str) -> None:
    axes = tidy(canvas.subplots(), ticks=3)
    _bars(axes, f, *span, rule, count)
    _curve(axes, f, *span)
    name_axes(axes, up=name)
