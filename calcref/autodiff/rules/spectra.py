"""Eigenvalues and singular values, with their vectors.

Vectors of values that coincide turn freely within their space, so they have no derivative: a gradient that asks for
it is refused, and a tangent of it is NaN. Values alone have one; where they coincide it is right for functions that
treat the coinciding values alike.

Source: Giles, Collected matrix derivative results for forward and reverse mode AD (2008), sections 3.1 and 3.2;
Townsend, Differentiating the singular value decomposition (2016).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.autodiff.mechanism.box import shape, unboxed
from calcref.autodiff.mechanism.rule import ArrayRule
from calcref.autodiff.rules.factors import symmetric
from calcref.autodiff.rules.shapes import transposed
from calcref.core.errors import NoRuleApplies, OutsideDomain


def _columns(w: Any) -> Any:
    """Numbers that multiply the columns of a matrix."""
    return np.expand_dims(w, -2)


def _gaps(w: Any) -> Any:
    """1 / (w[j] - w[i]) off the diagonal and 0 on it; NaN where values coincide."""
    n = shape(w)[-1]
    gap = np.expand_dims(w, -2) - np.expand_dims(w, -1)
    plain = unboxed(w)
    limit = n * np.finfo(plain.dtype).eps * np.max(np.abs(plain), axis=-1, initial=0.0, keepdims=True)[..., None]
    one = np.eye(n, dtype=plain.dtype)
    met = (np.abs(unboxed(gap)) <= limit) & (one == 0)
    return np.where(met, np.nan, (1 - one) / (np.where(met, 1.0, gap) + one))


def _refuse_coinciding(gaps: Any, w: Any, name: str) -> None:
    """Refuse the derivative of vectors that have none."""
    met = np.argwhere(np.isnan(unboxed(gaps)))
    if len(met):
        *batch, i, j = met[0]
        values = unboxed(w)[tuple(batch)]
        raise OutsideDomain(
            f"the vectors of {name} have no derivative where values coincide, and here values {i} and {j} are "
            f"{values[i]:.6g} and {values[j]:.6g}; use the values alone, or add a term that parts them"
        )


def _is_zero(x: Any) -> bool:
    return type(x) is np.ndarray and not x.any()


def _eigh_jvp(x_dot: Any, y: Any, a: Any) -> Any:
    w, v = y
    moved = transposed(v) @ ((x_dot + transposed(x_dot)) * 0.5) @ v
    return np.diagonal(moved, 0, -2, -1), v @ (_gaps(w) * moved)


def _eigh_vjp(y_bar: Any, y: Any, a: Any) -> Any:
    (w, v), (w_bar, v_bar) = y, y_bar
    inner = np.expand_dims(w_bar, -1) * np.eye(shape(w)[-1], dtype=unboxed(w).dtype)
    if not _is_zero(v_bar):
        gaps = _gaps(w)
        _refuse_coinciding(gaps, w, "np.linalg.eigh")
        inner = inner + gaps * (transposed(v) @ v_bar)
    s = v @ inner @ transposed(v)
    return (s + transposed(s)) * 0.5


EIGH = ArrayRule("linalg.eigh", lambda a: tuple(np.linalg.eigh(a)), _eigh_jvp, _eigh_vjp, fresh=True)
_EighResult = type(np.linalg.eigh(np.ones((1, 1))))


def _eigvalsh_jvp(x_dot: Any, y: Any, a: Any) -> Any:
    v = np.linalg.eigh(a)[1]
    return np.einsum("...ji,...jk,...ki->...i", v, (x_dot + transposed(x_dot)) * 0.5, v)


def _eigvalsh_vjp(y_bar: Any, y: Any, a: Any) -> Any:
    v = np.linalg.eigh(a)[1]
    return (v * _columns(y_bar)) @ transposed(v)


EIGVALSH = ArrayRule("linalg.eigvalsh", np.linalg.eigvalsh, _eigvalsh_jvp, _eigvalsh_vjp, reads="inputs", fresh=True)


def _svd_jvp(x_dot: Any, y: Any, a: Any) -> Any:
    u, s, vh = y
    moved = transposed(u) @ x_dot @ transposed(vh)
    gaps = _gaps(s * s)
    scaled, turned = moved * _columns(s), np.expand_dims(s, -1) * moved
    u_dot = u @ (gaps * (scaled + transposed(scaled)))
    v_dot = transposed(vh) @ (gaps * (turned + transposed(turned)))
    outside_u, outside_v = x_dot @ transposed(vh), transposed(x_dot) @ u
    u_dot = u_dot + _divided(outside_u - u @ (transposed(u) @ outside_u), s)
    v_dot = v_dot + _divided(outside_v - transposed(vh) @ (vh @ outside_v), s)
    return u_dot, np.diagonal(moved, 0, -2, -1), transposed(v_dot)


def _divided(a: Any, s: Any) -> Any:
    """The part outside of the space of the vectors, divided by the singular values; nothing is there if it is full."""
    return a / _columns(s) if shape(a)[-2] > shape(a)[-1] else np.zeros(shape(a))


def _svd_vjp(y_bar: Any, y: Any, a: Any) -> Any:
    (u, s, vh), (u_bar, s_bar, vh_bar) = y, y_bar
    inner = np.expand_dims(s_bar, -1) * np.eye(shape(s)[-1], dtype=unboxed(s).dtype)
    found = 0.0
    if not (_is_zero(u_bar) and _is_zero(vh_bar)):
        gaps = _gaps(s * s)
        _refuse_coinciding(gaps, s, "np.linalg.svd")
        v, v_bar = transposed(vh), transposed(vh_bar)
        in_u, in_v = transposed(u) @ u_bar, vh @ v_bar
        inner = inner + gaps * (in_u - transposed(in_u)) * _columns(s)
        inner = inner + np.expand_dims(s, -1) * (gaps * (in_v - transposed(in_v)))
        found = _divided(u_bar - u @ in_u, s) @ vh + u @ transposed(_divided(v_bar - v @ in_v, s))
    return u @ inner @ vh + found


SVD = ArrayRule("linalg.svd", lambda a: tuple(np.linalg.svd(a, full_matrices=False)), _svd_jvp, _svd_vjp, fresh=True)
_SVDResult = type(np.linalg.svd(np.ones((1, 1))))


def _svdvals_jvp(x_dot: Any, y: Any, a: Any) -> Any:
    u, _, vh = np.linalg.svd(a, full_matrices=False)
    return np.einsum("...ji,...jk,...ik->...i", u, x_dot, vh)


def _svdvals_vjp(y_bar: Any, y: Any, a: Any) -> Any:
    u, _, vh = np.linalg.svd(a, full_matrices=False)
    return (u * _columns(y_bar)) @ vh


SVDVALS = ArrayRule("linalg.svdvals", np.linalg.svdvals, _svdvals_jvp, _svdvals_vjp, reads="inputs", fresh=True)


def eigh(a: Any) -> Any:
    """np.linalg.eigh, of real symmetric matrices."""
    return _EighResult(*EIGH(symmetric(a, "np.linalg.eigh")))


def eigvalsh(a: Any) -> Any:
    """np.linalg.eigvalsh, of real symmetric matrices."""
    return EIGVALSH(symmetric(a, "np.linalg.eigvalsh"))


def svd(a: Any, full_matrices: bool = True, compute_uv: bool = True) -> Any:
    """np.linalg.svd, of real matrices."""
    if not compute_uv:
        return svdvals(a)
    if a.dtype.kind == "c" or (full_matrices and shape(a)[-1] != shape(a)[-2]):
        raise NoRuleApplies(
            "np.linalg.svd has a derivative rule for real matrices, and for the vectors of singular values only; pass "
            "full_matrices=False"
        )
    return _SVDResult(*SVD(a))


def svdvals(x: Any, /) -> Any:
    """np.linalg.svdvals, of real matrices."""
    if x.dtype.kind == "c":
        raise NoRuleApplies("np.linalg.svdvals has a derivative rule for real matrices only")
    return SVDVALS(x)


SPECTRA: dict[Any, Any] = {
    np.linalg.eigh: eigh,
    np.linalg.eigvalsh: eigvalsh,
    np.linalg.svd: svd,
    np.linalg.svdvals: svdvals,
}
