"""Norms of vectors and matrices; at 0, where they have a kink, the derivative comes out as NaN."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.autodiff.mechanism.box import Box, shape, unboxed
from calcref.autodiff.mechanism.rule import ArrayRule
from calcref.autodiff.rules.shapes import normal_axes, spread
from calcref.core.errors import NoRuleApplies, ShapeMismatch


def _length(x: Any, axis: Any, keepdims: bool) -> Any:
    return np.sqrt(np.sum(np.square(x), axis=axis, keepdims=keepdims))


def _direction(y: Any, x: Any, axis: Any, keepdims: bool) -> Any:
    """x/|x|: NaN at 0."""
    return x / spread(y, shape(x), axis, keepdims)


def _length_vjp(y_bar: Any, y: Any, x: Any, axis: Any, keepdims: bool) -> Any:
    """The slope is at most 1 in size, so what is 0 stays 0, even at a kink: the squared length has a slope at 0."""
    back = spread(y_bar, shape(x), axis, keepdims)
    return np.where(np.equal(unboxed(back), 0), 0.0 * back, back * _direction(y, x, axis, keepdims))


def _length_jvp(x_dot: Any, y: Any, x: Any, axis: Any, keepdims: bool) -> Any:
    """At 0 the length moves by the length of the tangent, whatever its sign: no derivative, unless it stands still."""
    moved = np.sum(x_dot * _direction(y, x, axis, keepdims), axis=axis, keepdims=keepdims)
    still = np.all(np.equal(unboxed(x_dot), 0), axis=axis, keepdims=keepdims)
    return np.where(still, 0.0, moved)[()]


LENGTH = ArrayRule("norm", _length, _length_jvp, _length_vjp, fresh=True)


def norm(x: Any, ord: Any = None, axis: Any = None, keepdims: bool = False) -> Any:
    """np.linalg.norm."""
    if axis is None and ord is None:
        return vector_norm(x, keepdims=keepdims)
    axes = normal_axes(axis, x.ndim)
    if len(axes) == 1:
        return vector_norm(x, axis=axes[0], keepdims=keepdims, ord=2 if ord is None else ord)
    moved = np.moveaxis(x, axes, (-2, -1))
    found = matrix_norm(moved, ord="fro" if ord is None else ord)
    return np.expand_dims(found, axes) if keepdims else found


def vector_norm(x: Any, /, *, axis: Any = None, keepdims: bool = False, ord: Any = 2) -> Any:
    """np.linalg.vector_norm."""
    if isinstance(ord, Box):  # a traced order is differentiated too, and 1 and 2 are no special cases then
        return np.power(np.sum(np.power(np.abs(x), ord), axis=axis, keepdims=keepdims), 1.0 / ord)
    if axis is not None and np.ndim(x) == 0:
        raise ShapeMismatch(f"the norm of a number has no axis {axis}; leave it out")
    if ord == 2:
        return LENGTH(x if x.dtype.kind == "f" else np.abs(x), axis=axis, keepdims=keepdims)
    if np.size(x) == 0:  # it depends on nothing
        return np.linalg.vector_norm(unboxed(x), axis=axis, keepdims=keepdims, ord=ord)
    size = np.abs(x)
    if ord == np.inf:
        return np.max(size, axis=axis, keepdims=keepdims)
    if ord == -np.inf:
        return np.min(size, axis=axis, keepdims=keepdims)
    if ord == 0:
        return np.sum(1.0 * np.not_equal(x, 0), axis=axis, keepdims=keepdims)
    if ord == 1:
        return np.sum(size, axis=axis, keepdims=keepdims)
    return np.power(np.sum(np.power(size, ord), axis=axis, keepdims=keepdims), 1.0 / ord)


def matrix_norm(x: Any, /, *, keepdims: bool = False, ord: Any = "fro") -> Any:
    """np.linalg.matrix_norm."""
    found = _matrix_norm(x, ord)
    return np.expand_dims(found, (-2, -1)) if keepdims else found


def _matrix_norm(x: Any, ord: Any) -> Any:
    if isinstance(ord, Box):
        raise NoRuleApplies("the norm of a matrix has no derivative in its order; hand it stop_gradient of that")
    if np.size(x) == 0:
        return np.linalg.matrix_norm(unboxed(x), ord=ord)
    match ord:
        case "fro":
            return vector_norm(x, axis=(-2, -1))
        case "nuc":
            return np.sum(np.linalg.svdvals(x), axis=-1)
        case 2:
            return np.max(np.linalg.svdvals(x), axis=-1)
        case -2:
            return np.min(np.linalg.svdvals(x), axis=-1)
        case 1 | np.inf:
            return np.max(np.sum(np.abs(x), axis=-2 if ord == 1 else -1), axis=-1)
        case -1:
            return np.min(np.sum(np.abs(x), axis=-2), axis=-1)
    if ord == -np.inf:
        return np.min(np.sum(np.abs(x), axis=-1), axis=-1)
    raise NoRuleApplies(
        f"there is no norm of order {ord!r} of matrices; try 'fro', 'nuc', 1, 2, inf or their negatives"
    )


def cond(x: Any, p: Any = None) -> Any:
    """np.linalg.cond: the norm of a matrix times that of its inverse."""
    if p is None or p in (2, -2):
        s = np.linalg.svdvals(x)
        return s[..., -1] / s[..., 0] if p == -2 else s[..., 0] / s[..., -1]
    return matrix_norm(x, ord=p) * matrix_norm(np.linalg.inv(x), ord=p)


NORMS: dict[Any, Any] = {
    np.linalg.cond: cond,
    np.linalg.norm: norm,
    np.linalg.vector_norm: vector_norm,
    np.linalg.matrix_norm: matrix_norm,
}
