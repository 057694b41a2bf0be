"""The computational graph: values, local slopes and adjoints, against central differences."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from calcref.core.errors import CalcrefError
from calcref.differences import gradient
from calcref.parse import parse
from calcref.plot.graphs.graph_data import computational_graph

NETWORK = "(v*tanh(w*x + b) + u*tanh(a*x + c) - y)^2/2"
LETTERS = "abcuvwxy"


def _differences(text: str, at: Mapping[str, float]) -> dict[str, float]:
    letters = [sp.Symbol(name, real=True) for name in at]
    call = sp.lambdify(letters, parse(text).doit(), "numpy")
    return dict(zip(at, gradient(lambda point: call(*point), list(at.values())), strict=True))


def _adjoints(text: str, at: Mapping[str, float]) -> dict[str, float]:
    return {node.name: node.adjoint for node in computational_graph(text, at).nodes if node.name in at}


@settings(max_examples=12)
@given(st.lists(st.floats(-1.5, 1.5), min_size=8, max_size=8))
def test_adjoints_are_derivatives(values: list[float]) -> None:
    at = dict(zip(LETTERS, values, strict=True))
    expected = _differences(NETWORK, at)
    assert _adjoints(NETWORK, at) == pytest.approx(expected, rel=1e-6, abs=1e-7)


@pytest.mark.parametrize(
    "text", ["x*x + e^(x*x)", "x^2 sin(x)", "-ln(sigmoid(x))", "x/(1 + x^2)", "x*y*x*y", "sqrt(x)*ln(x)/y", "2^x", "x"]
)
def test_a_node_that_is_used_twice_gathers_both_paths(text: str) -> None:
    at = {"x": 0.7, "y": 1.3} if "y" in text else {"x": 0.7}
    assert _adjoints(text, at) == pytest.approx(_differences(text, at), rel=1e-7)


def test_a_wrong_adjoint_would_be_seen() -> None:
    at = {"x": 0.7}
    wrong = {name: 1.01 * value for name, value in _differences("x*x + e^(x*x)", at).items()}
    assert _adjoints("x*x + e^(x*x)", at) != pytest.approx(wrong, rel=1e-7)


def test_nodes_come_after_what_they_read_and_are_shared() -> None:
    graph = computational_graph("x*x + e^(x*x)", {"x": 0.5})
    assert [node.name for node in graph.nodes] == ["x", "v1", "v2", "v3"]
    assert all(source < target for source, target, _ in graph.edges)
    assert graph.edges[0] == (0, 1, 1.0)


def test_names_avoid_the_letters_of_the_formula() -> None:
    graph = computational_graph("v*x", {"v": 1.0, "x": 2.0})
    assert [node.name for node in graph.nodes] == ["v", "x", "z1"]


def test_values_on_the_way_have_the_names_they_are_given():
    at = {"w": 0.5, "b": -0.1, "x": 2.0, "y": 1.0}
    names = {"w x + b": "z", "tanh(w x + b)": "h"}
    plain = computational_graph("(tanh(w x + b) - y)^2", at)
    found = computational_graph("(tanh(w x + b) - y)^2", at, names)
    assert [(node.value, node.adjoint) for node in found.nodes] == [(node.value, node.adjoint) for node in plain.nodes]
    by_name = {node.name: node for node in found.nodes}
    assert by_name["z"].value == pytest.approx(0.9)
    assert by_name["h"].label == r"$h = \tanh(z)$"
    assert len(by_name) == len(found.nodes)


def test_what_is_not_on_the_way_takes_no_name():
    with pytest.raises(CalcrefError, match="no value on the way"):
        computational_graph("(w x)^2", {"w": 1.0, "x": 2.0}, {"w x + 1": "z"})
