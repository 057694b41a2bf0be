"""The computational graph of an expression, with the value and the adjoint of every node."""

from __future__ import annotations

from collections.abc import Mapping

import sympy as sp

from calcref.plot.drawing.axes import MINUS, number
from calcref.plot.drawing.html import Figure as Html
from calcref.plot.drawing.live import Live, Movable, live
from calcref.plot.graphs.graph_data import Graph, computational_graph
from calcref.plot.graphs.graph_drawing import Arrow, Box, drawing


def graph(
    formula: str | sp.Expr,
    at: Mapping[str, float],
    names: Mapping[str, str] | None = None,
    caption: str | None = None,
    alt: str | None = None,
) -> Html:
    """The computational graph of `formula`: inputs at the top, the result at the bottom.

    A reader goes through the two passes step by step.

    Nodes and local slopes are read from the questions that the derivations of the formula share.

    Args:
        formula: text or SymPy expression.
        at: the value of every variable.
        names: letters for values on the way, from the formula of each; the others are numbered.

    Raises:
        ParseError: the text is not a formula.
        CalcrefError: a variable has no value, the formula has none there, or what is named is no value on the way.

    >>> "<svg" in graph("(w*x - y)^2/2", {"w": 1.5, "x": 2.0, "y": 1.0})
    True
    """
    found = computational_graph(formula, at, names)
    drawn = drawing(
        [Box(node.label, [number(node.value)], [number(node.adjoint)]) for node in found.nodes],
        [Arrow(source, target, number(slope)) for source, target, slope in found.edges],
    )
    last = found.nodes[-1]
    inputs = [node for position, node in enumerate(found.nodes) if all(edge[1] != position for edge in found.edges)]
    slopes = ", ".join(f"{node.name} {number(node.adjoint)}" for node in inputs)
    steps = _steps(found)
    return live(
        drawn.draw,
        Live(
            "passes",
            {"step": Movable("step", len(steps), 0, len(steps), 1, below=True)},
            {},
            given={"steps": steps, "boxes": len(found.nodes)},
            line=steps[-1][2],
        ),
        "Computational graph with values and adjoints",
        alt
        or f"A graph of {len(found.nodes)} nodes from the inputs down to the result {number(last.value)}. Read "
        f"backward, the adjoints of the inputs are: {slopes}.",
        caption
        or "Values (left in each box) are computed downward. Adjoints (right) are computed upward: each is the sum, "
        "over the arrows that leave the box, of the slope on the arrow times the adjoint below. Every node is "
        "visited once.",
        height=drawn.height,
        width=drawn.width,
    )


def _steps(found: Graph) -> list[tuple[str, int, str]]:
    """Which number of which box a step adds, and how it comes about."""
    nodes, edges = found.nodes, found.edges
    computed = sorted({target for _, target, _ in edges})
    forward = [("value", index, f"forward: {nodes[index].name} is {number(nodes[index].value)}") for index in computed]
    backward = []
    for index in reversed(range(len(nodes))):
        sums = [
            f"{_factor(slope)} × {_factor(nodes[target].adjoint)}" for source, target, slope in edges if source == index
        ]
        how = f"{' + '.join(sums)} = {number(nodes[index].adjoint)}" if sums else "1, where the way back begins"
        backward.append(("adjoint", index, f"backward: {nodes[index].name} gets {how}"))
    return [*forward, *backward]


def _factor(value: float) -> str:
    shown = number(value)
    return f"({shown})" if shown.startswith(MINUS) else shown
