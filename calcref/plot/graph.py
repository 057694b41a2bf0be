"""The computational graph of an expression, with the value and the adjoint of every node."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
import sympy as sp
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.mathtext import MathTextParser
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch
from matplotlib.path import Path

from calcref.plot.axes import number
from calcref.plot.graph_data import Graph, Node, computational_graph
from calcref.plot.graph_layout import Layout, layered
from calcref.plot.html import figure
from calcref.plot.theme import FUNCTION, GRID, INK, MUTED, PAPER, SLOPE, WIDTH

BOX = (88.0, 44.0)  # points
STEP = (94.0, 82.0)  # points from one box to the next, across and down


def graph(formula: str | sp.Expr, at: Mapping[str, float], caption: str | None = None, alt: str | None = None) -> str:
    """The computational graph of `formula`: inputs at the top, the result at the bottom.

    Nodes and local slopes are read from the questions that the derivations of the formula share.

    Args:
        formula: text or SymPy expression.
        at: the value of every variable.

    Raises:
        ParseError: the text is not a formula.
        CalcrefError: a variable has no value, or the formula has none there.

    >>> "<svg" in graph("(w*x - y)^2/2", {"w": 1.5, "x": 2.0, "y": 1.0})
    True
    """
    found = computational_graph(formula, at)
    layout = layered(len(found.nodes), [(source, target) for source, target, _ in found.edges])
    last = found.nodes[-1]
    inputs = [node for position, node in enumerate(found.nodes) if all(edge[1] != position for edge in found.edges)]
    slopes = ", ".join(f"{node.name} {number(node.adjoint)}" for node in inputs)
    return figure(
        lambda canvas: _draw(canvas, found, layout),
        "Computational graph with values and adjoints",
        alt
        or f"A graph of {len(found.nodes)} nodes from the inputs down to the result {number(last.value)}. Read "
        f"backward, the adjoints of the inputs are: {slopes}.",
        caption
        or "Values (left in each box) are computed downward. Adjoints (right) are computed upward: each is the sum, "
        "over the arrows that leave the box, of the slope on the arrow times the adjoint below. Every node is "
        "visited once.",
        height=(layout.rows - 1) * STEP[1] + BOX[1] + 12,
        width=max(WIDTH, layout.width * STEP[0] + 8),
    )


def _draw(canvas: Figure, found: Graph, layout: Layout) -> None:
    canvas.set_layout_engine("none")
    axes = canvas.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    width, height = canvas.get_size_inches() * 72
    axes.set_xlim(0, width)
    axes.set_ylim(0, height)
    left = (width - layout.width * STEP[0]) / 2

    def point(place: tuple[float, int]) -> np.ndarray:
        return np.array([left + place[0] * STEP[0], height - 6 - BOX[1] / 2 - place[1] * STEP[1]])

    for (source, target, slope), route in zip(found.edges, layout.routes, strict=True):
        entry = _entry(target, source, found, layout)
        _edge(axes, [point(place) for place in route], entry, slope)
    computed = {target for _, target, _ in found.edges}
    for position, (node, place) in enumerate(zip(found.nodes, layout.places, strict=True)):
        _box(axes, node, point(place), position in computed)


def _entry(target: int, source: int, found: Graph, layout: Layout) -> float:
    """How far from the middle of its box an edge arrives, so that several do not meet."""
    arriving = sorted(
        (route[-2][0], edge[0]) for edge, route in zip(found.edges, layout.routes, strict=True) if edge[1] == target
    )
    rank = [origin for _, origin in arriving].index(source)
    return (rank - (len(arriving) - 1) / 2) * min(22.0, 70.0 / len(arriving))


def _edge(axes: Axes, points: Sequence[np.ndarray], entry: float, slope: float) -> None:
    """A smooth line from the bottom of one box through its bends to the top of the other, and its slope."""
    ends = list(points)
    ends[0] = ends[0] - (0, BOX[1] / 2)
    ends[-1] = ends[-1] + (entry, BOX[1] / 2 + 1)
    vertices, codes = [ends[0]], [Path.MOVETO]
    for start, end in pairwise(ends):
        pull = np.array([0, 0.45 * (start[1] - end[1])])
        vertices += [start - pull, end + pull, end]
        codes += [Path.CURVE4] * 3
    arrow = "-|>,head_width=0.16,head_length=0.32"
    axes.add_patch(
        FancyArrowPatch(path=Path(vertices, codes), arrowstyle=arrow, color=MUTED, linewidth=1.1, mutation_scale=14)
    )
    weights = 0.55**3, 3 * 0.55**2 * 0.45, 3 * 0.55 * 0.45**2, 0.45**3  # Bernstein's, a little before the middle
    x, y = np.array(weights) @ np.array(vertices[:4])
    ground = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.0}
    axes.text(x, y, number(slope), color=MUTED, fontsize=10.5, ha="center", va="center", bbox=ground)


def _box(axes: Axes, node: Node, center: np.ndarray, computed: bool) -> None:
    """A node: how it is computed, its value and its adjoint; inputs are not filled."""
    corner, shape = (center[0] - BOX[0] / 2, center[1] - BOX[1] / 2), "round,pad=0,rounding_size=6"
    if computed:
        axes.add_patch(FancyBboxPatch(corner, *BOX, boxstyle=shape, facecolor=GRID, edgecolor="none", zorder=3))
    axes.add_patch(FancyBboxPatch(corner, *BOX, boxstyle=shape, facecolor="none", edgecolor=MUTED, zorder=3))
    size = min(14.0, 14.0 * (BOX[0] - 6) / _width(node.label, 14.0))
    axes.text(center[0], center[1] + 9, node.label, color=INK, fontsize=size, ha="center", va="center", zorder=4)
    for side, value, color in ((-1, node.value, FUNCTION), (1, node.adjoint, SLOPE)):
        place = (center[0] + side * BOX[0] / 4, center[1] - 11)
        axes.text(*place, number(value), color=color, fontsize=12, ha="center", va="center", zorder=4)


def _width(label: str, size: float) -> float:
    return float(MathTextParser("path").parse(label, 72, FontProperties(size=size))[0])
