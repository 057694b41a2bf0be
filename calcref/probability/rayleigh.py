"""The Rayleigh density: the length of a vector of two normal values."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source
from calcref.probability.asked import parameter
from calcref.probability.interface import DensityLaw, Named
from calcref.probability.special_functions import EULER


@final
@dataclass(frozen=True, slots=True)
class Rayleigh(Named):
    """The Rayleigh density with scale `sigma`, on x > 0.

    Raises:
        OutsideDomain: `sigma` is not a positive finite number.

    >>> round(Rayleigh(2).mean, 6), round(float(Rayleigh(2).cdf(2)), 6)
    (2.506628, 0.393469)
    """

    about: ClassVar[DensityLaw] = DensityLaw(
        id="rayleigh-density",
        name="Rayleigh density",
        page="probability/distributions/#rayleigh-density",
        statement="x/sigma^2*e^(-(x/sigma)^2/2)",
        statement_latex=r"\frac{x}{\sigma^2}\,e^{-\frac12\left(\frac{x}{\sigma}\right)^2},\ x>0",
        cdf="1 - e^(-(x/sigma)^2/2)",
        mean="sigma*sqrt(pi/2)",
        variance="(2 - pi/2)*sigma^2",
        entropy="1 + ln(sigma/sqrt(2)) + 0.57721566490153286061/2",
        given=(
            r"$\sigma > 0$",
            "$x > 0$",
        ),
        source=Source("Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, vol. 1", "chapter 18"),
        ml_use="The length of noise with two components: gradients in a plane, amplitudes of signals.",
    )

    sigma: float = 1.0

    def __post_init__(self) -> None:
        parameter("sigma", self.sigma, positive=True)

    @property
    def letters(self) -> dict[str, float]:
        return {"sigma": float(self.sigma)}

    @property
    def support(self) -> tuple[float, float]:
        return 0.0, math.inf

    @property
    def mean(self) -> float:
        return self.sigma * math.sqrt(math.pi / 2)

    @property
    def variance(self) -> float:
        return (2 - math.pi / 2) * float(self.sigma) ** 2

    @property
    def skewness(self) -> float:
        return 2 * math.sqrt(math.pi) * (math.pi - 3) / math.sqrt(4 - math.pi) ** 3

    @property
    def excess_kurtosis(self) -> float:
        return -(6 * math.pi**2 - 24 * math.pi + 16) / (4 - math.pi) ** 2

    @property
    def entropy(self) -> float:
        return 1 + math.log(self.sigma) - 0.5 * math.log(2) + EULER / 2

    def _log(self, x: Any) -> Any:
        return np.log(x) - 2 * math.log(self.sigma) - 0.5 * (x / self.sigma) ** 2

    def _below(self, x: Any) -> Any:
        return -np.expm1(-0.5 * (x / self.sigma) ** 2)

    def _above(self, x: Any) -> Any:
        return np.exp(-0.5 * (x / self.sigma) ** 2)

    def _place(self, q: Any, rest: Any) -> Any:
        return self.sigma * np.sqrt(2 * np.where(q < 0.5, -np.log1p(-q), -np.log(rest)))

    def _draw(self, size: Any, rng: Any) -> Any:
        return rng.rayleigh(self.sigma, size)
