"""Check a density's closed forms against integrals of the density itself."""

from __future__ import annotations

import numpy as np

from calcref.core.evidence import Evidence, weakest
from calcref.probability.expectations import distribution_function, expectation, total
from calcref.probability.interface import Density
from calcref.verify.arrays import compare

_TOLERANCE = 1e-7


def check_density(density: Density) -> Evidence:
    """Return whether total, mean, variance and distribution function are those that integration finds.

    Errors of mean and distribution are relative to the standard deviation and to 1.

    >>> from calcref.probability import Normal
    >>> check_density(Normal(mu=-1, sigma=3)).verdict
    'agrees'
    """
    mean, variance = density.mean, density.variance
    spread = float(np.sqrt(variance))
    at = mean + spread * np.array([-3.0, -1.0, 0.0, 0.5, 2.0])
    accumulated = distribution_function(density, at)
    parts = (
        compare("total probability against 1", [total(density)], 1.0, 1.0, _TOLERANCE),
        compare(
            "expectation of x - mean against 0", [expectation(density, lambda x: x - mean)], 0.0, spread, _TOLERANCE
        ),
        compare("variance", [expectation(density, lambda x: (x - mean) ** 2)], variance, variance, _TOLERANCE),
        compare("distribution function against the accumulated density", accumulated, density.cdf(at), 1.0, _TOLERANCE),
    )
    found = weakest(parts)
    points = sum(part.points for part in parts)
    return Evidence(found.verdict, found.how, points, max(part.error or 0.0 for part in parts), parts)
