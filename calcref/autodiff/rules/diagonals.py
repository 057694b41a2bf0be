"""Diagonals and triangles of matrices."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.autodiff.mechanism.box import shape
from calcref.autodiff.mechanism.rule import ArrayRule
from calcref.autodiff.rules.indexing import SCATTER, TAKE

TRIL = ArrayRule(
    "tril",
    lambda m, k: np.tril(m, k),
    "linear",
    lambda y_bar, y, m, k: np.tril(y_bar, k),
    reads="shapes",
    complex_too=True,
    fresh=True,
)
TRIU = ArrayRule(
    "triu",
    lambda m, k: np.triu(m, k),
    "linear",
    lambda y_bar, y, m, k: np.triu(y_bar, k),
    reads="shapes",
    complex_too=True,
    fresh=True,
)


def _places(rows: int, columns: int, offset: int) -> tuple[Any, ...]:
    """The index of a diagonal of the last two axes."""
    i = np.arange(max(0, min(rows, columns - offset) if offset >= 0 else min(rows + offset, columns)))
    return (..., i + max(0, -offset), i + max(0, offset))


def diagonal(a: Any, offset: int = 0, axis1: int = 0, axis2: int = 1) -> Any:
    """np.diagonal."""
    moved = np.moveaxis(a, (axis1, axis2), (-2, -1))
    rows, columns = shape(moved)[-2:]
    return TAKE(moved, index=_places(rows, columns, offset), once=True)


def linalg_diagonal(x: Any, *, offset: int = 0) -> Any:
    """np.linalg.diagonal."""
    return diagonal(x, offset, -2, -1)


def diag(v: Any, k: int = 0) -> Any:
    """np.diag."""
    if v.ndim != 1:
        return diagonal(v, k)
    size = shape(v)[0] + abs(k)
    return SCATTER(v, index=_places(size, size, k), shape=(size, size), once=True)


def diagflat(v: Any, k: int = 0) -> Any:
    """np.diagflat."""
    return diag(np.ravel(v), k)


def trace(a: Any, offset: int = 0, axis1: int = 0, axis2: int = 1) -> Any:
    """np.trace."""
    return np.sum(diagonal(a, offset, axis1, axis2), -1)


def linalg_trace(x: Any, *, offset: int = 0) -> Any:
    """np.linalg.trace."""
    return trace(x, offset, -2, -1)


def _square(v: Any) -> Any:
    """A vector in every row, as NumPy reads it."""
    return np.broadcast_to(v, shape(v) * 2)


def tril(m: Any, k: int = 0) -> Any:
    """np.tril."""
    return TRIL(m if m.ndim > 1 else _square(m), k=k)


def triu(m: Any, k: int = 0) -> Any:
    """np.triu."""
    return TRIU(m if m.ndim > 1 else _square(m), k=k)


DIAGONALS: dict[Any, Any] = {
    np.diagonal: diagonal,
    np.linalg.diagonal: linalg_diagonal,
    np.diag: diag,
    np.diagflat: diagflat,
    np.trace: trace,
    np.linalg.trace: linalg_trace,
    np.tril: tril,
    np.triu: triu,
}
