"""Fourier transforms: linear, with themselves turned round as adjoints.

The transforms of real arrays are pieces of the complex ones, so that there is one rule for each direction. Cotangents
of complex values go with the inner product Re sum(conj(a) b).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.autodiff.mechanism.box import shape
from calcref.autodiff.mechanism.rule import ArrayRule
from calcref.autodiff.rules.shapes import normal_axis
from calcref.core.errors import CalcrefError

_ADJOINT: dict[Any, Any] = {None: "forward", "backward": "forward", "ortho": "ortho", "forward": "backward"}

FFT = ArrayRule(
    "fft.fftn",
    lambda a, axes, norm: np.fft.fftn(a, axes=axes, norm=norm),
    "linear",
    lambda y_bar, y, a, axes, norm: np.fft.ifftn(y_bar, axes=axes, norm=_ADJOINT[norm]),
    reads="shapes",
    complex_too=True,
    fresh=True,
)
IFFT = ArrayRule(
    "fft.ifftn",
    lambda a, axes, norm: np.fft.ifftn(a, axes=axes, norm=norm),
    "linear",
    lambda y_bar, y, a, axes, norm: np.fft.fftn(y_bar, axes=axes, norm=_ADJOINT[norm]),
    reads="shapes",
    complex_too=True,
    fresh=True,
)


def _resized(a: Any, sizes: Any, axes: Any) -> tuple[Any, tuple[int, ...]]:
    """`a` cut or filled up with zeros to `sizes` along `axes`, and the axes, counted from 0."""
    if axes is None:
        axes = range(a.ndim if sizes is None else -len(sizes), 0) if sizes is not None else range(a.ndim)
    places = tuple(normal_axis(k, a.ndim) for k in axes)
    for k, n in zip(places, sizes if sizes is not None else (None,) * len(places), strict=True):
        if n is not None and n != -1 and n != shape(a)[k]:
            if n < 1:
                raise CalcrefError(f"a Fourier transform of length {n} was asked for; lengths are at least 1")
            cut = (slice(None),) * k + (slice(n),)
            a = np.pad(a[cut], [(0, max(0, n - shape(a)[k]) if j == k else 0) for j in range(a.ndim)])
    return a, places


def fftn(a: Any, s: Any = None, axes: Any = None, norm: Any = None) -> Any:
    """np.fft.fftn."""
    a, places = _resized(a, s, axes)
    return FFT(a, axes=places, norm=norm)


def ifftn(a: Any, s: Any = None, axes: Any = None, norm: Any = None) -> Any:
    """np.fft.ifftn."""
    a, places = _resized(a, s, axes)
    return IFFT(a, axes=places, norm=norm)


def fft(a: Any, n: int | None = None, axis: int = -1, norm: Any = None) -> Any:
    """np.fft.fft."""
    return fftn(a, None if n is None else (n,), (axis,), norm)


def ifft(a: Any, n: int | None = None, axis: int = -1, norm: Any = None) -> Any:
    """np.fft.ifft."""
    return ifftn(a, None if n is None else (n,), (axis,), norm)


def fft2(a: Any, s: Any = None, axes: Any = (-2, -1), norm: Any = None) -> Any:
    """np.fft.fft2."""
    return fftn(a, s, axes, norm)


def ifft2(a: Any, s: Any = None, axes: Any = (-2, -1), norm: Any = None) -> Any:
    """np.fft.ifft2."""
    return ifftn(a, s, axes, norm)


def rfftn(a: Any, s: Any = None, axes: Any = None, norm: Any = None) -> Any:
    """np.fft.rfftn: the half of the spectrum that a real array needs."""
    a, places = _resized(a, s, axes)
    full = FFT(a, axes=places, norm=norm)
    return full[(slice(None),) * places[-1] + (slice(shape(a)[places[-1]] // 2 + 1),)]


def rfft(a: Any, n: int | None = None, axis: int = -1, norm: Any = None) -> Any:
    """np.fft.rfft."""
    return rfftn(a, None if n is None else (n,), (axis,), norm)


def rfft2(a: Any, s: Any = None, axes: Any = (-2, -1), norm: Any = None) -> Any:
    """np.fft.rfft2."""
    return rfftn(a, s, axes, norm)


def irfft(a: Any, n: int | None = None, axis: int = -1, norm: Any = None) -> Any:
    """np.fft.irfft: the spectrum is completed by symmetry, and what of it is not symmetric is left out."""
    n = 2 * (shape(a)[axis] - 1) if n is None else n
    if n < 1:
        raise CalcrefError(f"a Fourier transform of length {n} was asked for; lengths are at least 1")
    half, _ = _resized(a, (n // 2 + 1,), (axis,))
    half = np.moveaxis(half, axis, -1)
    full = np.concatenate([half, np.conjugate(np.flip(half[..., 1 : (n + 1) // 2], -1))], -1)
    return np.moveaxis(np.real(ifft(full, norm=norm)), -1, axis)


def irfftn(a: Any, s: Any = None, axes: Any = None, norm: Any = None) -> Any:
    """np.fft.irfftn."""
    if axes is None:
        axes = range(-(a.ndim if s is None else len(s)), 0)
    *first, last = axes
    inner = ifftn(a, None if s is None else s[:-1], first, norm) if first else a
    return irfft(inner, None if s is None else s[-1], last, norm)


def irfft2(a: Any, s: Any = None, axes: Any = (-2, -1), norm: Any = None) -> Any:
    """np.fft.irfft2."""
    return irfftn(a, s, axes, norm)


def fftshift(x: Any, axes: Any = None) -> Any:
    """np.fft.fftshift."""
    places = tuple(range(x.ndim)) if axes is None else (axes,) if isinstance(axes, int | np.integer) else tuple(axes)
    return np.roll(x, tuple(shape(x)[k] // 2 for k in places), places)


def ifftshift(x: Any, axes: Any = None) -> Any:
    """np.fft.ifftshift."""
    places = tuple(range(x.ndim)) if axes is None else (axes,) if isinstance(axes, int | np.integer) else tuple(axes)
    return np.roll(x, tuple(-(shape(x)[k] // 2) for k in places), places)


FOURIER: dict[Any, Any] = {
    np.fft.fft: fft,
    np.fft.ifft: ifft,
    np.fft.fft2: fft2,
    np.fft.ifft2: ifft2,
    np.fft.fftn: fftn,
    np.fft.ifftn: ifftn,
    np.fft.rfft: rfft,
    np.fft.rfft2: rfft2,
    np.fft.rfftn: rfftn,
    np.fft.irfft: irfft,
    np.fft.irfft2: irfft2,
    np.fft.irfftn: irfftn,
    np.fft.fftshift: fftshift,
    np.fft.ifftshift: ifftshift,
}
