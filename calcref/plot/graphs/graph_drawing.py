"""The drawing of a graph: boxes in rows, arrows down; what goes forward on the left, what comes back on the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.mathtext import MathTextParser
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch
from matplotlib.path import Path

from calcref.plot.drawing.svg import part
from calcref.plot.drawing.theme import FUNCTION, GRID, INK, MUTED, PAPER, SLOPE, WIDTH
from calcref.plot.graphs.graph_layout import Layout, layered

ACROSS = 82.0  # points, the width of a box
GAP = (5.0, 38.0)  # points between boxes, across and down
HEAD, LINE = 29.0, 15.0  # points, the height of a box with no number, and of each line of numbers


@dataclass(frozen=True, slots=True)
class Box:
    """A node: its label, and below it numbers in two columns; an input is not filled."""

    label: str
    left: Sequence[str]
    right: Sequence[str]


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow from one box to a later one, what is written on it, and how far along, from 0 to 1."""

    source: int
    target: int
    text: str = ""
    along: float = 0.45


@dataclass(frozen=True, slots=True)
class Drawing:
    """How to draw a graph, and the points that it takes."""

    draw: Callable[[Figure], None]
    width: float
    height: float


def drawing(boxes: Sequence[Box], arrows: Sequence[Arrow]) -> Drawing:
    """The drawing of `boxes`, of which every arrow leads to a later one; inputs at the top, the result at the bottom.

    >>> found = drawing([Box("x", ["2"], ["1"]), Box("tanh", ["0.96"], ["1"])], [Arrow(0, 1)])
    >>> found.width, found.height
    (400, 138.0)
    """
    layout = layered(len(boxes), [(arrow.source, arrow.target) for arrow in arrows])
    tall = HEAD + LINE * max(len(box.left) for box in boxes)
    height = layout.rows * (tall + GAP[1]) - GAP[1] + 12
    width = max(WIDTH, layout.width * (ACROSS + GAP[0]) + 8)
    return Drawing(lambda canvas: _draw(canvas, boxes, arrows, layout, tall), width, height)


def _draw(canvas: Figure, boxes: Sequence[Box], arrows: Sequence[Arrow], layout: Layout, tall: float) -> None:
    canvas.set_layout_engine("none")
    axes = canvas.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    width, height = canvas.get_size_inches() * 72
    axes.set_xlim(0, width)
    axes.set_ylim(0, height)
    step = (ACROSS + GAP[0], tall + GAP[1])
    left = (width - layout.width * step[0]) / 2

    def point(place: tuple[float, int]) -> np.ndarray:
        return np.array([left + place[0] * step[0], height - 6 - tall / 2 - place[1] * step[1]])

    for index, (arrow, route) in enumerate(zip(arrows, layout.routes, strict=True)):
        _arrow(axes, [point(place) for place in route], _entry(index, arrows, layout), arrow, tall)
    computed = {arrow.target for arrow in arrows}
    for position, (box, place) in enumerate(zip(boxes, layout.places, strict=True)):
        _box(axes, box, point(place), tall, position, position in computed)


def _entry(one: int, arrows: Sequence[Arrow], layout: Layout) -> float:
    """How far from the middle of its box arrow number `one` arrives, so that several do not meet."""
    target = arrows[one].target
    arriving = sorted(
        (layout.routes[k][-2][0], arrow.source, k) for k, arrow in enumerate(arrows) if arrow.target == target
    )
    rank = [k for *_, k in arriving].index(one)
    return (rank - (len(arriving) - 1) / 2) * min(22.0, 70.0 / len(arriving))


def _arrow(axes: Axes, points: Sequence[np.ndarray], entry: float, arrow: Arrow, tall: float) -> None:
    """A smooth line from the bottom of one box through its bends to the top of the other, and what it says."""
    ends = list(points)
    ends[0] = ends[0] - (0, tall / 2)
    ends[-1] = ends[-1] + (entry, tall / 2 + 1)
    vertices, codes = [ends[0]], [Path.MOVETO]
    for start, end in pairwise(ends):
        pull = np.array([0, 0.45 * (start[1] - end[1])])
        vertices += [start - pull, end + pull, end]
        codes += [Path.CURVE4] * 3
    style = "-|>,head_width=0.16,head_length=0.32"
    axes.add_patch(
        FancyArrowPatch(path=Path(vertices, codes), arrowstyle=style, color=MUTED, linewidth=1.1, mutation_scale=14)
    )
    if arrow.text:
        t = arrow.along
        weights = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3  # Bernstein's
        x, y = np.array(weights) @ np.array(vertices[:4])
        ground = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.0}
        axes.text(x, y, arrow.text, color=MUTED, fontsize=10.5, ha="center", va="center", bbox=ground)


def _box(axes: Axes, box: Box, center: np.ndarray, tall: float, index: int, computed: bool) -> None:
    """A node: how it is computed, what goes forward and what comes back; inputs are not filled.

    Its edge and its numbers are parts that a script marks and hides.
    """
    corner, shape = (center[0] - ACROSS / 2, center[1] - tall / 2), "round,pad=0,rounding_size=6"
    if computed:
        axes.add_patch(FancyBboxPatch(corner, ACROSS, tall, boxstyle=shape, facecolor=GRID, edgecolor="none", zorder=3))
    edge = FancyBboxPatch(corner, ACROSS, tall, boxstyle=shape, facecolor="none", edgecolor=MUTED, zorder=3)
    edge.set_gid(part(f"box{index}"))
    axes.add_patch(edge)
    size = min(14.0, 14.0 * (ACROSS - 6) / _width(box.label, 14.0))
    top = center[1] + tall / 2
    axes.text(center[0], top - 13, box.label, color=INK, fontsize=size, ha="center", va="center", zorder=4)
    for side, lines, color, name in ((-1, box.left, FUNCTION, "value"), (1, box.right, SLOPE, "adjoint")):
        for row, line in enumerate(lines):
            place, gid = (center[0] + side * ACROSS / 4, top - 33 - LINE * row), part(f"{name}{index}")
            axes.text(*place, line, color=color, fontsize=12, ha="center", va="center", zorder=4, gid=gid)


def _width(label: str, size: float) -> float:
    return float(MathTextParser("path").parse(label, 72, FontProperties(size=size))[0])
