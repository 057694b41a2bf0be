"""Products of matrices and vectors, with any number of leading axes.

A stack of matrices times one matrix is computed as one product of two matrices, there and back.
"""

from __future__ import annotations

import operator
from math import prod
from typing import Any

import numpy as np

from calcref.autodiff.mechanism.box import shape, unboxed
from calcref.autodiff.mechanism.flat import matmul
from calcref.autodiff.mechanism.rule import ArrayRule
from calcref.autodiff.rules.shapes import conj, transposed, unbroadcast
from calcref.core.errors import ShapeMismatch


def _flat(a: Any) -> Any:
    """All axes but the last as one."""
    return a if a.ndim == 2 else np.reshape(a, (prod(a.shape[:-1]), a.shape[-1]))


def _vjp_a(y_bar: Any, y: Any, a: Any, b: Any) -> Any:
    b, target = conj(b), shape(a)
    if b.ndim == 1:
        return y_bar * b if len(target) == 1 else np.expand_dims(y_bar, -1) * b
    if len(target) == 1:
        return unbroadcast(np.matmul(b, np.expand_dims(y_bar, -1))[..., 0], target)
    if b.ndim == 2:
        found = _flat(y_bar) @ np.transpose(b)
        return found if len(target) == 2 else np.reshape(found, target)
    return unbroadcast(np.matmul(y_bar, transposed(b)), target)


def _vjp_b(y_bar: Any, y: Any, a: Any, b: Any) -> Any:
    a, target = conj(a), shape(b)
    if a.ndim == 1:
        if len(target) == 1:
            return y_bar * a
        return unbroadcast(np.expand_dims(a, -1) * np.expand_dims(y_bar, -2), target)
    if len(target) == 1:
        return np.transpose(_flat(a)) @ np.ravel(y_bar)
    if len(target) == 2:
        return np.transpose(_flat(a)) @ _flat(y_bar)
    return unbroadcast(np.matmul(transposed(a), y_bar), target)


MATMUL = ArrayRule("matmul", matmul, "bilinear", (_vjp_a, _vjp_b), reads="others", complex_too=True, fresh=True)


def dot(a: Any, b: Any) -> Any:
    """np.dot: a sum over the last axis of `a` and the last but one of `b`, without broadcasting."""
    if np.ndim(a) == 0 or np.ndim(b) == 0:
        return a * b
    if np.ndim(a) <= 2 and np.ndim(b) <= 2:
        return np.matmul(a, b)
    return np.tensordot(a, b, axes=(-1, -min(2, np.ndim(b))))


def inner(a: Any, b: Any) -> Any:
    """np.inner: a sum over the last axes of both."""
    return a * b if np.ndim(a) == 0 or np.ndim(b) == 0 else np.tensordot(a, b, axes=(-1, -1))


def vdot(a: Any, b: Any) -> Any:
    """np.vdot."""
    return np.sum(np.ravel(conj(a)) * np.ravel(b))


def outer(a: Any, b: Any) -> Any:
    """np.outer."""
    return np.reshape(a, (-1, 1)) * np.reshape(b, (1, -1))


def linalg_outer(x1: Any, x2: Any, /) -> Any:
    """np.linalg.outer."""
    if np.ndim(x1) != 1 or np.ndim(x2) != 1:
        raise ShapeMismatch(f"np.linalg.outer takes two vectors, and was given shapes {shape(x1)} and {shape(x2)}")
    return outer(x1, x2)


def vecdot(x1: Any, x2: Any, axis: int = -1) -> Any:
    """np.vecdot: the first argument is conjugated."""
    if not np.ndim(x1) or not np.ndim(x2) or shape(x1)[axis] != shape(x2)[axis]:
        raise ShapeMismatch(f"np.vecdot takes vectors of one length, and was given shapes {shape(x1)} and {shape(x2)}")
    return np.sum(conj(x1) * x2, axis=axis)


def matvec(x1: Any, x2: Any) -> Any:
    """np.matvec."""
    return np.matmul(x1, np.expand_dims(x2, -1))[..., 0]


def vecmat(x1: Any, x2: Any) -> Any:
    """np.vecmat: the vector is conjugated."""
    return np.matmul(np.expand_dims(conj(x1), -2), x2)[..., 0, :]


def matrix_power(a: Any, n: int) -> Any:
    """np.linalg.matrix_power, by repeated squaring."""
    if n < 0:
        return matrix_power(np.linalg.inv(a), -n)
    result = None
    while n:
        if n % 2:
            result = a if result is None else result @ a
        n //= 2
        a = a @ a if n else a
    return np.broadcast_to(np.eye(shape(a)[-1], dtype=unboxed(a).dtype), shape(a)) if result is None else result


def multi_dot(arrays: Any) -> Any:
    """np.linalg.multi_dot, from left to right."""
    if len(arrays) < 2 or not all(np.ndim(a) in (1, 2) for a in arrays):
        raise ShapeMismatch(
            f"np.linalg.multi_dot takes two or more matrices; it was given shapes {[*map(shape, arrays)]}"
        )
    result = arrays[0]
    for array in arrays[1:]:
        result = np.dot(result, array)
    return result


def cross(a: Any, b: Any, axisa: int = -1, axisb: int = -1, axisc: int = -1, axis: int | None = None) -> Any:
    """np.cross, and np.linalg.cross, of vectors of three elements, or of two: then a number."""
    if axis is not None:
        axisa = axisb = axisc = axis
    a, b = np.moveaxis(a, axisa, -1), np.moveaxis(b, axisb, -1)
    if shape(a)[-1] == shape(b)[-1] == 2:
        return a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0]
    order, back = [1, 2, 0], [2, 0, 1]
    return np.moveaxis(a[..., order] * b[..., back] - a[..., back] * b[..., order], -1, axisc)


def product_with(a: Any, b: Any) -> Any:
    """a @ b, where one is traced and the other may be a sparse matrix of SciPy."""
    if hasattr(b, "tocsr"):
        return np.transpose(product_with(b.T, np.transpose(a)))
    if not hasattr(a, "tocsr"):
        return np.matmul(a, b)
    if shape(a)[-1] != shape(b)[0] or np.ndim(b) > 2:
        raise ShapeMismatch(f"a sparse matrix of shape {shape(a)} does not fit a traced array of shape {shape(b)}")
    return SPARSE_PRODUCT(b, matrix=a.copy())


SPARSE_PRODUCT = ArrayRule(
    "sparse product",
    lambda x, matrix: matrix @ x,
    "linear",
    lambda y_bar, y, x, matrix: matrix.conj().T @ y_bar,
    reads="shapes",
    complex_too=True,
    fresh=True,
)
PRODUCTS: dict[Any, Any] = {
    operator.matmul: product_with,
    np.dot: dot,
    np.inner: inner,
    np.vdot: vdot,
    np.outer: outer,
    np.linalg.outer: linalg_outer,
    np.linalg.vecdot: vecdot,
    np.linalg.matmul: MATMUL,
    np.linalg.matrix_power: matrix_power,
    np.linalg.multi_dot: multi_dot,
    np.cross: cross,
    np.linalg.cross: cross,
}
