"""The Laplace density: two exponentials back to back."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source
from calcref.probability.asked import parameter
from calcref.probability.interface import DensityLaw, Named


@final
@dataclass(frozen=True, slots=True)
class Laplace(Named):
    """The Laplace density with center `mu` and scale `b`.

    Raises:
        OutsideDomain: `mu` is not a finite number, or `b` not a positive one.

    >>> float(Laplace().pdf(0)), float(Laplace().cdf(0)), Laplace().variance
    (0.5, 0.5, 2.0)
    """

    about: ClassVar[DensityLaw] = DensityLaw(
        id="laplace-density",
        name="Laplace density",
        page="probability/distributions/#laplace-density",
        statement="e^(-abs(x-mu)/b)/(2*b)",
        statement_latex=r"\frac{1}{2b}\,e^{-\lvert x-\mu\rvert/b}",
        cdf="(1 + sign(x-mu)*(1 - e^(-abs(x-mu)/b)))/2",
        mean="mu",
        variance="2*b^2",
        entropy="1 + ln(2*b)",
        given=(
            "$b > 0$",
            "every real $x$",
        ),
        source=Source("Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, vol. 2", "chapter 24"),
        ml_use="Noise whose negative log-likelihood is the absolute error; as a prior on weights it is the L1 penalty.",
    )

    mu: float = 0.0
    b: float = 1.0

    def __post_init__(self) -> None:
        parameter("mu", self.mu)
        parameter("b", self.b, positive=True)

    @property
    def letters(self) -> dict[str, float]:
        return {"mu": float(self.mu), "b": float(self.b)}

    @property
    def support(self) -> tuple[float, float]:
        return -math.inf, math.inf

    @property
    def mean(self) -> float:
        return float(self.mu)

    @property
    def variance(self) -> float:
        return 2 * float(self.b) ** 2

    @property
    def skewness(self) -> float:
        return 0.0

    @property
    def excess_kurtosis(self) -> float:
        return 3.0

    @property
    def entropy(self) -> float:
        return 1 + math.log(2 * self.b)

    def _log(self, x: Any) -> Any:
        return -np.abs(x - self.mu) / self.b - math.log(2 * self.b)

    def _below(self, x: Any) -> Any:
        return _below((x - self.mu) / self.b)

    def _above(self, x: Any) -> Any:
        return _below((self.mu - x) / self.b)

    def _place(self, q: Any, rest: Any) -> Any:
        return self.mu + self.b * np.where(q < 0.5, np.log(2 * q), -np.log(2 * rest))

    def _draw(self, size: Any, rng: Any) -> Any:
        return rng.laplace(self.mu, self.b, size)


def _below(z: Any) -> Any:
    tail = 0.5 * np.exp(-np.abs(z))
    return np.where(z < 0, tail, 1 - tail)
