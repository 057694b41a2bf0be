"""The lognormal density: what has a normal logarithm."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source
from calcref.probability.asked import finite, parameter
from calcref.probability.interface import DensityLaw, Named
from calcref.probability.normal import Normal


@final
@dataclass(frozen=True, slots=True)
class LogNormal(Named):
    """The density of e^z for a normal z with mean `mu` and standard deviation `sigma`.

    Raises:
        OutsideDomain: `mu` is not a finite number, or `sigma` not a positive one; a moment overflows.

    >>> float(LogNormal().quantile(0.5)), round(LogNormal().mean, 12) == round(math.exp(0.5), 12)
    (1.0, True)
    """

    about: ClassVar[DensityLaw] = DensityLaw(
        id="lognormal-density",
        name="Lognormal density",
        page="probability/distributions/#lognormal-density",
        statement="e^(-((ln(x)-mu)/sigma)^2/2)/(x*sigma*sqrt(2*pi))",
        statement_latex=r"\frac{1}{x\,\sigma\sqrt{2\pi}}\,e^{-\frac12\left(\frac{\ln x-\mu}{\sigma}\right)^2},\ x>0",
        cdf="(1 + erf((ln(x)-mu)/(sigma*sqrt(2))))/2",
        mean="e^(mu + sigma^2/2)",
        variance="(e^(sigma^2) - 1)*e^(2*mu + sigma^2)",
        entropy="mu + 1/2 + ln(sigma*sqrt(2*pi))",
        given=(
            r"$\sigma > 0$",
            "$x > 0$",
        ),
        source=Source("Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, vol. 1", "chapter 14"),
        ml_use="Sizes that grow by factors: incomes, file sizes, lengths of texts, learning rates in a random search.",
    )

    mu: float = 0.0
    sigma: float = 1.0

    def __post_init__(self) -> None:
        parameter("mu", self.mu, most=700.0)
        parameter("sigma", self.sigma, positive=True)

    @property
    def letters(self) -> dict[str, float]:
        return {"mu": float(self.mu), "sigma": float(self.sigma)}

    @property
    def support(self) -> tuple[float, float]:
        return 0.0, math.inf

    @property
    def mean(self) -> float:
        with np.errstate(over="ignore"):
            return finite("mean", np.exp(self.mu + float(self.sigma) ** 2 / 2))

    @property
    def variance(self) -> float:
        s = float(self.sigma) ** 2
        with np.errstate(over="ignore"):
            return finite("variance", np.expm1(s) * np.exp(2 * self.mu + s))

    @property
    def skewness(self) -> float:
        s = float(self.sigma) ** 2
        with np.errstate(over="ignore"):
            return finite("skewness", (np.exp(s) + 2) * np.sqrt(np.expm1(s)))

    @property
    def excess_kurtosis(self) -> float:
        s = float(self.sigma) ** 2
        with np.errstate(over="ignore"):
            return finite("kurtosis", np.expm1(4 * s) + 2 * np.expm1(3 * s) + 3 * np.expm1(2 * s))

    @property
    def entropy(self) -> float:
        return self.mu + 0.5 + math.log(self.sigma) + 0.5 * math.log(2 * math.pi)

    def _log(self, x: Any) -> Any:
        u = np.log(x)
        return np.where(x > 0, self._normal.log_pdf(u) - u, -np.inf)

    def _below(self, x: Any) -> Any:
        return self._normal.cdf(np.log(x))

    def _above(self, x: Any) -> Any:
        return self._normal.sf(np.log(x))

    def _place(self, q: Any, rest: Any) -> Any:
        return np.exp(self._normal.quantile(q))

    def _draw(self, size: Any, rng: Any) -> Any:
        return rng.lognormal(self.mu, self.sigma, size)

    @property
    def _normal(self) -> Normal:
        return Normal(self.mu, self.sigma)
