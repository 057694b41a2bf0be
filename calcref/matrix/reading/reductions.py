"""Arithmetic of NumPy in expressions, and what sums entries: sums, means, variances, norms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy as sp

from calcref.core.arrays import ONE, shape_of
from calcref.core.errors import Untraceable
from calcref.matrix import build
from calcref.matrix.basics import HALF, MINUS, TWO, ones
from calcref.matrix.build import each, negative, plus, power, times, transpose
from calcref.matrix.functions import spectral_norm
from calcref.matrix.reading.broadcast import Seen, added, multiplied, scalar
from calcref.matrix.reading.sizes import node_of


def seen(value: Any) -> Seen:
    """An argument that is an array or a number."""
    if isinstance(value, Seen):
        return value
    from calcref.matrix.reading.constants import lifted

    return lifted(value, {})


def mapped(name: str) -> Callable[[Any], Seen]:
    """The function of each entry with this name."""

    def of(value: Any) -> Seen:
        it = seen(value)
        return Seen(each(name, it.node), it.ndim)

    return of


def raised(exponent: sp.Expr) -> Callable[[Any], Seen]:
    """The power of each entry with this exponent."""

    def of(value: Any) -> Seen:
        it = seen(value)
        return Seen(power(it.node, exponent), it.ndim)

    return of


def minus(value: Any) -> Seen:
    it = seen(value)
    return Seen(negative(it.node), it.ndim)


def add(left: Any, right: Any) -> Seen:
    return added(seen(left), seen(right))


def multiply(left: Any, right: Any) -> Seen:
    return multiplied(seen(left), seen(right))


def divide(left: Any, right: Any) -> Seen:
    return multiply(left, raised(MINUS)(right))


def only(axis: Any) -> Any:
    """An axis, also where it is the only one of a tuple."""
    return axis[0] if isinstance(axis, tuple) and len(axis) == 1 else axis


def summed(value: Any, axis: Any = None, keepdims: bool = False) -> Seen:
    it, axis = seen(value), only(axis)
    if not it.ndim:
        return it
    if it.ndim == 1 and axis in (0, -1) and keepdims:
        return Seen(build.total(it.node), 1)
    if axis is None or (it.ndim == 1 and axis in (0, -1)) or (isinstance(axis, tuple) and len(axis) == it.ndim):
        if keepdims:
            raise Untraceable("np.sum over everything with keepdims; leave keepdims out")
        return scalar(build.total(it.node))
    if axis not in (0, 1, -1, -2):
        raise Untraceable(f"the axis {axis} is not known: arrays have two dimensions here")
    rows, columns = shape_of(it.node)
    if axis in (1, -1):
        made = times(it.node, ones(columns, ONE))
        return Seen(made, 2 if keepdims else 1)
    made = times(ones(ONE, rows), it.node)
    return Seen(made, 2) if keepdims else Seen(transpose(made), 1)


def count(it: Seen, axis: Any) -> sp.Expr:
    rows, columns = shape_of(it.node)
    axis = only(axis)
    if axis is None or it.ndim < 2 or isinstance(axis, tuple):
        return times(node_of(rows), node_of(columns))
    return node_of(columns if axis in (1, -1) else rows)


def mean(value: Any, axis: Any = None, keepdims: bool = False) -> Seen:
    it = seen(value)
    return divide(summed(it, axis, keepdims), scalar(count(it, axis)))


def variance(value: Any, axis: Any = None, keepdims: bool = False, ddof: int = 0) -> Seen:
    it = seen(value)
    around = add(it, minus(mean(it, axis, axis is not None)))
    whole = summed(raised(TWO)(around), axis, keepdims)
    return divide(whole, scalar(plus(count(it, axis), sp.Integer(-ddof)) if ddof else count(it, axis)))


def deviation(value: Any, axis: Any = None, keepdims: bool = False, ddof: int = 0) -> Seen:
    return raised(HALF)(variance(value, axis, keepdims, ddof))


def norm_of(value: Any, ord: Any = None, axis: Any = None, keepdims: bool = False) -> Seen:
    it = seen(value)
    if ord == 2 and it.ndim == 2 and axis is None:
        return scalar(spectral_norm(it.node))
    if ord in (None, 2, "fro"):
        return raised(HALF)(summed(raised(TWO)(it), axis, keepdims))
    if ord == 1 and (it.ndim == 1 or axis is not None):
        return summed(mapped("abs")(it), axis, keepdims)
    raise Untraceable(f"np.linalg.norm with ord={ord!r} is not known; the Frobenius norm and the 1-norm of vectors are")
