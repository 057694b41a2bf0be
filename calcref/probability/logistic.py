"""The logistic density: the slope of the sigmoid."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source
from calcref.probability.asked import parameter, real
from calcref.probability.interface import DensityLaw, Named


@final
@dataclass(frozen=True, slots=True)
class Logistic(Named):
    """The logistic density with center `mu` and scale `s`; its distribution function is a sigmoid.

    Raises:
        OutsideDomain: `mu` is not a finite number, or `s` not a positive one.

    >>> density = Logistic()
    >>> float(density.pdf(0)), float(density.cdf(0)), round(density.variance, 4)
    (0.25, 0.5, 3.2899)
    """

    about: ClassVar[DensityLaw] = DensityLaw(
        id="logistic-density",
        name="Logistic density",
        page="probability/probability-densities/#logistic-density",
        statement="sigmoid((x-mu)/s)*(1-sigmoid((x-mu)/s))/s",
        statement_latex=(
            r"\frac1s\,\sigma\!\left(\tfrac{x-\mu}{s}\right)\left(1-\sigma\!\left(\tfrac{x-\mu}{s}\right)\right)"
        ),
        cdf="sigmoid((x-mu)/s)",
        mean="mu",
        variance="pi^2*s^2/3",
        entropy="ln(s) + 2",
        given=(
            "$s > 0$",
            "every real $x$",
        ),
        source=Source("Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, vol. 2", "chapter 23"),
        ml_use="Logistic regression is a threshold on a score with noise of this density.",
    )

    mu: float = 0.0
    s: float = 1.0

    def __post_init__(self) -> None:
        parameter("mu", self.mu)
        parameter("s", self.s, positive=True)

    @property
    def letters(self) -> dict[str, float]:
        return {"mu": float(self.mu), "s": float(self.s)}

    @property
    def support(self) -> tuple[float, float]:
        return -math.inf, math.inf

    @property
    def breaks(self) -> tuple[float, ...]:
        return tuple(self.mu + self.s * t for t in (-40.0, -8.0, 0.0, 8.0, 40.0))

    @property
    def scale(self) -> float:
        return float(self.s)

    @property
    def mean(self) -> float:
        return float(self.mu)

    @property
    def variance(self) -> float:
        return math.pi**2 * float(self.s) ** 2 / 3

    @property
    def skewness(self) -> float:
        return 0.0

    @property
    def excess_kurtosis(self) -> float:
        return 1.2

    @property
    def entropy(self) -> float:
        return math.log(self.s) + 2

    def pdf(self, x: Any) -> Any:
        with np.errstate(over="ignore"):
            tail = np.exp(-np.abs((real(x) - self.mu) / self.s))
        return tail / (self.s * np.square(1 + tail))

    def cdf(self, x: Any) -> Any:
        with np.errstate(over="ignore"):
            z = (real(x) - self.mu) / self.s
        tail = np.exp(-np.abs(z))
        return np.where(z < 0, tail, 1.0) / (1 + tail)

    def _log(self, x: Any) -> Any:
        z = np.abs((x - self.mu) / self.s)
        return -z - 2 * np.log1p(np.exp(-z)) - math.log(self.s)

    def _below(self, x: Any) -> Any:
        return self.cdf(x)

    def _above(self, x: Any) -> Any:
        z = (x - self.mu) / self.s
        tail = np.exp(-np.abs(z))
        return np.where(z > 0, tail, 1.0) / (1 + tail)

    def _place(self, q: Any, rest: Any) -> Any:
        return self.mu + self.s * (np.log(q) - np.log(rest))

    def _draw(self, size: Any, rng: Any) -> Any:
        return rng.logistic(self.mu, self.s, size)
