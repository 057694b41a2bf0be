"""Polynomials by their coefficients, the highest power first."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.autodiff.mechanism.box import Box, shape, unboxed
from calcref.core.errors import NoRuleApplies, OutsideDomain, ShapeMismatch


def polyval(p: Any, x: Any) -> Any:
    """np.polyval, by Horner's scheme."""
    x = np.asarray(x) if isinstance(x, list | tuple) else x
    found: Any = np.zeros(np.shape(unboxed(x)), np.result_type(unboxed(x), np.int8))
    for k in range(shape(p)[0] if hasattr(p, "dtype") else len(p)):
        found = found * x + p[k]
    return found


def polyadd(a1: Any, a2: Any) -> Any:
    """np.polyadd."""
    a1, a2 = _alike(a1, a2)
    return a1 + a2


def polysub(a1: Any, a2: Any) -> Any:
    """np.polysub."""
    a1, a2 = _alike(a1, a2)
    return a1 - a2


def polymul(a1: Any, a2: Any) -> Any:
    """np.polymul, which drops leading zeros before.

    Raises:
        OutsideDomain: a leading coefficient is traced and is 0: with it, the product has a power more.
    """
    return np.convolve(_trimmed(np.atleast_1d(a1)), _trimmed(np.atleast_1d(a2)))


def poly(seq_of_zeros: Any) -> Any:
    """np.poly of the roots.

    Raises:
        NoRuleApplies: a matrix, whose characteristic polynomial is asked for.
    """
    roots = np.atleast_1d(seq_of_zeros)
    if np.ndim(roots) != 1:
        raise NoRuleApplies("np.poly has a derivative rule for the roots of a polynomial, not for a matrix")
    kind = unboxed(roots).dtype if unboxed(roots).dtype.char in "fdFD" else np.dtype(float)
    found: Any = np.ones(1, kind)
    for k in range(shape(roots)[0]):
        found = _longer(found * -roots[k], shape(found)[0] + 1) + np.concatenate([found, np.zeros(1, kind)])
    return found


def polyder(p: Any, m: int = 1) -> Any:
    """np.polyder."""
    for _ in range(m):
        p = p[:-1] * np.arange(shape(p)[0] - 1, 0, -1)
    return p


def polyint(p: Any, m: int = 1, k: Any = None) -> Any:
    """np.polyint; the constants may be traced as well."""
    constants = np.zeros(m) if k is None else np.atleast_1d(k)
    if shape(constants)[0] == 1:
        constants = np.broadcast_to(constants, (m,))
    for n in range(m):
        p = np.concatenate([p / np.arange(shape(p)[0], 0, -1), np.atleast_1d(constants[n])])
    return p


def vander(x: Any, N: int | None = None, increasing: bool = False) -> Any:
    """np.vander."""
    if np.ndim(x) != 1:
        raise ShapeMismatch(f"np.vander takes a vector, and was given shape {shape(x)}")
    powers = np.arange(shape(x)[0] if N is None else N)
    return np.expand_dims(x, -1) ** (powers if increasing else powers[::-1])


def _longer(p: Any, size: int) -> Any:
    """`p` with zeros before it."""
    return np.concatenate([np.zeros(size - shape(p)[0], unboxed(p).dtype), p])


def _alike(a1: Any, a2: Any) -> tuple[Any, Any]:
    """Two polynomials with as many coefficients."""
    a1, a2 = np.atleast_1d(a1), np.atleast_1d(a2)
    size = max(shape(a1)[0], shape(a2)[0])
    return _longer(a1, size), _longer(a2, size)


def _trimmed(p: Any) -> Any:
    first = int(np.argmax(unboxed(p) != 0)) if np.any(unboxed(p) != 0) else shape(p)[0] - 1
    if first and type(p) is Box:
        raise OutsideDomain(
            "np.polymul drops leading zeros, and one of them is traced: as it moves, the product gets a power more; "
            "use np.convolve"
        )
    return p[first:]


POLYNOMIALS: dict[Any, Any] = {
    np.polyval: polyval,
    np.polyadd: polyadd,
    np.polysub: polysub,
    np.polymul: polymul,
    np.poly: poly,
    np.polyder: polyder,
    np.polyint: polyint,
    np.vander: vander,
}
