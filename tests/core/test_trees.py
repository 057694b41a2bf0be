"""Trees of arrays: mapped leaf by leaf, refused where they are built otherwise."""

from collections import namedtuple

import pytest

from calcref.core.errors import ShapeMismatch
from calcref.core.trees import leaves, tree_map

Layer = namedtuple("Layer", "weight bias")


def test_the_kind_of_every_node_is_kept():
    tree = {"layers": [Layer(1, 2), Layer(3, 4)], "scale": (5, None)}
    doubled = tree_map(lambda leaf: (leaf or 0) * 2, tree)
    assert doubled == {"layers": [Layer(2, 4), Layer(6, 8)], "scale": (10, 0)}
    assert isinstance(doubled["layers"][0], Layer)
    assert leaves(tree) == [1, 2, 3, 4, 5, None]


def test_keys_are_matched_by_name():
    assert tree_map(lambda a, b: a - b, {"w": 3, "b": 1}, {"b": 1, "w": 1}) == {"w": 2, "b": 0}


@pytest.mark.parametrize(
    ("one", "other"),
    [({"w": 1}, {"v": 1}), ([1, 2], [1]), ([1], (1,)), ({"w": 1}, 1), (1, [1]), (Layer(1, 2), (1, 2))],
)
def test_trees_built_otherwise_are_refused(one, other):
    with pytest.raises(ShapeMismatch, match="built alike"):
        tree_map(lambda a, b: a, one, other)
