"""The box that samples fill, and the interval that they give with a chance that is asked for."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np

from calcref.core.errors import CalcrefError, OutsideDomain, ShapeMismatch
from calcref.quadrature.estimate import in_order, whole
from calcref.verify.given import is_number, reals

MOST_SAMPLES = 100_000_000


@dataclass(frozen=True, slots=True)
class Box:
    """From `lower` to `upper`: numbers, or one entry for each dimension."""

    lower: Any
    upper: Any

    @property
    def dimensions(self) -> int:
        """How many coordinates a point has."""
        return int(self.lower.size)

    @property
    def volume(self) -> float:
        """The product of its edges."""
        return float(np.prod(self.upper - self.lower))

    def filled(self, unit: Any) -> Any:
        """Points of the unit cube, shape (n, dimensions), brought here: shape (n,) where the bounds are numbers."""
        return self.lower + (self.upper - self.lower) * (unit if self.lower.ndim else unit[:, 0])


def box(a: Any, b: Any) -> Box:
    """The box between two corners.

    Raises:
        OutsideDomain: in some dimension the bounds are not finite numbers in order.
        ShapeMismatch: they are no vectors of one length.
    """
    lower, upper = reals(a, "bounds"), reals(b, "bounds")
    if lower.shape != upper.shape or lower.ndim > 1 or lower.size == 0:
        raise ShapeMismatch(f"bounds must be two numbers, or two vectors; found shapes {lower.shape} and {upper.shape}")
    for low, high in zip(lower.ravel().tolist(), upper.ravel().tolist(), strict=True):
        in_order(low, high)
    return Box(lower, upper)


def sampling(samples: Any, rng: Any, level: Any) -> int:
    """`samples`, if there are at least two, a generator, and a level between 0 and 1.

    Raises:
        OutsideDomain: `samples` is not such a whole number, or the level is not between 0 and 1.
        CalcrefError: `rng` is not a generator.
    """
    count = whole(samples, "samples", 2, MOST_SAMPLES, 10_000)
    if not isinstance(rng, np.random.Generator):
        raise CalcrefError(f"rng must be a generator; found {rng!r:.60}: try np.random.default_rng(0)")
    if not is_number(level) or not 0 < level < 1:
        raise OutsideDomain(f"level must be between 0 and 1; found {level!r:.60}: try 0.95")
    return count


def half_width(terms: Any, level: float, student: bool = False) -> float:
    """Half the confidence interval of the mean of independent terms.

    By the central limit theorem; for few terms that are normal themselves, with Student's quantile in place of the
    normal one. Source: Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 26.7.5, to four terms.
    """
    if not np.all(np.isfinite(terms)):
        return math.inf
    z = NormalDist().inv_cdf((1 + level) / 2)
    if student:
        nu = terms.size - 1
        z += (
            (z**3 + z) / (4 * nu)
            + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * nu**2)
            + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * nu**3)
        )
    return z * float(np.std(terms, ddof=1)) / math.sqrt(terms.size)
