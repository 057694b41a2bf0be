"""The layered layout: every edge leads down, nothing overlaps, nothing is cut off."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcref.plot.graphs.graph_layout import BEND, layered


@st.composite
def graphs(draw: st.DrawFn) -> tuple[int, list[tuple[int, int]]]:
    """Graphs in which every node but the last is read by a later one."""
    count = draw(st.integers(2, 9))
    edges = {(node, draw(st.integers(node + 1, count - 1))) for node in range(count - 1)}
    more = draw(st.lists(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)), max_size=5))
    edges |= {(a, b) for a, b in more if a < b}
    return count, sorted(edges)


@given(graphs())
def test_edges_lead_down_one_row_at_a_time(graph: tuple[int, list[tuple[int, int]]]) -> None:
    count, edges = graph
    layout = layered(count, edges)
    for (source, target), route in zip(edges, layout.routes, strict=True):
        assert route[0] == layout.places[source]
        assert route[-1] == layout.places[target]
        assert all(lower == upper + 1 for (_, upper), (_, lower) in pairwise(route))
    assert layout.places[count - 1][1] == layout.rows - 1


@given(graphs())
def test_boxes_and_bends_keep_apart_and_inside(graph: tuple[int, list[tuple[int, int]]]) -> None:
    count, edges = graph
    layout = layered(count, edges)
    rows = defaultdict(list)
    for x, row in layout.places:
        rows[row].append((x, 1.0))
    for route in layout.routes:
        for x, row in route[1:-1]:
            rows[row].append((x, BEND))
    for found in rows.values():
        found.sort()
        assert found[0][0] - found[0][1] / 2 >= -1e-9
        assert found[-1][0] + found[-1][1] / 2 <= layout.width + 1e-9
        for (x, width), (y, other) in pairwise(found):
            assert y - x >= (width + other) / 2 - 1e-9


def test_a_chain_is_straight() -> None:
    layout = layered(4, [(0, 1), (1, 2), (2, 3)])
    assert {x for x, _ in layout.places} == {0.5}


def test_an_input_stands_beside_what_is_computed_for_the_same_reader() -> None:
    layout = layered(4, [(0, 1), (1, 3), (2, 3)])
    assert layout.places[2][1] == layout.places[1][1] == 1


def test_a_crossing_that_can_be_avoided_is() -> None:
    layout = layered(5, [(0, 3), (1, 2), (2, 4), (3, 4)])
    left = [layout.places[node][0] for node in range(4)]
    assert (left[0] - left[1]) * (left[3] - left[2]) > 0


def test_one_node_alone() -> None:
    assert layered(1, []).width == pytest.approx(1.0)
