"""Inverses, and the inverse shared among the rules of one sweep that need that of the same matrix."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.autodiff.mechanism.box import shape, unboxed
from calcref.autodiff.mechanism.rule import ArrayRule
from calcref.autodiff.rules.shapes import conj, transposed, unbroadcast
from calcref.core.errors import OutsideDomain

Shared = dict[Any, Any]
_BASE = 48  # the size up to which LAPACK inverts a triangular matrix directly


def adjoint(a: Any) -> Any:
    """The conjugate transpose of the last two axes."""
    return conj(transposed(a))


def inverse(a: Any, shared: Shared) -> Any:
    """The inverse of `a`, computed once in a sweep for the same matrix or its transpose."""
    if type(a) is not np.ndarray:
        return np.linalg.inv(a)
    known = find_inverse(a, shared)
    if known is not None:
        return known
    found = triangular_inverse(a) if is_lower(a) else np.linalg.inv(a)
    shared[_key(a)] = (a, found)
    return found


def find_inverse(a: Any, shared: Shared) -> Any:
    """The inverse of `a`, where it is known or cheap, as that of a triangular matrix is; else None."""
    for matrix, turn in ((a, False), (transposed(a), True)):
        entry = shared.get(_key(matrix))
        if entry is not None:
            return transposed(entry[1]) if turn else entry[1]
        if is_lower(matrix):
            found = triangular_inverse(matrix)
            shared[_key(matrix)] = (matrix, found)
            return transposed(found) if turn else found
    return None


def _key(a: Any) -> Any:
    """The same for arrays that look at the same memory in the same way; the entry keeps that memory alive."""
    return (a.ctypes.data, a.shape, a.strides)


def is_lower(a: Any) -> bool:
    """Whether `a` is a lower triangular matrix; a look at the first row answers for most that are not."""
    return bool(a.ndim == 2 and a.shape[-1] > 1 and not a[0, 1:].any() and not np.triu(a, 1).any())


def triangular_inverse(a: Any) -> Any:
    """The inverse of a lower triangular matrix by halves: most of it is products of matrices."""
    n = a.shape[-1]
    if n <= _BASE:
        return np.linalg.inv(a)
    k = n // 2
    out = np.zeros(a.shape, a.dtype)
    out[:k, :k] = first = triangular_inverse(a[:k, :k])
    out[k:, k:] = last = triangular_inverse(a[k:, k:])
    out[k:, :k] = -last @ (a[k:, :k] @ first)
    return out


def _is_vector(b: Any) -> bool:
    return len(shape(b)) == 1


def _solve_vjp(y_bar: Any, y: Any, a: Any, b: Any, shared: Shared) -> tuple[Any, Any]:
    """b_bar solves the transposed system; a_bar is -b_bar y^T."""
    if _is_vector(b):
        y, y_bar = np.expand_dims(y, -1), np.expand_dims(y_bar, -1)
    known = find_inverse(a, shared) if type(a) is np.ndarray else None
    b_bar = np.linalg.solve(adjoint(a), y_bar) if known is None else adjoint(known) @ y_bar
    a_bar = unbroadcast(-(b_bar @ adjoint(y)), a)
    return a_bar, unbroadcast(b_bar[..., 0] if _is_vector(b) else b_bar, b)


def _solve_jvp(x_dots: Any, y: Any, a: Any, b: Any) -> Any:
    a_dot, b_dot = x_dots
    if _is_vector(b):
        moved = np.expand_dims(b_dot, -1) - a_dot @ np.expand_dims(y, -1)
        return np.linalg.solve(a, np.broadcast_to(moved, (*shape(y), 1)))[..., 0]
    return np.linalg.solve(a, b_dot - a_dot @ y)


SOLVE = ArrayRule("linalg.solve", np.linalg.solve, _solve_jvp, _solve_vjp, complex_too=True, fresh=True, shares=True)
INV = ArrayRule(
    "linalg.inv",
    np.linalg.inv,
    jvp=lambda x_dot, y, a: -y @ x_dot @ y,
    vjp=lambda y_bar, y, a: -adjoint(y) @ y_bar @ adjoint(y),
    reads="output",
    complex_too=True,
    fresh=True,
)


def _pinv_jvp(x_dot: Any, y: Any, a: Any) -> Any:
    y_t, dot_t = adjoint(y), adjoint(x_dot)
    right = y @ y_t @ dot_t
    left = dot_t @ y_t @ y
    return -y @ x_dot @ y + (right - right @ a @ y) + (left - y @ (a @ left))


def _pinv_vjp(y_bar: Any, y: Any, a: Any) -> Any:
    y_t, bar_t = adjoint(y), adjoint(y_bar)
    first = bar_t @ y @ y_t
    second = y_t @ y @ bar_t
    return -y_t @ y_bar @ y_t + (first - a @ (y @ first)) + (second - (second @ y) @ a)


PINV = ArrayRule("linalg.pinv", np.linalg.pinv, _pinv_jvp, _pinv_vjp, complex_too=True, fresh=True)


def solve(a: Any, b: Any) -> Any:
    """np.linalg.solve."""
    return SOLVE(a, b)


def inv(a: Any) -> Any:
    """np.linalg.inv."""
    return INV(a)


def pinv(a: Any) -> Any:
    """np.linalg.pinv; it has a derivative where the rank is constant."""
    return PINV(a)


def lstsq(a: Any, b: Any, rcond: Any = None) -> tuple[Any, Any, Any, Any]:
    """np.linalg.lstsq: the solution, the sums of squares that are left, the rank, and the singular values.

    Raises:
        OutsideDomain: the rank is not full; the shortest solution jumps when it becomes so.
    """
    plain, *_, rank, _ = np.linalg.lstsq(unboxed(a), unboxed(b), rcond)
    a, b = (np.asarray(part).astype(plain.dtype) for part in (a, b))
    rows, columns = shape(a)
    if rank < min(rows, columns):
        raise OutsideDomain(
            f"np.linalg.lstsq has no derivative where the rank of the matrix, here {rank}, is less than its smaller "
            f"side, here {min(rows, columns)}: the shortest solution jumps beside it; add a ridge, or leave columns out"
        )
    x = np.linalg.pinv(a) @ b
    left: Any = np.zeros(0, plain.real.dtype)
    if rank == columns < rows:
        left = np.atleast_1d(np.sum(np.square(np.abs(b - a @ x)), axis=0))
    return x, left, rank, np.linalg.svdvals(a)


INVERSES: dict[Any, Any] = {
    np.linalg.solve: solve,
    np.linalg.inv: inv,
    np.linalg.pinv: pinv,
    np.linalg.lstsq: lstsq,
}
