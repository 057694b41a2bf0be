"""The computational graph of a call, as data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from calcref.autodiff.mechanism.recorder import Entry, Recorder
from calcref.autodiff.mechanism.structure import refill
from calcref.autodiff.rules import TABLE
from calcref.autodiff.verbs.arguments import floats, function, is_box_of, name_of
from calcref.autodiff.verbs.running import running
from calcref.core.errors import CalcrefError, ShapeMismatch
from calcref.core.shown import Brief, brief, table
from calcref.core.trees import leaves


@dataclass(frozen=True, slots=True, repr=False)
class Node(Brief):
    """One value of a graph.

    Args:
        index: its place in the order of computation.
        operation: the name of what made it; "input" for an input, "part n" for a part of a tuple.
        value: the number or array itself.
        adjoint: the derivative of the result in it, of its shape; None where the result does not depend on it.
        parents: the places of what it was made of, -1 for an argument that is a constant.
        constants: the arguments that are constants, in their order.
        sent: what it hands back to each of `parents`; an adjoint is the sum of what was handed to it.
    """

    index: int
    operation: str
    value: Any
    adjoint: Any
    parents: tuple[int, ...]
    constants: tuple[Any, ...] = ()
    sent: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Graph:
    """The nodes of a call in the order of computation, and the place of its result (the last that mattered)."""

    nodes: tuple[Node, ...]
    result: int

    @property
    def edges(self) -> tuple[tuple[int, int], ...]:
        """(from, to) for each argument of each operation, by place."""
        return tuple((parent, node.index) for node in self.nodes for parent in node.parents if parent >= 0)

    def __repr__(self) -> str:
        return f"Graph({len(self.nodes)} nodes, {len(self.edges)} edges, result {brief(self.nodes[self.result].value)})"

    def _repr_html_(self) -> str:
        rows = [(f"#{it.index}", it.operation, _read(it), it.value, it.adjoint) for it in self.nodes]
        return table(f"Graph of {len(self.nodes)} nodes", ("node", "operation", "reads", "value", "adjoint"), rows)


def _read(node: Node) -> str:
    constants = iter(node.constants)
    return ", ".join(f"#{parent}" if parent >= 0 else brief(next(constants, ""), 24) for parent in node.parents)


def trace_graph(f: Callable[..., Any], *args: Any) -> Graph:
    """Return the graph of `f(*args)`: every operation with its value, its adjoint, and what it was made of.

    `f` returns a number, and all arguments are traced: arrays, floats, or structures of them.

    Raises:
        ShapeMismatch: `f` returns an array.
        CalcrefError: the result does not depend on the arguments; and the errors of `grad`.

    >>> graph = trace_graph(lambda w, x: np.tanh(w * x), 0.5, 2.0)
    >>> [(node.operation, round(float(node.value), 3), round(float(node.adjoint), 3)) for node in graph.nodes]
    [('input', 0.5, 0.84), ('input', 2.0, 0.21), ('multiply', 1.0, 0.42), ('tanh', 0.762, 1.0)]
    >>> graph.edges
    ((0, 2), (1, 2), (2, 3))
    """
    at = floats(args, "trace_graph")
    function(f, "trace_graph")
    recorder = Recorder(TABLE)
    with running():
        y = f(*refill(at, iter([recorder.input(leaf) for leaf in leaves(at)])))
    if not is_box_of(y, recorder):
        raise CalcrefError(f"the result of {name_of(f)} does not depend on its arguments, so there is no graph of it")
    if y.shape != ():
        raise ShapeMismatch(f"trace_graph needs a function that returns a number; {name_of(f)} returned {y.shape}")
    bars = recorder.adjoints(y.index, np.ones_like(y.value)[()])
    made = zip(recorder.entries, bars, strict=True)
    return Graph(tuple(_node(k, entry, bar, recorder.sent(k, bar)) for k, (entry, bar) in enumerate(made)), y.index)


def _node(index: int, entry: Entry, adjoint: Any, sent: list[Any]) -> Node:
    parents = tuple(entry.parents)
    if entry.rule is None:
        operation = f"part {entry.args[0]}" if parents else "input"
        return Node(index, operation, entry.value, adjoint, parents, (), tuple(sent))
    constants = tuple(arg for parent, arg in zip(parents, entry.args, strict=True) if parent < 0)
    return Node(index, entry.rule.name, entry.value, adjoint, parents, constants, tuple(sent))
