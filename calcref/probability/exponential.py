"""The exponential density: waiting for what may happen at any moment, equally likely each."""

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
class Exponential(Named):
    """The exponential density with rate `rate`, on x >= 0.

    Raises:
        OutsideDomain: `rate` is not a positive finite number.

    >>> density = Exponential(rate=2)
    >>> float(density.pdf(0)), density.mean, density.variance
    (2.0, 0.5, 0.25)
    """

    about: ClassVar[DensityLaw] = DensityLaw(
        id="exponential-density",
        name="Exponential density",
        page="probability/probability-densities/#exponential-density",
        statement="lambda*e^(-lambda*x)",
        statement_latex=r"\lambda e^{-\lambda x},\ x\ge 0",
        cdf="1 - e^(-lambda*x)",
        mean="1/lambda",
        variance="1/lambda^2",
        entropy="1 - ln(lambda)",
        given=(
            r"$\lambda > 0$",
            r"$x \ge 0$",
        ),
        source=Source("Feller, An Introduction to Probability Theory, vol. 2", "section I.3"),
        ml_use="Times between events in survival models and point processes; it has no memory.",
    )

    rate: float = 1.0

    def __post_init__(self) -> None:
        parameter("rate", self.rate, positive=True)

    @property
    def letters(self) -> dict[str, float]:
        return {"lambda": float(self.rate)}

    @property
    def support(self) -> tuple[float, float]:
        return 0.0, math.inf

    @property
    def breaks(self) -> tuple[float, ...]:
        return 8 / self.rate, 40 / self.rate

    @property
    def scale(self) -> float:
        return 1 / self.rate

    @property
    def mean(self) -> float:
        return 1 / self.rate

    @property
    def variance(self) -> float:
        return 1 / self.rate**2

    @property
    def skewness(self) -> float:
        return 2.0

    @property
    def excess_kurtosis(self) -> float:
        return 6.0

    @property
    def entropy(self) -> float:
        return 1 - math.log(self.rate)

    def pdf(self, x: Any) -> Any:
        x = real(x)
        with np.errstate(over="ignore"):
            return np.where(x < 0, 0.0, self.rate * np.exp(-self.rate * np.maximum(x, 0.0)))[()]

    def cdf(self, x: Any) -> Any:
        with np.errstate(over="ignore"):
            return -np.expm1(-self.rate * np.maximum(real(x), 0.0))

    def _log(self, x: Any) -> Any:
        return math.log(self.rate) - self.rate * x

    def _below(self, x: Any) -> Any:
        return -np.expm1(-self.rate * x)

    def _above(self, x: Any) -> Any:
        return np.exp(-self.rate * x)

    def _place(self, q: Any, rest: Any) -> Any:
        return np.where(q < 0.5, -np.log1p(-q), -np.log(rest)) / self.rate

    def _draw(self, size: Any, rng: Any) -> Any:
        return rng.exponential(1 / self.rate, size)
