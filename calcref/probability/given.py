"""A density of one's own, from its formula; everything else about it is computed."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, final

import numpy as np

from calcref.core.errors import CheckFailed, OutsideDomain, ShapeMismatch
from calcref.core.evidence import Evidence
from calcref.core.shown import Brief
from calcref.probability.asked import parameter, real
from calcref.probability.computed import Computed
from calcref.probability.expectations import distribution_function, expectation, total


@final
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Given(Brief, Computed):
    """A density by its formula on [lower, upper]; `density` makes it, and checks that it is one."""

    formula: Callable[[Any], Any]
    lower: float
    upper: float
    cuts: tuple[float, ...]
    width: float

    @property
    def support(self) -> tuple[float, float]:
        return self.lower, self.upper

    @property
    def breaks(self) -> tuple[float, ...]:
        return self.cuts

    @property
    def scale(self) -> float:
        return self.width

    @property
    def mean(self) -> float:
        return expectation(self, lambda x: x)

    @property
    def variance(self) -> float:
        mean = self.mean
        return expectation(self, lambda x: (x - mean) ** 2)

    def pdf(self, x: Any) -> Any:
        x = real(x)
        inside = (self.lower <= x) & (x <= self.upper)
        found = np.where(np.isnan(x), np.nan, 0.0)
        found[inside] = self._heights(x[inside] if x.ndim else x[()]) if np.any(inside) else 0.0
        return found[()]

    def cdf(self, x: Any) -> Any:
        return distribution_function(self, x)

    def _heights(self, x: Any) -> Any:
        heights = np.asarray(self.formula(x))
        if heights.shape not in (np.shape(x), ()) or heights.dtype.kind not in "fiub":
            raise ShapeMismatch(
                f"a density returns real numbers in the shape it is given, {np.shape(x)}; found {heights.dtype} of "
                f"shape {heights.shape}: write it with NumPy functions"
            )
        if np.any(heights < 0):
            at = float(np.ravel(x)[np.argmin(heights)])
            raise OutsideDomain(f"a density is nowhere negative; found {np.min(heights)} at x = {at}")
        return heights


def density(
    formula: Callable[[Any], Any],
    lower: float = -math.inf,
    upper: float = math.inf,
    breaks: tuple[float, ...] = (),
    scale: float = 1.0,
) -> Given:
    """Return the density with this formula on [lower, upper], once it is known to integrate to 1.

    Args:
        formula: a function of an array, or of one number, nowhere negative.
        lower: where the support begins; `upper` where it ends; both may be infinite.
        breaks: points between them at kinks, jumps and around narrow peaks.
        scale: a length on which it changes, where the support is infinite.

    Raises:
        CheckFailed: it does not integrate to 1; `.evidence` says to what.
        DidNotConverge: its integral does not settle.
        OutsideDomain: it is negative or not finite somewhere, or the ends and breaks are not in increasing order.
        ShapeMismatch: the formula returns another shape than it was given.

    >>> triangle = density(lambda x: 1 - np.abs(x), -1, 1, breaks=(0.0,))
    >>> round(triangle.variance, 12) == round(1 / 6, 12)
    True
    """
    parameter("scale", scale, positive=True)
    ends = real((lower, *breaks, upper))
    if not (np.all(np.diff(ends) > 0) and np.all(np.isfinite(ends[1:-1]))):
        raise OutsideDomain(f"a support and its breaks must increase; found {[float(end) for end in ends]}")
    found = Given(formula, float(lower), float(upper), tuple(float(at) for at in breaks), float(scale))
    size = total(found)
    if abs(size - 1) > 1e-6:
        evidence = Evidence("refuted", f"the integral over the support is {size:.8g}, not 1", 1, abs(size - 1))
        advice = f"divide the formula by {size:.8g}" if size > 1e-6 else "give breaks around a narrow peak"
        raise CheckFailed(
            f"a density integrates to 1; this one, over [{lower}, {upper}], to {size:.8g}: {advice}", evidence
        )
    return found
