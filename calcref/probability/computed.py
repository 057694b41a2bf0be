"""What a density has that gives its height, distribution function, mean and variance alone: the rest, by computing."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from calcref.probability.asked import level, numbers_of, of_support
from calcref.probability.expectations import expectation
from calcref.probability.interface import Density
from calcref.probability.solved import first

_FAR = np.finfo(np.float64).max


class Computed(Density):
    """A density whose quantiles, higher moments, entropy and samples follow from `pdf`, `cdf` and `sf`."""

    __slots__ = ()

    @property
    def skewness(self) -> float:
        mean, spread = self.mean, math.sqrt(self.variance)
        return expectation(self, lambda x: ((x - mean) / spread) ** 3)

    @property
    def excess_kurtosis(self) -> float:
        mean, spread = self.mean, math.sqrt(self.variance)
        return expectation(self, lambda x: ((x - mean) / spread) ** 4) - 3

    @property
    def entropy(self) -> float:
        return expectation(self, lambda x: -self.log_pdf(x))

    def log_pdf(self, x: Any) -> Any:
        with np.errstate(divide="ignore"):
            return np.log(self.pdf(x))

    def sf(self, x: Any) -> Any:
        return 1 - self.cdf(x)

    def quantile(self, q: Any) -> Any:
        return of_support(self.support, level(q), self._place)

    def sample(self, size: Any, rng: Any) -> Any:
        shape = numbers_of(size, rng)
        return self.quantile(rng.random(shape))

    def _place(self, q: Any, rest: Any) -> Any:
        def reached(x: Any) -> Any:
            return np.where(q < 0.5, self.cdf(x) >= q, self.sf(x) <= rest)

        if self.atoms is not None:
            at = self.atoms
            return at[np.minimum(np.searchsorted(self.cdf(at), q * (1 - 1e-13)), len(at) - 1)]
        lower, upper = (np.full_like(q, np.clip(end, -_FAR, _FAR)) for end in self.support)
        return first(reached, lower, upper)
