"""The tape, the dual levels and the graph."""

import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcref.autodiff import Graph, grad, trace_graph, value_and_grad
from calcref.autodiff.mechanism.rule import ArrayRule
from calcref.autodiff.mechanism.structure import refill
from calcref.autodiff.mechanism.tape import Tape
from calcref.autodiff.rules import FUNCTIONS, METHODS, TABLE, UFUNCS
from calcref.autodiff.rules.constants import NO_DERIVATIVE
from calcref.core.errors import CalcrefError, ShapeMismatch
from calcref.core.trees import leaves, tree_map


def test_numbers_leave_nothing_but_their_local_derivatives():
    tape = Tape(TABLE)
    x, y = tape.input(np.float64(2.0)), tape.input(np.float64(3.0))
    np.sin(x * y + 1.0) / x
    assert list(tape)[2:] == [
        (0, 3.0, 1, 2.0),
        (2, 1.0),
        (3, np.cos(7.0)),
        (4, 0.5, 0, -np.sin(7.0) / 4),
    ]


def test_only_what_a_rule_reads_is_kept():
    tape = Tape(TABLE)
    x = tape.input(np.ones((3, 2)))
    np.exp(x) + 1.0
    rule, _, y, _, a = tape[1]
    assert rule.name == "exp"
    assert a is None
    assert y.shape == (3, 2)
    rule, _, y, _, a, place, b = tape[2]
    assert (rule.name, y, a, place, b) == ("add", None, (3, 2), -1, ())


@pytest.mark.parametrize("n", [100_000])
def test_a_long_tape_neither_recurses_nor_piles_up(n):
    def chain(x):
        for _ in range(n // 2):
            x = x * 0.5 + 1.0
        return x

    def wide(x):
        for _ in range(n // 100):
            x = np.sin(x)
        return np.sum(x)

    assert grad(chain)(1.0) == 0.0
    assert grad(wide)(np.ones(2)).shape == (2,)


def test_the_sweep_frees_the_tape():
    tape = Tape(TABLE)
    x = tape.input(np.ones(3))
    y = np.sum(np.sin(x))
    from calcref.autodiff.mechanism.sweep import sweep

    found = sweep(tape, [(y.index, np.float64(1.0))])
    assert len(tape) == 0
    assert found.bars[0].tolist() == np.cos(np.ones(3)).tolist()


def test_buffers_are_added_to_in_place_only_where_they_are_ours():
    # x + x hands the same cotangent twice; the view and the slice hand pieces of it
    f = lambda x: np.sum((x + x)[:2] * x[1:]) + np.sum(np.reshape(x, (3, 1)) * x) + np.sum(x)  # noqa: E731
    x = np.array([1.0, 2.0, 3.0])
    expected = np.array([2 * 2, 2 * 3 + 2 * 1, 2 * 2]) + 2 * np.sum(x) + 1.0
    assert grad(f)(x).tolist() == expected.tolist()


def test_every_constant_function_gives_plain_values():
    x = np.array([[1.5, -2.5], [0.5, 3.0]])

    def f(x):
        for function in (np.floor, np.ceil, np.trunc, np.rint, np.round, np.fix, np.sign, np.isnan, np.argsort):
            assert not hasattr(function(x), "origin"), function
        for found in (x > 0, x == x, x.argmax(), np.argmax(x), np.shape(x), x // 1.0, np.zeros_like(x), x.round(1)):
            assert not hasattr(found, "origin")
        return np.sum(np.floor(x) * x)

    assert grad(f)(x).tolist() == np.floor(x).tolist()


def test_no_function_is_in_two_lists():
    assert not NO_DERIVATIVE & set(UFUNCS)
    assert not NO_DERIVATIVE & set(FUNCTIONS)
    assert not {ufunc for ufunc, method in METHODS if method == "__call__"} & (set(UFUNCS) | NO_DERIVATIVE)


def test_the_graph_of_a_node_used_twice():
    graph = trace_graph(lambda x: np.exp(x) * np.exp(x) + x * 0.0, 0.0)
    assert isinstance(graph, Graph)
    assert [node.operation for node in graph.nodes] == ["input", "exp", "exp", "multiply", "multiply", "add"]
    assert graph.nodes[0].adjoint == 2.0
    assert graph.nodes[4].constants == (0.0,)
    assert graph.edges == ((0, 1), (0, 2), (1, 3), (2, 3), (0, 4), (3, 5), (4, 5))
    assert graph.result == 5


def test_the_graph_of_parts_and_arrays():
    def f(p):
        w, v = np.linalg.eigh(p["a"] @ p["a"].T)
        return np.sum(w) * p["s"] + np.sum(v[:, 1]) ** 2

    params = {"a": np.array([[1.0, 2.0], [0.5, -1.0]]), "s": 2.0}
    graph = trace_graph(f, params)
    assert "part 0" in [node.operation for node in graph.nodes]
    expected = grad(f)(params)
    assert np.allclose(graph.nodes[0].adjoint, expected["a"], rtol=1e-12)
    assert graph.nodes[1].adjoint == pytest.approx(expected["s"], rel=1e-12)


def test_what_has_no_graph():
    with pytest.raises(CalcrefError, match="does not depend"):
        trace_graph(lambda x: 1.0, 2.0)
    with pytest.raises(ShapeMismatch, match="number"):
        trace_graph(np.sin, np.ones(2))


_TREES = st.recursive(
    st.floats(-1, 1),
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(_TREES)
def test_structures_are_taken_apart_and_put_together(tree):
    assert refill(tree, iter(leaves(tree))) == tree
    assert leaves(tree_map(lambda leaf: leaf + 1, tree)) == [leaf + 1 for leaf in leaves(tree)]


def test_the_heap_is_left_alone_where_asked():
    code = "from calcref.autodiff.mechanism.heap import raise_thresholds; print(raise_thresholds())"
    for setting, expected in (("0", "False"), ("1", "True")):
        env = {**os.environ, "CALCREF_HEAP": setting}
        done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == expected


def test_the_mechanism_knows_no_rule_and_the_rules_know_no_verb():
    import ast
    from pathlib import Path

    import calcref.autodiff

    root = Path(calcref.autodiff.__file__).parent
    forbidden = {"mechanism": ("rules", "verbs"), "rules": ("verbs",)}
    for layer, others in forbidden.items():
        for path in (root / layer).glob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.ImportFrom):
                    assert not any(node.module.startswith(f"calcref.autodiff.{other}") for other in others), path


def test_value_and_grad_of_a_rule_that_returns_a_tuple():
    both = ArrayRule(
        "sin_cos",
        lambda x: (np.sin(x), np.cos(x)),
        jvp=lambda x_dot, y, x: (y[1] * x_dot, -y[0] * x_dot),
        vjp=lambda y_bar, y, x: y_bar[0] * y[1] - y_bar[1] * y[0],
    )
    x = np.array([0.3, 1.0])
    value, found = value_and_grad(lambda x: np.sum(both(x)[0]) * 2.0 + np.sum(both(x)[1]))(x)
    assert value == pytest.approx(np.sum(2 * np.sin(x) + np.cos(x)))
    assert found.tolist() == pytest.approx((2 * np.cos(x) - np.sin(x)).tolist())
    assert grad(lambda x: np.sum(both(x)[0]))(x).tolist() == np.cos(x).tolist()
