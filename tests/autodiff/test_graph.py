"""The graph of a call: what each node hands back, and how adjoints are made of it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from calcref.autodiff import Graph, grad, trace_graph
from calcref.core.errors import CalcrefError, ShapeMismatch


def _received(graph: Graph) -> list[Any]:
    """The sum of what was handed to each node; None where nothing was."""
    found: list[Any] = [None] * len(graph.nodes)
    for node in graph.nodes:
        for parent, sent in zip(node.parents, node.sent, strict=True):
            if parent >= 0 and sent is not None:
                before = found[parent]
                found[parent] = sent if before is None else before + sent
    return found


def _used_twice(x: Any, w: Any) -> Any:
    h = np.tanh(w * x)
    part = np.split(h, 2)[0]
    return np.sum(h * h) - 0.5 * np.sum(part) + h[0]


def test_an_adjoint_is_the_sum_of_what_was_handed_to_it() -> None:
    graph = trace_graph(_used_twice, np.array([0.3, -1.0]), 0.7)
    for node, received in zip(graph.nodes, _received(graph), strict=True):
        if node.adjoint is None:
            assert received is None
        elif node.index != graph.result and not isinstance(node.value, tuple):
            np.testing.assert_allclose(node.adjoint, received, rtol=1e-14)


def test_the_adjoints_of_the_inputs_are_the_gradient() -> None:
    x, w = np.array([0.3, -1.0]), 0.7
    graph = trace_graph(_used_twice, x, w)
    for node, slope in zip(graph.nodes, grad(_used_twice, (0, 1))(x, w), strict=False):
        np.testing.assert_allclose(node.adjoint, slope, rtol=1e-14)


def test_what_the_result_does_not_depend_on_hands_nothing_back() -> None:
    def with_a_loose_end(x: float) -> float:
        np.exp(x)
        return 2.0 * x

    loose = next(node for node in trace_graph(with_a_loose_end, 1.0).nodes if node.operation == "exp")
    assert loose.adjoint is None
    assert loose.sent == (None,)


def test_a_constant_and_an_array_have_no_graph() -> None:
    with pytest.raises(CalcrefError, match="does not depend"):
        trace_graph(lambda x: 1.0, 2.0)
    with pytest.raises(ShapeMismatch, match="returns a number"):
        trace_graph(np.tanh, np.ones(2))
