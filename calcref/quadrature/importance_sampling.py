"""Importance sampling: draw where the integrand is large, and divide by how much more often that is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, final

import numpy as np

from calcref.core.about import Source, Stated
from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.quadrature.box import half_width, sampling
from calcref.quadrature.estimate import Estimate, Integrand, values
from calcref.verify.given import reals


@final
@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ImportanceSampling(Stated):
    """mean(f(x[i])/q(x[i])), x[i] drawn with density q.

    >>> tail = lambda x: np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi)
    >>> found = importance_sampling(
    ...     tail,
    ...     lambda rng, n: 4 + rng.exponential(size=n) / 4,
    ...     lambda x: 4 * np.exp(-4 * (x - 4)),
    ...     samples=10_000,
    ...     rng=np.random.default_rng(0),
    ... )
    >>> f"{found.value:.2e}"
    '3.17e-05'
    """

    def __call__(
        self,
        f: Integrand,
        draw: Callable[[np.random.Generator, int], Any],
        density: Integrand,
        samples: int,
        rng: np.random.Generator,
        level: float = 0.95,
    ) -> Estimate:
        """The estimate of the integral of `f` over all places where `density` is positive.

        Args:
            f: takes points and returns one number for each.
            draw: takes `rng` and n, and returns n points, of shape (n,) or (n, d), with that density.
            density: takes points and returns their density, which integrates to 1.
            samples: how many points, at least 2.
            rng: `np.random.default_rng(seed)`; equal seeds give equal estimates.
            level: the chance that the interval holds the integral, for many samples of finite variance.

        Raises:
            OutsideDomain: a value of `f` or `density` is not a finite real number, or the density not positive at a
                point that was drawn; or `samples` or `level` is not what it should be.
            ShapeMismatch: `f`, `draw` or `density` returns another shape.
            CalcrefError: `rng` is not a generator.
        """
        count = sampling(samples, rng, level)
        at = reals(draw(rng, count), "points")
        if at.ndim not in (1, 2) or len(at) != count:
            raise ShapeMismatch(
                f"draw must return {count} points, of shape ({count},) or ({count}, d); {at.shape} is none"
            )
        q = values(density, at, (count,))
        if np.any(q <= 0):
            raise OutsideDomain(
                f"the density must be positive where points are drawn; found {q[q <= 0][0]:g} at x = {at[q <= 0][0]}: "
                "draw and density must belong together"
            )
        with np.errstate(all="ignore"):
            terms = values(f, at, (count,)) / q
            return Estimate(float(np.mean(terms)), half_width(terms, level), count, "samples")


importance_sampling = ImportanceSampling(
    id="importance-sampling",
    name="Importance sampling",
    page="quadrature/monte-carlo/#importance-sampling",
    statement="1/n*sum(f(x[i])/q(x[i]), i = 1..n), x[i] drawn with density q",
    statement_latex=r"\frac1n\sum_{i=1}^{n}\frac{f(x_i)}{q(x_i)}",
    given=("$x_i$ independent with density $q$, and $q > 0$ wherever $f$ is not $0$",),
    source=Source("Owen, Monte Carlo Theory, Methods and Examples (2013)", "chapter 9"),
    ml_use="Off-policy reinforcement learning weights each reward by how likely the new policy would have earned it.",
)
