"""The Gumbel density: the largest of many values."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source
from calcref.probability.asked import parameter
from calcref.probability.interface import DensityLaw, Named
from calcref.probability.special_functions import EULER

_APERY = 1.2020569031595942854  # the sum of 1/n^3


@final
@dataclass(frozen=True, slots=True)
class Gumbel(Named):
    """The Gumbel density with its peak at `mu` and scale `beta`.

    Raises:
        OutsideDomain: `mu` is not a finite number, or `beta` not a positive one.

    >>> round(Gumbel().mean, 9), round(float(Gumbel().cdf(0)), 9)
    (0.577215665, 0.367879441)
    """

    about: ClassVar[DensityLaw] = DensityLaw(
        id="gumbel-density",
        name="Gumbel density",
        page="probability/distributions/#gumbel-density",
        statement="e^(-((x-mu)/beta + e^(-(x-mu)/beta)))/beta",
        statement_latex=r"\frac1\beta\,e^{-\left(z+e^{-z}\right)},\quad z=\frac{x-\mu}{\beta}",
        cdf="e^(-e^(-(x-mu)/beta))",
        mean="mu + 0.57721566490153286061*beta",
        variance="pi^2*beta^2/6",
        entropy="ln(beta) + 1.57721566490153286061",
        given=(
            r"$\beta > 0$",
            "every real $x$",
        ),
        source=Source("Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, vol. 2", "chapter 22"),
        ml_use="Added to scores, it makes the largest a sample of their softmax: the Gumbel-max trick.",
    )

    mu: float = 0.0
    beta: float = 1.0

    def __post_init__(self) -> None:
        parameter("mu", self.mu)
        parameter("beta", self.beta, positive=True)

    @property
    def letters(self) -> dict[str, float]:
        return {"mu": float(self.mu), "beta": float(self.beta)}

    @property
    def support(self) -> tuple[float, float]:
        return -math.inf, math.inf

    @property
    def mean(self) -> float:
        return self.mu + EULER * self.beta

    @property
    def variance(self) -> float:
        return math.pi**2 * float(self.beta) ** 2 / 6

    @property
    def skewness(self) -> float:
        return 12 * math.sqrt(6) * _APERY / math.pi**3

    @property
    def excess_kurtosis(self) -> float:
        return 2.4

    @property
    def entropy(self) -> float:
        return math.log(self.beta) + EULER + 1

    def _log(self, x: Any) -> Any:
        z = (x - self.mu) / self.beta
        return -(z + np.exp(-z)) - math.log(self.beta)

    def _below(self, x: Any) -> Any:
        return np.exp(-np.exp(-(x - self.mu) / self.beta))

    def _above(self, x: Any) -> Any:
        return -np.expm1(-np.exp(-(x - self.mu) / self.beta))

    def _place(self, q: Any, rest: Any) -> Any:
        return self.mu - self.beta * np.log(np.where(q < 0.5, -np.log(q), -np.log1p(-rest)))

    def _draw(self, size: Any, rng: Any) -> Any:
        return rng.gumbel(self.mu, self.beta, size)
