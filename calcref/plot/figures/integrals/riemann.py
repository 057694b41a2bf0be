"""Bars that fill an area: Riemann sums."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from calcref.plot.drawing.axes import name_axes, number, plane, tidy, window
from calcref.plot.drawing.formula import Formula, Function, function
from calcref.plot.drawing.html import Panel, Slider, panels, sliding
from calcref.plot.drawing.svg import frame
from calcref.plot.drawing.theme import AREA, FUNCTION
from calcref.quadrature import Composite, left, midpoint, right, simpson

COUNTS = (2, 4, 8, 16, 32, 64)


def riemann_bars(
    formula: Formula,
    lower: float,
    upper: float,
    rule: Composite = left,
    counts: Sequence[int] = COUNTS,
    caption: str | None = None,
    alt: str | None = None,
) -> str:
    """The bars of a Riemann sum under a curve; a slider makes them more and thinner.

    Args:
        formula: the integrand, as text, SymPy expression or callable.
        lower: where the area begins.
        upper: where it ends.
        rule: `left`, `midpoint` or `right` of `calcref.quadrature`.
        counts: how many bars each frame has.

    >>> "cr-slider" in riemann_bars("x^2", 0, 1)
    True
    """
    f = function(formula)
    area = simpson(f, lower, upper, 2000)
    sums = [rule(f, lower, upper, count) for count in counts]
    labels = [
        f"{count} bars: {number(total, 5)}, {number(abs(total - area), 2)} off the area {number(area, 5)}"
        for count, total in zip(counts, sums, strict=True)
    ]
    start = min(2, len(counts) - 1)
    shown = [float(index == start) for index in range(len(counts))]
    return sliding(
        lambda canvas: _draw(canvas, f, lower, upper, rule, counts),
        Slider("number of bars", labels, shown, start),
        title=rule.name,
        alt=alt
        or f"The curve of {f.name or 'a function'} from {number(lower)} to {number(upper)}, the area under it filled "
        f"by bars. {'; '.join(labels)}.",
        caption=caption
        or f"Each bar is as high as the curve at the {_place(rule)} of its base. From {counts[0]} bars to "
        f"{counts[-1]}, their sum goes from {number(sums[0])} to {number(sums[-1])}; the area is {number(area)}.",
    )


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
    return {0.0: "left end", 0.5: "middle", 1.0: "right end"}[rule.nodes[0]]


def _bars(axes: Axes, f: Function, lower: float, upper: float, rule: Composite, count: int, gid: str | None) -> None:
    h = (upper - lower) / count
    heights = f(rule.points(lower, upper, count)[0])
    starts = lower + h * np.arange(count)
    corners = [
        [(start, 0), (start, height), (start + h, height), (start + h, 0)]
        for start, height in zip(starts, heights, strict=True)
    ]
    axes.add_collection(PolyCollection(corners, facecolor=AREA, edgecolor="none", alpha=0.25, gid=gid))
    axes.add_collection(PolyCollection(corners, facecolor="none", edgecolor=AREA, linewidth=0.9, gid=gid))


def _curve(axes: Axes, f: Function, lower: float, upper: float) -> None:
    room = 0.06 * (upper - lower)
    x = np.linspace(lower - room, upper + room, 241)
    axes.plot(x, f(x), color=FUNCTION, zorder=4)
    axes.set_xlim(lower - room, upper + room)
    axes.set_ylim(*window(np.append(f(x), 0.0)))


def _draw(canvas: Figure, f: Function, lower: float, upper: float, rule: Composite, counts: Sequence[int]) -> None:
    axes = plane(canvas)
    for index, count in enumerate(counts):
        _bars(axes, f, lower, upper, rule, count, frame(index))
    _curve(axes, f, lower, upper)
    name_axes(axes, f"${f.variable}$", f.label)


def _panel(canvas: Figure, f: Function, span: tuple[float, float], rule: Composite, count: int, name: str) -> None:
    axes = tidy(canvas.subplots(), ticks=3)
    _bars(axes, f, *span, rule, count, None)
    _curve(axes, f, *span)
    name_axes(axes, up=name)
