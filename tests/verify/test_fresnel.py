"""Fresnel's integrals far out: as mpmath has them near by, and at once where it takes minutes."""

import mpmath as mp
import pytest

from calcref.verify.fresnel import fresnelc, fresnels


@pytest.mark.parametrize("digits", [15, 50, 150])
@pytest.mark.parametrize("z", ["-3", "5", "9.7", "-14.2", "31.3"])
def test_they_are_what_mpmath_has(digits, z):
    with mp.workdps(digits):
        z = mp.mpf(z)
        for ours, theirs in ((fresnels, mp.fresnels), (fresnelc, mp.fresnelc)):
            assert abs(ours(z) - theirs(z)) < mp.mpf(10) ** (2 - digits)


def test_they_come_to_a_half():
    for far in (mp.mpf(10) ** 15, mp.inf):
        for function in (fresnels, fresnelc):
            assert abs(function(far) - 0.5) < 1e-14
            assert abs(function(-far) + 0.5) < 1e-14
