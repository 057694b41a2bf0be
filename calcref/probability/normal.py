"""The normal density: the bell curve."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source
from calcref.probability.asked import parameter, real
from calcref.probability.interface import DensityLaw, Named

_ERFC = np.vectorize(math.erfc, otypes=[np.float64])
_Z = np.vectorize(NormalDist().inv_cdf, otypes=[np.float64])


@final
@dataclass(frozen=True, slots=True)
class Normal(Named):
    """The normal density with mean `mu` and standard deviation `sigma`.

    Raises:
        OutsideDomain: `mu` is not a finite number, or `sigma` not a positive one.

    >>> density = Normal(mu=0, sigma=2)
    >>> float(density.cdf(0)), density.mean, density.variance
    (0.5, 0.0, 4.0)
    """

    about: ClassVar[DensityLaw] = DensityLaw(
        id="normal-density",
        name="Normal density",
        page="probability/probability-densities/#normal-density",
        statement="e^(-((x-mu)/sigma)^2/2)/(sigma*sqrt(2*pi))",
        statement_latex=r"\frac{1}{\sigma\sqrt{2\pi}}\,e^{-\frac12\left(\frac{x-\mu}{\sigma}\right)^2}",
        cdf="(1 + erf((x-mu)/(sigma*sqrt(2))))/2",
        mean="mu",
        variance="sigma^2",
        entropy="ln(2*pi*e*sigma^2)/2",
        given=(
            r"$\sigma > 0$",
            "every real $x$",
        ),
        source=Source("Bishop, Pattern Recognition and Machine Learning", "section 1.2.4"),
        ml_use="Noise in regression, weights at the start of training, the latent code of a VAE.",
    )

    mu: float = 0.0
    sigma: float = 1.0

    def __post_init__(self) -> None:
        parameter("mu", self.mu)
        parameter("sigma", self.sigma, positive=True)

    @property
    def letters(self) -> dict[str, float]:
        return {"mu": float(self.mu), "sigma": float(self.sigma)}

    @property
    def support(self) -> tuple[float, float]:
        return -math.inf, math.inf

    @property
    def breaks(self) -> tuple[float, ...]:
        return tuple(self.mu + self.sigma * t for t in (-10.0, -3.0, 0.0, 3.0, 10.0))

    @property
    def scale(self) -> float:
        return float(self.sigma)

    @property
    def mean(self) -> float:
        return float(self.mu)

    @property
    def variance(self) -> float:
        return float(self.sigma) ** 2

    @property
    def skewness(self) -> float:
        return 0.0

    @property
    def excess_kurtosis(self) -> float:
        return 0.0

    @property
    def entropy(self) -> float:
        return math.log(self.sigma) + 0.5 * math.log(2 * math.pi * math.e)

    def pdf(self, x: Any) -> Any:
        with np.errstate(over="ignore"):
            z = np.square((real(x) - self.mu) / self.sigma)
        return np.exp(-0.5 * z) / (self.sigma * math.sqrt(2 * math.pi))

    def cdf(self, x: Any) -> Any:
        with np.errstate(over="ignore"):
            return 0.5 * _ERFC((self.mu - real(x)) / (self.sigma * math.sqrt(2)))

    def _log(self, x: Any) -> Any:
        z = (x - self.mu) / self.sigma
        return -0.5 * np.square(z) - math.log(self.sigma) - 0.5 * math.log(2 * math.pi)

    def _below(self, x: Any) -> Any:
        return self.cdf(x)

    def _above(self, x: Any) -> Any:
        return 0.5 * _ERFC((x - self.mu) / (self.sigma * math.sqrt(2)))

    def _place(self, q: Any, rest: Any) -> Any:
        return self.mu + self.sigma * np.where(q < 0.5, _Z(np.minimum(q, 0.5)), -_Z(np.minimum(rest, 0.5)))

    def _draw(self, size: Any, rng: Any) -> Any:
        return rng.normal(self.mu, self.sigma, size)
