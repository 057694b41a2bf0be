"""Eigenvalues and singular values, with their vectors, of real and of complex matrices.

Vectors of values that coincide turn freely within their space, so they have no derivative: a gradient that reads them
is refused, and a tangent of them is NaN. Those that are not read do no harm. Values alone have a derivative; where they
coincide it is right for functions that treat the coinciding values alike. Complex vectors are given up to a phase: a
gradient of what depends on the phase is refused, and a tangent is that of the vectors whose phase stands still.

Source: Giles, Collected matrix derivative results for forward and reverse mode AD (2008), sections 3.1 and 3.2;
Townsend, Differentiating the singular value decomposition (2016).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.autodiff.mechanism.box import shape, unboxed
from calcref.autodiff.mechanism.rule import ArrayRule
from calcref.autodiff.rules.factors import symmetric
from calcref.autodiff.rules.inverses import adjoint
from calcref.autodiff.rules.shapes import conj
from calcref.core.errors import NoRuleApplies, OutsideDomain


def _columns(w: Any) -> Any:
    """Numbers that multiply the columns of a matrix."""
    return np.expand_dims(w, -2)


def _rows(w: Any) -> Any:
    """Numbers that multiply the rows of a matrix."""
    return np.expand_dims(w, -1)


def _eye(w: Any) -> Any:
    return np.eye(shape(w)[-1], dtype=unboxed(w).dtype)


def _limit(w: Any) -> Any:
    """The distance below which values count as equal, for each matrix."""
    plain = unboxed(w)
    largest = np.max(np.abs(plain), axis=-1, initial=0.0, keepdims=True)
    return shape(w)[-1] * np.finfo(plain.dtype).eps * largest


def _gaps(w: Any) -> Any:
    """1 / (w[j] - w[i]) off the diagonal and 0 on it; NaN where values coincide."""
    gap, one = _columns(w) - _rows(w), _eye(w)
    met = (np.abs(unboxed(gap)) <= _rows(_limit(w))) & (one == 0)
    return np.where(met, np.nan, (1 - one) / (np.where(met, 1.0, gap) + one))


def _of_read(gaps: Any, w: Any, read: Any, name: str) -> Any:
    """The gaps, with 0 where values coincide whose vectors are not read.

    Raises:
        OutsideDomain: values coincide, and a vector of theirs is read.
    """
    met = np.isnan(unboxed(gaps))
    found = np.argwhere(met & (_rows(read) | _columns(read)))
    if len(found):
        *batch, i, j = found[0]
        values = unboxed(w)[tuple(batch)]
        raise OutsideDomain(
            f"the vectors of {name} have no derivative where values coincide, and here values {i} and {j} are "
            f"{values[i]:.6g} and {values[j]:.6g}; use the values alone, vectors of other values, or add a term that "
            "parts them"
        )
    return np.where(met, 0.0, gaps) if np.any(met) else gaps


def _read(y_bar: Any, n: int, axis: int) -> Any:
    """For each vector of part `n`, which lies along `axis`, whether it is known to be unread, denied."""
    unread = y_bar.unread[n] if hasattr(y_bar, "unread") else None
    there = np.ones(shape(y_bar[n]), bool) if unread is None else np.broadcast_to(~unread, shape(y_bar[n]))
    return np.any(there, axis=axis)


def _check_phase(turned: Any, bars: Any, name: str) -> None:
    """Refuse what depends on the phases of complex vectors: `turned` is how it moves with each.

    Raises:
        OutsideDomain: it does.
    """
    moved, size = np.abs(unboxed(turned)), np.sqrt(sum(np.sum(np.abs(unboxed(bar)) ** 2) for bar in bars))
    if np.any(moved > np.sqrt(np.finfo(moved.dtype).eps) * size):
        raise OutsideDomain(
            f"the vectors of {name} of a complex matrix are given up to a phase, and the function depends on it; use "
            "what does not, such as np.abs of them, or v @ np.conj(v.T)"
        )


def _diagonal(a: Any) -> Any:
    return np.diagonal(a, 0, -2, -1)


def _eigh_jvp(x_dot: Any, y: Any, a: Any, uplo: Any) -> Any:
    w, v = y
    moved = adjoint(v) @ ((x_dot + adjoint(x_dot)) * 0.5) @ v
    return np.real(_diagonal(moved)), v @ (_gaps(w) * moved)


def _eigh_vjp(y_bar: Any, y: Any, a: Any, uplo: Any) -> Any:
    (w, v), (w_bar, v_bar) = y, y_bar
    inner, read = _rows(w_bar) * _eye(w), _read(y_bar, 1, -2)
    if np.any(read):
        gaps = _of_read(_gaps(w), w, read, "np.linalg.eigh")
        turned = adjoint(v) @ v_bar
        if unboxed(v).dtype.kind == "c":
            _check_phase(np.imag(_diagonal(turned)), [v_bar], "np.linalg.eigh")
        inner = inner + gaps * turned
    s = v @ inner @ adjoint(v)
    return (s + adjoint(s)) * 0.5


EIGH = ArrayRule(
    "linalg.eigh",
    lambda a, uplo: tuple(np.linalg.eigh(a, uplo)),
    _eigh_jvp,
    _eigh_vjp,
    complex_too=True,
    fresh=True,
    watches=True,
)
_EighResult = type(np.linalg.eigh(np.ones((1, 1))))


def _eigvalsh_jvp(x_dot: Any, y: Any, a: Any, uplo: Any) -> Any:
    v = np.linalg.eigh(a, uplo)[1]
    return np.real(np.einsum("...ji,...jk,...ki->...i", conj(v), (x_dot + adjoint(x_dot)) * 0.5, v))


def _eigvalsh_vjp(y_bar: Any, y: Any, a: Any, uplo: Any) -> Any:
    v = np.linalg.eigh(a, uplo)[1]
    return (v * _columns(y_bar)) @ adjoint(v)


EIGVALSH = ArrayRule(
    "linalg.eigvalsh",
    lambda a, uplo: np.linalg.eigvalsh(a, uplo),
    _eigvalsh_jvp,
    _eigvalsh_vjp,
    reads="inputs",
    complex_too=True,
    fresh=True,
)


def _shares(s: Any) -> tuple[Any, Any]:
    """s[j] / (s[i] + s[j]) and s[i] / (s[i] + s[j]), which no scale of `s` lets overflow; 0 where both are 0."""
    both = _columns(s) + _rows(s)
    both = np.where(unboxed(both) == 0, 1.0, both)
    return _columns(s) / both, _rows(s) / both


def _svd_jvp(x_dot: Any, y: Any, a: Any) -> Any:
    u, s, vh = y
    v, (p, q), gaps = adjoint(vh), _shares(s), _gaps(s)
    moved = adjoint(u) @ x_dot @ v
    u_turn, v_turn = gaps * (p * moved + q * adjoint(moved)), gaps * (q * moved + p * adjoint(moved))
    if unboxed(moved).dtype.kind == "c":  # the phase of the rows of vh stands still
        u_turn = u_turn + _eye(s) * _rows(np.imag(_diagonal(moved)) / s) * 1j
    u_dot = u @ u_turn + _outside(x_dot @ v, u, s)
    v_dot = v @ v_turn + _outside(adjoint(x_dot) @ u, v, s)
    return u_dot, np.real(_diagonal(moved)), adjoint(v_dot)


def _outside(a: Any, u: Any, s: Any) -> Any:
    """What of `a` is outside of the space of the vectors, over the singular values: nothing if that is the whole."""
    if shape(u)[-2] == shape(u)[-1]:
        return np.zeros_like(unboxed(a))
    return (a - u @ (adjoint(u) @ a)) / _columns(s)


def _svd_vjp(y_bar: Any, y: Any, a: Any) -> Any:
    (u, s, vh), (u_bar, s_bar, vh_bar) = y, y_bar
    inner, in_u, in_v = _rows(s_bar) * _eye(s), _read(y_bar, 0, -2), _read(y_bar, 2, -1)
    if not np.any(in_u | in_v):
        return u @ inner @ vh
    gaps = _of_read(_gaps(s), s, in_u | in_v, "np.linalg.svd")
    v, v_bar, (p, q) = adjoint(vh), adjoint(vh_bar), _shares(s)
    turn_u, turn_v = adjoint(u) @ u_bar, adjoint(v) @ v_bar
    inner = inner + gaps * (p * (turn_u - adjoint(turn_u)) + q * (turn_v - adjoint(turn_v)))
    if unboxed(u).dtype.kind == "c":
        phase = np.imag(_diagonal(turn_u))
        _check_phase(phase + np.imag(_diagonal(turn_v)), [u_bar, v_bar], "np.linalg.svd")
        inner = inner + _eye(s) * _rows(phase / np.where(unboxed(s) == 0, 1.0, s)) * 1j
    found = u @ inner @ vh
    if shape(u)[-2] > shape(u)[-1]:
        found = found + _outside(u_bar, u, _nonzero(s, in_u)) @ vh
    if shape(v)[-2] > shape(v)[-1]:
        found = found + u @ adjoint(_outside(v_bar, v, _nonzero(s, in_v)))
    return found


def _nonzero(s: Any, read: Any) -> Any:
    """The singular values, with 1 for a 0 whose vector is not read: it turns freely out of the space of the others.

    Raises:
        OutsideDomain: it is read.
    """
    none = unboxed(s) <= _limit(s)
    if np.any(none & read):
        raise OutsideDomain(
            "the vectors of np.linalg.svd have no derivative where a singular value of a matrix that is not square is "
            "0; use those of the others, or the singular values alone"
        )
    return np.where(none, 1.0, s) if np.any(none) else s


SVD = ArrayRule(
    "linalg.svd",
    lambda a: tuple(np.linalg.svd(a, full_matrices=False)),
    _svd_jvp,
    _svd_vjp,
    complex_too=True,
    fresh=True,
    watches=True,
)
_SVDResult = type(np.linalg.svd(np.ones((1, 1))))


def _svdvals_jvp(x_dot: Any, y: Any, a: Any) -> Any:
    u, _, vh = np.linalg.svd(a, full_matrices=False)
    return np.real(np.einsum("...ji,...jk,...ik->...i", conj(u), x_dot, conj(vh)))


def _svdvals_vjp(y_bar: Any, y: Any, a: Any) -> Any:
    u, _, vh = np.linalg.svd(a, full_matrices=False)
    return (u * _columns(y_bar)) @ vh


SVDVALS = ArrayRule(
    "linalg.svdvals",
    np.linalg.svdvals,
    _svdvals_jvp,
    _svdvals_vjp,
    reads="inputs",
    complex_too=True,
    fresh=True,
)


def eigh(a: Any, UPLO: Any = "L") -> Any:
    """np.linalg.eigh, of symmetric or Hermitian matrices; which triangle is read makes no difference then."""
    return _EighResult(*EIGH(symmetric(a, "np.linalg.eigh"), uplo=UPLO))


def eigvalsh(a: Any, UPLO: Any = "L") -> Any:
    """np.linalg.eigvalsh, of symmetric or Hermitian matrices."""
    return EIGVALSH(symmetric(a, "np.linalg.eigvalsh"), uplo=UPLO)


def svd(a: Any, full_matrices: bool = True, compute_uv: bool = True, hermitian: bool = False) -> Any:
    """np.linalg.svd, with as many vectors as there are singular values."""
    if hermitian:
        raise NoRuleApplies("np.linalg.svd has a derivative rule, but not with hermitian=True; leave that out")
    if not compute_uv:
        return svdvals(a)
    if full_matrices and shape(a)[-1] != shape(a)[-2]:
        raise NoRuleApplies(
            "np.linalg.svd has a derivative rule for the vectors of singular values only; pass full_matrices=False"
        )
    return _SVDResult(*SVD(a))


def svdvals(x: Any, /) -> Any:
    """np.linalg.svdvals."""
    return SVDVALS(x)


SPECTRA: dict[Any, Any] = {
    np.linalg.eigh: eigh,
    np.linalg.eigvalsh: eigvalsh,
    np.linalg.svd: svd,
    np.linalg.svdvals: svdvals,
}
