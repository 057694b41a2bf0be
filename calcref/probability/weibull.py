"""The Weibull density: a wait with memory."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source
from calcref.probability.asked import finite, parameter
from calcref.probability.expectations import expectation
from calcref.probability.gumbel import Gumbel
from calcref.probability.interface import DensityLaw, Named
from calcref.probability.special_functions import EULER, times_log

_LARGE = 50.0


@final
@dataclass(frozen=True, slots=True)
class Weibull(Named):
    """The Weibull density with shape `k` and scale `scale`, on x > 0; an exponential one for k = 1.

    Raises:
        OutsideDomain: `k` or `scale` is not a positive finite number; a moment overflows.

    >>> density = Weibull(k=2, scale=3)
    >>> round(density.mean, 6), round(float(density.sf(3)), 6)
    (2.658681, 0.367879)
    """

    about: ClassVar[DensityLaw] = DensityLaw(
        id="weibull-density",
        name="Weibull density",
        page="probability/distributions/#weibull-density",
        statement="k/lambda*(x/lambda)^(k-1)*e^(-(x/lambda)^k)",
        statement_latex=r"\frac{k}{\lambda}\left(\frac{x}{\lambda}\right)^{k-1}e^{-(x/\lambda)^k},\ x>0",
        cdf="1 - e^(-(x/lambda)^k)",
        mean="lambda*gamma(1+1/k)",
        variance="lambda^2*(gamma(1+2/k) - gamma(1+1/k)^2)",
        entropy="0.57721566490153286061*(1-1/k) + ln(lambda/k) + 1",
        given=(
            "$k > 0$",
            r"$\lambda > 0$",
            "$x > 0$",
        ),
        source=Source("Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, vol. 1", "chapter 21"),
        ml_use="Lifetimes in survival models: $k > 1$ for what ages, $k < 1$ for what gets better with age.",
    )

    k: float = 1.0
    scale: float = 1.0

    def __post_init__(self) -> None:
        parameter("k", self.k, positive=True)
        parameter("scale", self.scale, positive=True)

    @property
    def letters(self) -> dict[str, float]:
        return {"k": float(self.k), "lambda": float(self.scale)}

    @property
    def support(self) -> tuple[float, float]:
        return 0.0, math.inf

    @property
    def mean(self) -> float:
        return self.scale * self._power(1)

    @property
    def variance(self) -> float:
        share = np.expm1(self._log_power(2) - 2 * self._log_power(1)) if self._power(2) else 0.0
        return finite("variance", (self.scale * self._power(1)) ** 2 * share)

    @property
    def skewness(self) -> float:
        _, square, cube = self._central()
        return cube / math.sqrt(square) ** 3

    @property
    def excess_kurtosis(self) -> float:
        fourth, square, _ = self._central()
        return fourth / square**2 - 3

    @property
    def entropy(self) -> float:
        return EULER * (1 - 1 / self.k) + math.log(self.scale) - math.log(self.k) + 1

    def _log(self, x: Any) -> Any:
        log = np.log(x) - math.log(self.scale)
        inner = math.log(self.k) - math.log(self.scale) + (self.k - 1) * log - np.exp(self.k * log)
        at_zero = times_log(self.k - 1, 0.0) + math.log(self.k) - math.log(self.scale)
        return np.where(x == 0, at_zero, inner)

    def _below(self, x: Any) -> Any:
        return -np.expm1(-((x / self.scale) ** self.k))

    def _above(self, x: Any) -> Any:
        return np.exp(-((x / self.scale) ** self.k))

    def _place(self, q: Any, rest: Any) -> Any:
        return self.scale * np.where(q < 0.5, -np.log1p(-q), -np.log(rest)) ** (1 / self.k)

    def _draw(self, size: Any, rng: Any) -> Any:
        return self.scale * rng.weibull(self.k, size)

    def _log_power(self, n: int) -> float:
        """The logarithm of the expectation of (x/scale)^n."""
        return math.lgamma(1 + n / self.k)

    def _power(self, n: int) -> float:
        with np.errstate(over="ignore"):
            return finite("moment", np.exp(self._log_power(n)))

    def _central(self) -> tuple[float, float, float]:
        """The fourth, second and third moment about the mean, in one unit of length that cancels.

        For large k the powers cancel nearly all of their digits, and (x/scale)^k = e^-g, for a Gumbel g, is used.
        """
        if self.k <= _LARGE:
            square, cube, fourth = (np.expm1(self._log_power(n) - n * self._log_power(1)) for n in (2, 3, 4))
            return (
                finite("kurtosis", fourth - 4 * cube + 6 * square),
                finite("variance", square),
                finite("skewness", cube - 3 * square),
            )
        gumbel = Gumbel()

        def moment(n: int, about: float) -> float:
            return expectation(gumbel, lambda g: (math.expm1(-g / self.k) * self.k - about) ** n)

        mean = moment(1, 0.0)
        return moment(4, mean), moment(2, mean), moment(3, mean)
