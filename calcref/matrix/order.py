"""An order of factors that does not depend on how they were found: simple ones first, then by name."""

from __future__ import annotations

from zlib import crc32

from sympy.core.basic import Basic

from calcref.core.arrays import height_of
from calcref.core.walk import Fold


def _leaf(leaf: Basic) -> int:
    return crc32(str(leaf).encode())


def _node(node: Basic, found: list[int]) -> int:
    return crc32(f"{type(node).__name__}{found}".encode())


_mark: Fold[int] = Fold(_leaf, _node)


def order_of(node: Basic) -> tuple[int, str, int]:
    """What to sort by."""
    return height_of(node), str(node) if node.is_Symbol else "", _mark(node)
