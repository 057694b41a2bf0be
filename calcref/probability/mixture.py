"""Mixtures: first a part is drawn, then a value from it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, final

import numpy as np

from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.core.shown import Brief
from calcref.probability.asked import numbers_of, probabilities, real
from calcref.probability.computed import Computed
from calcref.probability.interface import Density


@final
@dataclass(frozen=True, slots=True, repr=False)
class Mixture(Brief, Computed):
    """The sum of the densities `parts`, each times its weight.

    Args:
        weights: probabilities that add up to 1.
        parts: densities, or distributions on whole numbers, not both.

    Raises:
        OutsideDomain: the weights are no probabilities, a part is no density, or some parts have atoms and some none.
        ShapeMismatch: there are not as many weights as parts.

    >>> from calcref.probability import Normal
    >>> two = Mixture([0.5, 0.5], [Normal(-2), Normal(2)])
    >>> two.mean, two.variance, float(two.cdf(0))
    (0.0, 5.0, 0.5)
    """

    weights: Sequence[float]
    parts: Sequence[Density]

    def __post_init__(self) -> None:
        object.__setattr__(self, "weights", probabilities("weights", self.weights))
        if not (isinstance(self.parts, list | tuple) and all(isinstance(it, Density) for it in self.parts)):
            raise OutsideDomain(f"parts must be a list of densities on the line; found {str(self.parts)[:60]}")
        object.__setattr__(self, "parts", tuple(self.parts))
        if len(self.weights) != len(self.parts):
            raise ShapeMismatch(f"a weight for each part; found {len(self.weights)} for {len(self.parts)}")
        if len({part.atoms is None for part in self.parts}) > 1:
            raise OutsideDomain("a mixture of a density with atoms has neither a density nor atoms alone: mix one kind")

    @property
    def atoms(self) -> Any:
        found = [part.atoms for part in self.parts]
        return None if found[0] is None else np.unique(np.concatenate(found))

    @property
    def support(self) -> tuple[float, float]:
        ends = [part.support for part in self.parts]
        return min(low for low, _ in ends), max(high for _, high in ends)

    @property
    def breaks(self) -> tuple[float, ...]:
        cuts = {cut for part in self.parts for cut in (*part.breaks, *part.support)}
        return tuple(sorted(cut for cut in cuts if self.support[0] < cut < self.support[1]))

    @property
    def scale(self) -> float:
        return max(part.scale for part in self.parts)

    @property
    def mean(self) -> float:
        return math.fsum(weight * part.mean for weight, part in self._both())

    @property
    def variance(self) -> float:
        mean = self.mean
        return math.fsum(weight * (part.variance + (part.mean - mean) ** 2) for weight, part in self._both())

    def pdf(self, x: Any) -> Any:
        return np.exp(self.log_pdf(x))

    def log_pdf(self, x: Any) -> Any:
        logs = [math.log(weight) + part.log_pdf(x) for weight, part in self._both()]
        with np.errstate(invalid="ignore"):
            return np.logaddexp.reduce(logs, axis=0)

    def cdf(self, x: Any) -> Any:
        return np.sum([weight * part.cdf(x) for weight, part in self._both()], axis=0)

    def sf(self, x: Any) -> Any:
        return np.sum([weight * part.sf(x) for weight, part in self._both()], axis=0)

    def responsibilities(self, x: Any) -> Any:
        """The probability of each part, in a first axis, once `x` has been seen.

        Raises:
            OutsideDomain: no part gives `x` any density.
        """
        x = real(x)
        with np.errstate(divide="ignore"):
            logs = np.array([np.log(w) + part.log_pdf(x) for w, part in zip(self.weights, self.parts, strict=True)])
        top = np.max(logs, axis=0)
        if np.any(np.isneginf(top)):
            raise OutsideDomain("a value that no part of the mixture can have belongs to none of them")
        shares = np.exp(logs - top)
        return shares / np.sum(shares, axis=0)

    def sample(self, size: Any, rng: Any) -> Any:
        shape = numbers_of(size, rng)
        chosen = rng.choice(len(self.parts), shape, p=np.array(self.weights) / sum(self.weights))
        found = np.empty(shape)
        for k, part in enumerate(self.parts):
            found[chosen == k] = part.sample(int(np.sum(chosen == k)), rng)
        return found

    def _both(self) -> list[tuple[float, Density]]:
        return [(weight, part) for weight, part in zip(self.weights, self.parts, strict=True) if weight > 0]
