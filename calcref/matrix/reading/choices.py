"""Choices between entries: comparisons, masks, the larger of two."""

from __future__ import annotations

import math
from typing import Any

from calcref.core.array_heads import Ones
from calcref.core.array_parts import Masked
from calcref.core.arrays import shape_of
from calcref.core.expr import raw
from calcref.matrix import basics
from calcref.matrix.basics import ones
from calcref.matrix.reading.broadcast import Seen, together
from calcref.matrix.reading.reductions import add, mapped, minus, multiply, seen


def maximum(left: Any, right: Any) -> Seen:
    """`np.maximum`, by relu."""
    one, other = seen(left), seen(right)
    if other.node == 0:
        return mapped("relu")(one)
    if one.node == 0:
        return mapped("relu")(other)
    return add(other, mapped("relu")(add(one, minus(other))))


def minimum(left: Any, right: Any) -> Seen:
    """`np.minimum`."""
    return minus(maximum(minus(left), minus(right)))


def equal(left: Any, right: Any) -> Seen:
    """1 where both are equal; nothing that is traced is infinite."""
    for one, other in ((left, right), (right, left)):
        if type(one) is float and math.isinf(one):
            return zeros_like(other)
    return mapped("zero")(add(left, minus(right)))


def opposite(value: Any) -> Seen:
    """1 − x, the opposite of a mask."""
    return add(1.0, minus(value))


def greater(left: Any, right: Any) -> Seen:
    """1 where the left is larger, 0 where the right is."""
    return mapped("step")(add(left, minus(right)))


def where(condition: Any, one: Any, other: Any) -> Seen:
    """`np.where`; minus infinity makes a mask."""
    mask = seen(condition)
    for value, rest, kept in ((other, one, mask), (one, other, opposite(mask))):
        if type(value) is float and value == -math.inf:
            whole, where, ndim = together(seen(rest), kept, "a mask")
            return Seen(whole if isinstance(where, Ones) else raw(Masked, whole, where), ndim)
    return add(multiply(mask, one), multiply(opposite(mask), other))


def ones_like(value: Any) -> Seen:
    """`np.ones_like`."""
    it = seen(value)
    return Seen(ones(*shape_of(it.node)), it.ndim)


def zeros_like(value: Any) -> Seen:
    """`np.zeros_like`."""
    it = seen(value)
    return Seen(basics.zeros(shape_of(it.node)), it.ndim)


def clip(value: Any, low: Any = None, high: Any = None) -> Seen:
    """`np.clip`."""
    made = value if low is None else maximum(value, low)
    return seen(made if high is None else minimum(made, high))
