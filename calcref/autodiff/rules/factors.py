"""Cholesky and QR factors.

The derivative of a Cholesky factor is taken in the space of symmetric matrices: the gradient is symmetric.

Source: Murray, Differentiation of the Cholesky decomposition (2016), section 3; Walter and Lehmann, Algorithmic
differentiation of linear algebra functions (2010), section 3, for QR.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.autodiff.mechanism.box import shape, unboxed
from calcref.autodiff.mechanism.rule import ArrayRule
from calcref.autodiff.rules.inverses import Shared, adjoint, inverse
from calcref.autodiff.rules.shapes import transposed
from calcref.core.errors import NoRuleApplies, OutsideDomain, ShapeMismatch

_BASE = 48  # the size up to which the plain formula is the faster


def symmetric(a: Any, name: str) -> Any:
    """`a`, where it is symmetric, or Hermitian; NumPy reads one triangle and would not say otherwise.

    Raises:
        OutsideDomain: it is not.
    """
    plain = unboxed(a)
    if plain.ndim < 2 or plain.shape[-1] != plain.shape[-2]:
        raise ShapeMismatch(f"{name} takes square matrices, and was given shape {plain.shape}")
    probe = np.cos(np.arange(plain.shape[-1], dtype=plain.real.dtype))
    gap, scale = np.abs(plain @ probe - probe @ np.conjugate(plain)), np.max(np.abs(plain), initial=0.0)
    if np.any(gap > np.sqrt(np.finfo(plain.dtype).eps) * scale * plain.shape[-1]):
        kind, turned = ("Hermitian", "np.conj(a)") if plain.dtype.kind == "c" else ("symmetric", "a")
        raise OutsideDomain(
            f"{name} is differentiated in the space of {kind} matrices, and its argument is not {kind} (NumPy reads "
            f"one triangle of it only); write (a + np.swapaxes({turned}, -1, -2)) / 2"
        )
    return a


def _lower_half(a: Any) -> Any:
    """The lower triangle with half of the diagonal."""
    return np.tril(a) * (1 - 0.5 * np.eye(shape(a)[-1], dtype=a.dtype))


def _cholesky_jvp(x_dot: Any, y: Any, a: Any) -> Any:
    inv = np.linalg.inv(y)
    return y @ _lower_half(inv @ ((x_dot + adjoint(x_dot)) * 0.5) @ adjoint(inv))


def _cholesky_vjp(y_bar: Any, y: Any, a: Any, shared: Shared) -> Any:
    inv = inverse(y, shared)
    if type(y_bar) is np.ndarray and type(y) is np.ndarray and y.ndim == 2 and y.dtype.kind == "f":
        return _cholesky_back(y, inv, np.tril(y_bar))
    s = adjoint(inv) @ _lower_half(adjoint(y) @ y_bar) @ inv
    return (s + adjoint(s)) * 0.5


def _cholesky_back(y: Any, inv: Any, y_bar: Any) -> Any:
    """The same by halves, a sixth of the work: a diagonal block of `inv` is the inverse of that of `y`."""
    n = y.shape[0]
    if n <= _BASE:
        s = inv.T @ _lower_half(y.T @ y_bar) @ inv
        return (s + s.T) * 0.5
    k, out = n // 2, np.empty_like(y)
    low = y[k:, :k]
    out[k:, k:] = last = _cholesky_back(y[k:, k:], inv[k:, k:], y_bar[k:, k:])
    low_bar = (y_bar[k:, :k] - 2 * last @ low) @ inv[:k, :k]
    out[:k, :k] = _cholesky_back(y[:k, :k], inv[:k, :k], y_bar[:k, :k] - np.tril(low_bar.T @ low))
    out[k:, :k] = low_bar / 2
    out[:k, k:] = low_bar.T / 2
    return out


CHOLESKY = ArrayRule(
    "linalg.cholesky",
    np.linalg.cholesky,
    _cholesky_jvp,
    _cholesky_vjp,
    reads="output",
    complex_too=True,
    fresh=True,
    shares=True,
)


def cholesky(a: Any, /, *, upper: bool = False) -> Any:
    """np.linalg.cholesky, of symmetric or Hermitian matrices."""
    lower = CHOLESKY(symmetric(a, "np.linalg.cholesky"))
    return adjoint(lower) if upper else lower


def _skew(c: Any) -> Any:
    """The skew matrix with the lower triangle of `c`."""
    low = np.tril(c, -1)
    return low - transposed(low)


def _qr_jvp(x_dot: Any, y: Any, a: Any) -> Any:
    q, r = y
    moved = transposed(np.linalg.solve(transposed(r), transposed(x_dot)))
    inside = transposed(q) @ moved
    turn = _skew(inside)
    return q @ turn + moved - q @ inside, (inside - turn) @ r


def _qr_vjp(y_bar: Any, y: Any, a: Any) -> Any:
    (q, r), (q_bar, r_bar) = y, y_bar
    m = r @ transposed(r_bar) - transposed(q_bar) @ q
    mirrored = np.tril(m) + transposed(np.tril(m, -1))
    return transposed(np.linalg.solve(r, transposed(q_bar + q @ mirrored)))


QR = ArrayRule("linalg.qr", lambda a: tuple(np.linalg.qr(a)), _qr_jvp, _qr_vjp, fresh=True)
_QRResult = type(np.linalg.qr(np.ones((1, 1))))


def qr(a: Any, mode: str = "reduced") -> Any:
    """np.linalg.qr, reduced, of real matrices whose first columns are independent."""
    rows, columns = shape(a)[-2:]
    if a.dtype.kind == "c" or mode not in ("reduced", "r"):
        raise NoRuleApplies("np.linalg.qr has a derivative rule for real matrices, with mode 'reduced' or 'r'")
    q, r = QR(a[..., :rows])
    sizes = np.abs(np.diagonal(unboxed(r), 0, -2, -1))
    if np.any(sizes <= rows * np.finfo(sizes.dtype).eps * np.max(sizes, axis=-1, initial=0.0, keepdims=True)):
        raise OutsideDomain("np.linalg.qr has no derivative where the first columns of a matrix depend on each other")
    if columns > rows:
        r = np.concatenate([r, transposed(q) @ a[..., rows:]], -1)
    return r if mode == "r" else _QRResult(q, r)


FACTORS: dict[Any, Any] = {np.linalg.cholesky: cholesky, np.linalg.qr: qr}
