"""Student's t density: a bell with tails that fall like a power."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source
from calcref.probability.asked import no_moment, parameter
from calcref.probability.incomplete_beta import incomplete_beta
from calcref.probability.interface import DensityLaw, Named
from calcref.probability.solved import first
from calcref.probability.special_functions import digamma_less_log, log_beta, log_of_one_and_square
from calcref.probability.tails import area

_BY_AREA = 200.0


@final
@dataclass(frozen=True, slots=True)
class StudentT(Named):
    """Student's t density with `df` degrees of freedom, center `mu` and scale `sigma`.

    Raises:
        OutsideDomain: `df` or `sigma` is not a positive finite number, or `mu` not a finite one; `df` is too small
            for a moment.

    >>> round(float(StudentT(df=1).cdf(1)), 12), StudentT(df=4).variance
    (0.75, 2.0)
    """

    about: ClassVar[DensityLaw] = DensityLaw(
        id="student-t-density",
        name="Student's t density",
        page="probability/distributions/#student-t-density",
        statement="gamma((nu+1)/2)/(gamma(nu/2)*sigma*sqrt(nu*pi))*(1 + ((x-mu)/sigma)^2/nu)^(-(nu+1)/2)",
        statement_latex=r"\frac{\Gamma((\nu+1)/2)}{\Gamma(\nu/2)\,\sigma\sqrt{\nu\pi}}\left(1+\frac{(x-\mu)^2}{\nu\sigma^2}\right)^{-(\nu+1)/2}",
        mean="mu",
        variance="sigma^2*nu/(nu-2)",
        entropy="(nu+1)/2*(digamma((nu+1)/2) - digamma(nu/2)) + ln(sigma*sqrt(nu)*beta(nu/2, 1/2))",
        mean_needs=r"\nu > 1",
        variance_needs=r"\nu > 2",
        given=(
            r"$\nu > 0$",
            r"$\sigma > 0$",
            "every real $x$",
        ),
        source=Source("Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, vol. 2", "chapter 28"),
        ml_use="Noise with outliers, small samples, and neighborhoods in maps of data.",
    )

    df: float = 1.0
    mu: float = 0.0
    sigma: float = 1.0

    def __post_init__(self) -> None:
        parameter("df", self.df, positive=True)
        parameter("mu", self.mu)
        parameter("sigma", self.sigma, positive=True)

    @property
    def letters(self) -> dict[str, float]:
        return {"nu": float(self.df), "mu": float(self.mu), "sigma": float(self.sigma)}

    @property
    def support(self) -> tuple[float, float]:
        return -math.inf, math.inf

    @property
    def mean(self) -> float:
        self._exists("mean", 1)
        return float(self.mu)

    @property
    def variance(self) -> float:
        self._exists("variance", 2)
        return float(self.sigma) ** 2 * self.df / (self.df - 2)

    @property
    def skewness(self) -> float:
        self._exists("skewness", 3)
        return 0.0

    @property
    def excess_kurtosis(self) -> float:
        self._exists("kurtosis", 4)
        return 6 / (self.df - 4)

    @property
    def entropy(self) -> float:
        half = self.df / 2
        digammas = digamma_less_log(half + 0.5) - digamma_less_log(half) + math.log1p(1 / self.df)
        return (half + 0.5) * digammas + math.log(self.sigma) + 0.5 * math.log(self.df) + log_beta(half, 0.5)

    def _log(self, x: Any) -> Any:
        r = np.abs(x - self.mu) / (self.sigma * math.sqrt(self.df))
        factor = math.log(self.sigma) + 0.5 * math.log(self.df) + log_beta(self.df / 2, 0.5)
        return -(self.df + 1) / 2 * log_of_one_and_square(r) - factor

    def _below(self, x: Any) -> Any:
        z = (x - self.mu) / self.sigma
        return np.where(z < 0, self._tail(-z), 1 - self._tail(z))

    def _above(self, x: Any) -> Any:
        z = (x - self.mu) / self.sigma
        return np.where(z > 0, self._tail(z), 1 - self._tail(-z))

    def _place(self, q: Any, rest: Any) -> Any:
        part = np.minimum(q, rest)
        z = first(lambda z: self._tail(z) <= part, np.zeros_like(q), np.full_like(q, np.finfo(np.float64).max))
        z = np.where(part == 0.5, 0.0, z)
        return self.mu + self.sigma * np.where(q < 0.5, -z, z)

    def _draw(self, size: Any, rng: Any) -> Any:
        return self.mu + self.sigma * rng.standard_t(self.df, size)

    def _tail(self, z: Any) -> Any:
        """The probability beyond z >= 0, of the density with center 0 and scale 1."""
        if self.df >= _BY_AREA:
            return self._area(np.maximum(z, 0.0))
        r = np.maximum(z, 0.0) / math.sqrt(self.df)
        near, far = np.minimum(r, 1.0), 1 / np.maximum(r, 1.0)
        x = np.where(r <= 1, 1 / (1 + near**2), far**2 / (1 + far**2))
        y = np.where(r <= 1, near**2 / (1 + near**2), 1 / (1 + far**2))
        return 0.5 * incomplete_beta(self.df / 2, 0.5, x, y)[0]

    def _area(self, z: Any) -> Any:
        """The same for many degrees of freedom: the density is followed until it has fallen by e^-45."""
        r, fallen = z / math.sqrt(self.df), math.expm1(90 / (self.df + 1))
        size = np.hypot(1.0, r)
        heights = np.log(size) - 0.5 * (self.df + 1) * log_of_one_and_square(r) - log_beta(self.df / 2, 0.5)
        length = fallen / (r / size + np.sqrt((r / size) ** 2 + fallen))
        fall = area(lambda v: -0.5 * (self.df + 1) * np.log1p(v * (2 * r / size + v)), length)
        return np.minimum(np.exp(heights) * fall, 0.5)

    def _exists(self, moment: str, above: int) -> None:
        if not self.df > above:
            raise no_moment(moment, repr(self), f"its integral is not finite, for it needs df > {above}")
