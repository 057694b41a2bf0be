"""Fresnel's integrals far out, where mpmath takes minutes: by their asymptotic series (DLMF, section 7.12(ii))."""

from __future__ import annotations

from typing import Any

import mpmath as mp

FAR = 40  # of half a turn, the smallest argument of the waves for which the series is taken, and twice the digits
MOST_TERMS = 400


def fresnels(z: Any) -> Any:
    """S(z).

    >>> bool(abs(fresnels(mp.mpf(30)) - mp.fresnels(30)) < 1e-14)
    True
    """
    if not _is_far(z):
        return mp.fresnels(z)
    wave, f, g = _auxiliary(abs(z))
    return mp.sign(z) * (mp.mpf(1) / 2 - f * mp.cos(wave) - g * mp.sin(wave))


def fresnelc(z: Any) -> Any:
    """C(z).

    >>> bool(abs(fresnelc(mp.mpf(30)) - mp.fresnelc(30)) < 1e-14)
    True
    """
    if not _is_far(z):
        return mp.fresnelc(z)
    wave, f, g = _auxiliary(abs(z))
    return mp.sign(z) * (mp.mpf(1) / 2 + f * mp.sin(wave) - g * mp.cos(wave))


def _is_far(z: Any) -> bool:
    return bool(mp.pi * z**2 / 2 > FAR + 3 * mp.mp.dps)


def _auxiliary(z: Any) -> tuple[Any, Any, Any]:
    """The argument of the waves, and the two functions that they are multiplied by."""
    if mp.isinf(z):
        return mp.mpf(0), mp.mpf(0), mp.mpf(0)
    digits = mp.mp.dps
    with mp.workdps(digits + 2 * max(0, int(mp.log10(z))) + 5):
        wave = mp.pi * z**2 / 2
        sums, term = [mp.mpf(0), mp.mpf(0)], 1 / (mp.pi * z)
        for k in range(MOST_TERMS):
            sums[k % 2] += term * (-1 if k % 4 >= 2 else 1)
            term *= (k + mp.mpf(1) / 2) / wave
            if term < mp.mpf(10) ** -(digits + 5):
                break
        return mp.fmod(wave, 2 * mp.pi), *sums
