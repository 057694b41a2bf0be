"""Determinants: d det A = tr(adj(A) dA), also where A is singular; d log|det A| = tr(inv(A) dA), where it is not."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.autodiff.mechanism.box import Box, shape, unboxed
from calcref.autodiff.mechanism.rule import ArrayRule
from calcref.autodiff.rules.inverses import Shared, inverse
from calcref.autodiff.rules.reductions import product_of_others
from calcref.autodiff.rules.shapes import conj, transposed
from calcref.core.errors import OutsideDomain


def _scaled(y_bar: Any, a: Any) -> Any:
    """A number for each matrix, times the matrix."""
    return np.expand_dims(y_bar, (-1, -2)) * a


def _cofactors(y: Any, a: Any) -> Any:
    """The transpose of adj(A): det(A) inv(A)^T, and from the singular values where A is singular or nearly so."""
    sizes = np.linalg.svd(unboxed(a), compute_uv=False)
    if np.all(sizes[..., -1] > 1e-8 * sizes[..., 0]):
        return _scaled(y, transposed(np.linalg.inv(a)))
    if type(a) is Box:  # to be differentiated again, and a singular value decomposition has no slope here
        return _by_minors(a)
    u, s, vh = np.linalg.svd(a)
    sign = np.linalg.det(unboxed(u)) * np.linalg.det(unboxed(vh))
    return _scaled(sign, (conj(u) * np.expand_dims(product_of_others(s, -1), -2)) @ conj(vh))


def _by_minors(a: Any) -> Any:
    """The cofactors as signed determinants of what is left without a row and a column."""
    n = shape(a)[-1]
    if n == 1:
        return np.ones_like(unboxed(a)) + 0.0 * a
    left = [np.array([k for k in range(n) if k != gone]) for gone in range(n)]
    rows = [
        np.stack([(-1.0) ** (i + j) * np.linalg.det(a[..., left[i], :][..., left[j]]) for j in range(n)], -1)
        for i in range(n)
    ]
    return np.stack(rows, -2)


DET = ArrayRule(
    "linalg.det",
    np.linalg.det,
    jvp=lambda x_dot, y, a: np.sum(_cofactors(y, a) * x_dot, axis=(-1, -2)),
    vjp=lambda y_bar, y, a: _scaled(y_bar, conj(_cofactors(y, a))),
    complex_too=True,
    fresh=True,
)


def _trace(x_dot: Any, a: Any) -> Any:
    """tr(inv(A) dA)."""
    return np.sum(transposed(np.linalg.inv(a)) * x_dot, axis=(-1, -2))


def _log_det_jvp(x_dot: Any, y: Any, a: Any) -> Any:
    return np.real(_trace(x_dot, a))


def _log_det_vjp(y_bar: Any, y: Any, a: Any, shared: Shared) -> Any:
    if np.any(np.linalg.det(unboxed(a)) == 0):
        raise OutsideDomain("log|det A| has no derivative where A is singular: there it is -inf; try A + e I")
    return _scaled(y_bar, conj(transposed(inverse(a, shared))))


LOG_DET = ArrayRule(
    "linalg.slogdet",
    lambda a: np.linalg.slogdet(a)[1],
    _log_det_jvp,
    _log_det_vjp,
    reads="inputs",
    complex_too=True,
    fresh=True,
    shares=True,
)


def _sign_det_vjp(y_bar: Any, y: Any, a: Any) -> Any:
    turned = np.real(np.conjugate(y_bar) * y * 1j)
    return _scaled(turned * 1j, conj(transposed(np.linalg.inv(a))))


SIGN_DET = ArrayRule(
    "linalg.slogdet",
    lambda a: np.linalg.slogdet(a)[0],
    lambda x_dot, y, a: y * np.imag(_trace(x_dot, a)) * 1j,
    _sign_det_vjp,
    complex_too=True,
    fresh=True,
)
_SlogdetResult = type(np.linalg.slogdet(np.ones((1, 1))))


def det(a: Any) -> Any:
    """np.linalg.det."""
    return DET(a)


def slogdet(a: Any) -> Any:
    """np.linalg.slogdet; the sign of a real determinant is a constant, that of a complex one turns."""
    sign = SIGN_DET(a) if a.dtype.kind == "c" else np.linalg.slogdet(unboxed(a))[0]
    return _SlogdetResult(sign, LOG_DET(a))


DETERMINANTS: dict[Any, Any] = {np.linalg.det: det, np.linalg.slogdet: slogdet}
