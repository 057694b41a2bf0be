"""Which matrices equal their transpose, as far as their form shows."""

from __future__ import annotations

from sympy.core.basic import Basic

from calcref.core.array_functions import Commutation, Diag
from calcref.core.array_heads import Each, Eye, Hadamard, Inverse, Ones, Plus, Power, Times, Transpose
from calcref.core.arrays import Array, is_scalar, shape_of
from calcref.core.walk import Fold


def _same_transposed(left: Basic, right: Basic) -> bool:
    """Whether `left` is the transpose of `right`, for simple factors."""
    if isinstance(left, Transpose):
        return bool(left.args[0] == right)
    if isinstance(right, Transpose):
        return bool(right.args[0] == left)
    if isinstance(left, Inverse) and isinstance(right, Inverse):
        return _same_transposed(left.args[0], right.args[0])
    if isinstance(left, Ones) and isinstance(right, Ones):
        return bool(left.args == right.args[::-1])
    return bool(left == right and is_symmetric(left))


def _mirrored(chain: tuple[Basic, ...]) -> bool:
    half = (len(chain) + 1) // 2
    return all(_same_transposed(chain[k], chain[-1 - k]) for k in range(half))


def _combined(node: Basic, found: list[bool]) -> bool:
    if isinstance(node, (Eye, Diag)):
        return True
    if isinstance(node, (Each, Hadamard, Power, Inverse, Transpose)):
        return found[-1] if not isinstance(node, (Hadamard, Power)) else all(found)
    if isinstance(node, Plus):
        return all(found) or _pairs_up(node)
    if isinstance(node, Times):
        return _mirrored(node.chain)
    return isinstance(node, (Ones, Commutation)) and node.args[0] == node.args[1]


def _pairs_up(node: Basic) -> bool:
    """Whether the terms are transposes of one another, as in A + Aᵀ."""
    rows, columns = shape_of(node)
    if rows != columns or len(node.args) != 2:
        return False
    one, other = node.args
    return _same_transposed(one, other)


is_symmetric: Fold[bool] = Fold(
    lambda leaf: leaf.is_symmetric if isinstance(leaf, Array) else is_scalar(leaf), _combined
)
