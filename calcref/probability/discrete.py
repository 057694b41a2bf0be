"""Distributions on whole numbers, each of which has a probability of its own."""

from __future__ import annotations

import math
from abc import abstractmethod
from typing import Any

import numpy as np

from calcref.probability.asked import real
from calcref.probability.interface import Named

_SAME = 1e-13  # of two probabilities that differ by rounding


class Discrete(Named):
    """A distribution of the catalogue on whole numbers: `pdf` is the probability of a value, 0 between them."""

    __slots__ = ()

    @property
    @abstractmethod
    def support(self) -> tuple[float, float]: ...

    @property
    def breaks(self) -> tuple[float, ...]:
        return ()

    @property
    def scale(self) -> float:
        return 1.0

    @property
    def atoms(self) -> Any:
        lower, upper = self.support
        away = 12 * math.sqrt(self.variance) + 60
        low, high = max(lower, math.floor(self.mean - away)), min(upper, math.ceil(self.mean + away))
        return np.arange(low, high + 1)

    @property
    def entropy(self) -> float:
        logs = self.log_pdf(self.atoms)
        return float(-np.sum(np.exp(logs) * np.where(np.isfinite(logs), logs, 0.0))) + 0.0

    def log_pdf(self, x: Any) -> Any:
        x = real(x)
        return Named.log_pdf(self, np.where(np.isfinite(x) & (x != np.floor(x)), -np.inf, x))

    def cdf(self, x: Any) -> Any:
        return Named.cdf(self, np.floor(real(x)))

    def sf(self, x: Any) -> Any:
        return Named.sf(self, np.floor(real(x)))

    def _place(self, q: Any, rest: Any) -> Any:
        """The first whole number at which the distribution function is q, but for rounding, by bisection."""
        atoms = self.atoms
        low, high = np.full(q.shape, atoms[0] - 1), np.full(q.shape, atoms[-1])
        while np.any(high - low > 1):
            middle = np.floor((low + high) / 2)
            reached = np.where(
                q < 0.5, self.cdf(middle) >= q * (1 - _SAME), self.sf(middle) <= rest * (1 + _SAME) + 1e-16
            )
            low, high = np.where(reached, low, middle), np.where(reached, middle, high)
        return high
