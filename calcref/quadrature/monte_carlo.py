"""Monte Carlo: the mean of the function at random points, times the volume."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, final

import numpy as np

from calcref.core.about import Source, Stated
from calcref.quadrature.box import box, half_width, sampling
from calcref.quadrature.estimate import Estimate, Integrand, values


@final
@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class MonteCarlo(Stated):
    """volume * mean(f(x[i])), x[i] uniform, with the confidence interval of a mean.

    >>> found = monte_carlo(lambda x: x**2, 0, 1, samples=10_000, rng=np.random.default_rng(0))
    >>> found.interval[0] < 1 / 3 < found.interval[1]
    True
    """

    def __call__(
        self, f: Integrand, a: Any, b: Any, samples: int, rng: np.random.Generator, level: float = 0.95
    ) -> Estimate:
        """The estimate of the integral of `f` from `a` to `b`; `error` is half the confidence interval.

        Args:
            f: takes the points, of shape (samples,), or (samples, d) where the bounds are vectors of length d, and
                returns one number for each.
            a: the lower bound, or one for each dimension.
            b: the upper bound, or bounds.
            samples: how many points, at least 2.
            rng: `np.random.default_rng(seed)`; equal seeds give equal estimates.
            level: the chance that the interval holds the integral, for many samples of finite variance.

        Raises:
            OutsideDomain: the bounds are not finite numbers in order, a value of `f` is not a finite real number, or
                `samples` or `level` is not what it should be.
            ShapeMismatch: `f` returns another shape.
            CalcrefError: `rng` is not a generator.
        """
        region, count = box(a, b), sampling(samples, rng, level)
        at = region.filled(rng.random((count, region.dimensions)))
        with np.errstate(all="ignore"):
            terms = region.volume * values(f, at, (count,))
            return Estimate(float(np.mean(terms)), half_width(terms, level), count, "samples")


monte_carlo = MonteCarlo(
    id="monte-carlo",
    name="Monte Carlo",
    page="quadrature/monte-carlo/#monte-carlo",
    statement="(b-a)/n*sum(f(x[i]), i = 1..n), x[i] uniform between a and b",
    statement_latex=r"\frac{b-a}n\sum_{i=1}^{n} f(x_i)",
    given=("$x_i$ independent and uniform on $[a, b]$; for the interval, $f^2$ has an integral",),
    source=Source("Owen, Monte Carlo Theory, Methods and Examples (2013)", "chapter 2"),
    ml_use="A loss on a batch is a Monte Carlo estimate of its expectation; so is every gradient of SGD.",
)
