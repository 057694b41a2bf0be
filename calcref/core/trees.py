"""Trees: nested dicts, lists and tuples whose leaves are arrays or numbers. An array alone is a tree of one leaf."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from calcref.core.errors import ShapeMismatch


def tree_map(f: Callable[..., Any], tree: Any, *others: Any) -> Any:
    """The tree of `f(leaf, ...)`: one leaf of `tree` and those of `others` at the same place.

    Raises:
        ShapeMismatch: another tree is built otherwise.

    >>> tree_map(lambda a, b: a + b, {"w": [1, 2], "b": 3}, {"w": [10, 20], "b": 30})
    {'w': [11, 22], 'b': 33}
    """
    match tree:
        case dict():
            _same(tree, others, lambda other: isinstance(other, dict) and other.keys() == tree.keys())
            return {key: tree_map(f, tree[key], *(other[key] for other in others)) for key in tree}
        case list() | tuple():
            _same(tree, others, lambda other: type(other) is type(tree) and len(other) == len(tree))
            found = [tree_map(f, *parts) for parts in zip(tree, *others, strict=True)]
            return type(tree)(*found) if hasattr(tree, "_fields") else type(tree)(found)
        case _:
            _same(tree, others, lambda other: not isinstance(other, (dict, list, tuple)))
            return f(tree, *others)


def leaves(tree: Any) -> list[Any]:
    """The leaves of `tree`, in order.

    >>> leaves({"w": [1, 2], "b": (3,)})
    [1, 2, 3]
    """
    found: list[Any] = []
    tree_map(found.append, tree)
    return found


def _same(tree: Any, others: tuple[Any, ...], fits: Callable[[Any], bool]) -> None:
    for other in others:
        if not fits(other):
            raise ShapeMismatch(f"two trees must be built alike; found {_shown(tree)} and {_shown(other)}")


def _shown(tree: Any) -> str:
    match tree:
        case dict():
            return f"a dict of {sorted(map(str, tree))}"
        case list() | tuple():
            return f"a {type(tree).__name__} of {len(tree)}"
        case _:
            return f"a {type(tree).__name__}"
