"""Quasi-Monte Carlo: points that keep out of each other's way, shifted at random to tell their error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, final

import numpy as np

from calcref.core.about import Source, Stated
from calcref.core.errors import OutsideDomain
from calcref.quadrature.box import MOST_SAMPLES, box, half_width, sampling
from calcref.quadrature.estimate import Estimate, Integrand, values, whole

PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29)  # in more dimensions the points of large primes are too regular
SHIFTS = 16


def halton(points: int, dimensions: int = 1) -> Any:
    """Return the first points of the Halton sequence in the unit cube, shape (points, dimensions).

    In dimension d the i-th number, from i = 1, is i written backwards behind the point in base the d-th prime.

    Raises:
        OutsideDomain: `points` is not a whole number of at least 1, or `dimensions` not one from 1 to 10.

    Source: Halton, On the Efficiency of Certain Quasi-Random Sequences, Numerische Mathematik 2 (1960).

    >>> halton(4).ravel()
    array([0.5  , 0.25 , 0.75 , 0.125])
    """
    count = whole(points, "points", 1, MOST_SAMPLES, 1000)
    bases = PRIMES[: whole(dimensions, "dimensions", 1, len(PRIMES), 2)]
    return np.stack([_backwards(np.arange(1, count + 1), base) for base in bases], axis=1)


def _backwards(rest: Any, base: int) -> Any:
    found, scale = np.zeros(rest.size), 1.0
    while np.any(rest):
        scale /= base
        rest, digit = np.divmod(rest, base)
        found += scale * digit
    return found


@final
@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class QuasiMonteCarlo(Stated):
    """volume * mean(f(x[i])), x[i] a Halton sequence, shifted around the box at random 16 times.

    >>> found = quasi_monte_carlo(lambda x: x**2, 0, 1, samples=16_000, rng=np.random.default_rng(0))
    >>> bool(abs(found.value - 1 / 3) < 2 * found.error < 1e-3)
    True
    """

    def __call__(
        self, f: Integrand, a: Any, b: Any, samples: int, rng: np.random.Generator, level: float = 0.95
    ) -> Estimate:
        """The estimate of the integral of `f` from `a` to `b`, by 16 shifts of samples/16 points each.

        The error is told by how the 16 estimates differ. Arguments and errors are those of `monte_carlo`.

        Raises:
            OutsideDomain: there are more than 10 dimensions, or fewer than 16 samples; else as `monte_carlo`.
        """
        region, count = box(a, b), sampling(samples, rng, level) // SHIFTS
        if region.dimensions > len(PRIMES):
            raise OutsideDomain(
                f"a Halton sequence fills up to {len(PRIMES)} dimensions; found {region.dimensions}: try monte_carlo"
            )
        if count == 0:
            raise OutsideDomain(f"samples must be at least {SHIFTS}, one for each shift; found {samples}: try 10,000")
        unit = halton(count, region.dimensions)
        shifted = ((unit + rng.random(region.dimensions)) % 1 for _ in range(SHIFTS))
        with np.errstate(all="ignore"):
            means = np.array([region.volume * np.mean(values(f, region.filled(it), (count,))) for it in shifted])
            return Estimate(float(np.mean(means)), half_width(means, level, student=True), SHIFTS * count, "samples")


quasi_monte_carlo = QuasiMonteCarlo(
    id="quasi-monte-carlo",
    name="Quasi-Monte Carlo",
    page="quadrature/monte-carlo/#quasi-monte-carlo",
    statement="(b-a)/n*sum(f(a + (b-a)*u[i]), i = 1..n), u[i] a shifted Halton sequence",
    statement_latex=r"\frac{b-a}n\sum_{i=1}^{n} f(a + (b-a)u_i)",
    given=("$u_i$ a Halton sequence, shifted around the unit interval; $f$ of bounded variation",),
    source=Source("Owen, Monte Carlo Theory, Methods and Examples (2013)", "chapters 15 and 17"),
    ml_use="Hyper-parameter searches that try evenly spread points, where random ones leave gaps and clusters.",
)
