"""The binomial distribution: how many of n independent tries succeed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source
from calcref.probability.asked import count, deviation, finite, probability
from calcref.probability.discrete import Discrete
from calcref.probability.incomplete_beta import incomplete_beta
from calcref.probability.interface import DensityLaw
from calcref.probability.special_functions import log_beta_kernel, times_log


@final
@dataclass(frozen=True, slots=True)
class Binomial(Discrete):
    """The number of successes in `n` tries, each of probability `p`.

    Raises:
        OutsideDomain: `n` is no whole number from 1 to 10^9, or `p` no probability.

    >>> density = Binomial(n=3, p=0.5)
    >>> density.pdf([0, 1, 1.5]).round(12).tolist(), density.mean, density.variance
    ([0.125, 0.375, 0.0], 1.5, 0.75)
    """

    about: ClassVar[DensityLaw] = DensityLaw(
        id="binomial-distribution",
        name="Binomial distribution",
        page="probability/distributions/#binomial-distribution",
        statement="gamma(n+1)/(gamma(x+1)*gamma(n-x+1))*p^x*(1-p)^(n-x)",
        statement_latex=r"\binom{n}{x}\,p^x(1-p)^{n-x}",
        mean="n*p",
        variance="n*p*(1-p)",
        given=(
            r"$n$ a whole number, $n \ge 1$",
            r"$0 \le p \le 1$",
            r"$x = 0, 1, \dots, n$",
        ),
        source=Source("Feller, An Introduction to Probability Theory, vol. 1", "section VI.2"),
        ml_use="Correct answers among many: error bars of an accuracy.",
    )

    n: int = 1
    p: float = 0.5

    def __post_init__(self) -> None:
        count("n", self.n)
        probability("p", self.p)

    @property
    def letters(self) -> dict[str, float]:
        return {"n": float(self.n), "p": float(self.p)}

    @property
    def support(self) -> tuple[float, float]:
        return 0.0, float(self.n)

    @property
    def mean(self) -> float:
        return self.n * float(self.p)

    @property
    def variance(self) -> float:
        return self.n * float(self.p) * (1 - self.p)

    @property
    def skewness(self) -> float:
        spread = deviation("skewness", self, self.variance)
        return (1 - 2 * self.p) / spread

    @property
    def excess_kurtosis(self) -> float:
        spread = deviation("kurtosis", self, self.variance)
        return finite("kurtosis", (1 - 6 * self.p * (1 - self.p)) / spread / spread)

    def _log(self, x: Any) -> Any:
        n, p = float(self.n), float(self.p)
        k = np.clip(x, 0.5, n - 0.5)  # the ends have a way of their own
        inner = log_beta_kernel(k, n - k, p, 1 - p) + np.log(n / k / (n - k))
        ends = np.where(x == 0, n * np.log1p(-p), times_log(n, p))
        return np.where((x == 0) | (x == n), ends, inner)

    def _below(self, x: Any) -> Any:
        return incomplete_beta(*self._with(x))[1]

    def _above(self, x: Any) -> Any:
        return incomplete_beta(*self._with(x))[0]

    def _draw(self, size: Any, rng: Any) -> Any:
        return rng.binomial(self.n, self.p, size).astype(np.float64)

    def _with(self, x: Any) -> Any:
        """The arguments of the incomplete beta function for more than x successes."""
        return (
            x + 1,
            np.maximum(self.n - x, 0.5),
            np.where(x < self.n, self.p, 0.0),
            np.where(x < self.n, 1 - self.p, 1.0),
        )
