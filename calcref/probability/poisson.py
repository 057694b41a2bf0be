"""The Poisson distribution: how many of many rare events happen."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source
from calcref.core.errors import OutsideDomain
from calcref.probability.asked import MOST, parameter
from calcref.probability.discrete import Discrete
from calcref.probability.incomplete_gamma import incomplete_gamma
from calcref.probability.interface import DensityLaw
from calcref.probability.special_functions import log_gamma_kernel


@final
@dataclass(frozen=True, slots=True)
class Poisson(Discrete):
    """The number of events where `rate` are expected.

    Raises:
        OutsideDomain: `rate` is no positive number up to 10^9.

    >>> density = Poisson(rate=2)
    >>> float(density.pdf(0)) == math.exp(-2), density.mean, density.quantile([0.1, 0.9]).tolist()
    (True, 2.0, [0.0, 4.0])
    """

    about: ClassVar[DensityLaw] = DensityLaw(
        id="poisson-distribution",
        name="Poisson distribution",
        page="probability/distributions/#poisson-distribution",
        statement="lambda^x*e^(-lambda)/gamma(x+1)",
        statement_latex=r"\frac{\lambda^x e^{-\lambda}}{\Gamma(x+1)}",
        mean="lambda",
        variance="lambda",
        given=(
            r"$\lambda > 0$",
            r"$x = 0, 1, 2, \dots$",
        ),
        source=Source("Feller, An Introduction to Probability Theory, vol. 1", "section VI.5"),
        ml_use="Counts: clicks, arrivals, photons; the loss of a count with a predicted rate.",
    )

    rate: float = 1.0

    def __post_init__(self) -> None:
        parameter("rate", self.rate, positive=True)
        if self.rate > MOST:
            raise OutsideDomain(f"rate must be at most 10^9; found {self.rate!r}: try Normal(rate, sqrt(rate))")

    @property
    def letters(self) -> dict[str, float]:
        return {"lambda": float(self.rate)}

    @property
    def support(self) -> tuple[float, float]:
        return 0.0, math.inf

    @property
    def mean(self) -> float:
        return float(self.rate)

    @property
    def variance(self) -> float:
        return float(self.rate)

    @property
    def skewness(self) -> float:
        return 1 / math.sqrt(self.rate)

    @property
    def excess_kurtosis(self) -> float:
        return 1 / self.rate

    def _log(self, x: Any) -> Any:
        return np.where(x == 0, -self.rate, log_gamma_kernel(x + 1, float(self.rate)) - math.log(self.rate))

    def _below(self, x: Any) -> Any:
        return incomplete_gamma(x + 1, float(self.rate))[1]

    def _above(self, x: Any) -> Any:
        return incomplete_gamma(x + 1, float(self.rate))[0]

    def _draw(self, size: Any, rng: Any) -> Any:
        return rng.poisson(self.rate, size).astype(np.float64)
