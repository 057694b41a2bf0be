"""The computational graph of a NumPy program, drawn from the tape that its run wrote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from calcref.autodiff import Graph, Node, trace_graph
from calcref.plot.drawing.axes import number
from calcref.plot.drawing.html import figure
from calcref.plot.graphs.graph_drawing import Arrow, Box, drawing

SHOWN = 3  # numbers of an array that a box has room for


def tape_graph(f: Callable[..., Any], at: Mapping[str, Any], caption: str | None = None, alt: str | None = None) -> str:
    """The operations that `f` ran at `at`, inputs at the top: values on the left of a box, adjoints on the right.

    Of a value that is used several times, each arrow says what comes back along it; the adjoint is their sum. Arrays
    of up to 3 numbers are shown, of others the shape.

    Args:
        f: a function written in NumPy that returns a number; it is called as f(*at.values()).
        at: the arguments, floats or arrays of them, by the names that the boxes show.

    Raises:
        ShapeMismatch, CalcrefError: as `calcref.autodiff.trace_graph`.

    >>> "multiply" in tape_graph(lambda w, x: np.tanh(w * x), {"w": 0.5, "x": 2.0})
    True
    """
    found = trace_graph(f, *at.values())
    readers = Counter(source for source, _ in found.edges)
    names = list(at)
    boxes = [
        Box(names[node.index] if node.index < len(names) else _operation(node), *_columns(node)) for node in found.nodes
    ]
    brought: dict[tuple[int, int], list[str]] = {edge: [] for edge in found.edges}
    for node in found.nodes:
        for parent, sent in zip(node.parents, node.sent, strict=True):
            if parent >= 0 and readers[parent] > 1 and sent is not None and np.ndim(sent) == 0:
                brought[parent, node.index].append(number(float(sent)))
    drawn = drawing(boxes, [Arrow(*edge, " + ".join(back), 0.62) for edge, back in brought.items()])
    return figure(
        drawn.draw,
        "The tape as a graph, with values and adjoints",
        alt or _described(found, names),
        caption
        or "Values (left in each box) were computed downward, adjoints (right) upward. Where a value is used several "
        "times, its adjoint is the sum of what the arrows bring back.",
        height=drawn.height,
        width=drawn.width,
    )


def _operation(node: Node) -> str:
    """The name of the operation, and its constants where they are numbers."""
    constants = [number(float(c)) for c in node.constants if np.ndim(c) == 0 and np.asarray(c).dtype.kind in "iuf"]
    return " ".join([node.operation, *constants])


def _columns(node: Node) -> tuple[list[str], list[str]]:
    value = np.asarray(node.value)
    if value.size > SHOWN or value.ndim > 1:
        return ["×".join(map(str, value.shape))], ["×".join(map(str, np.shape(node.adjoint))) or "0"]
    adjoint = np.zeros_like(value) if node.adjoint is None else np.asarray(node.adjoint)
    return [number(x) for x in value.reshape(-1)], [number(x) for x in adjoint.reshape(-1)]


def _described(found: Graph, names: list[str]) -> str:
    inputs = ", ".join(
        f"{name} {number(float(node.adjoint))}"
        for name, node in zip(names, found.nodes, strict=False)
        if node.adjoint is not None and np.ndim(node.adjoint) == 0
    )
    operations = ", ".join(node.operation for node in found.nodes[len(names) :])
    return (
        f"A graph of {len(found.nodes)} nodes, from the inputs {', '.join(names)} through {operations} to the result "
        f"{number(float(found.nodes[found.result].value))}." + (f" Adjoints of the inputs: {inputs}." if inputs else "")
    )
