"""The chi-squared density: a sum of squares of normal values."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar, final

from calcref.core.about import Source
from calcref.probability.asked import parameter
from calcref.probability.gamma import Gamma
from calcref.probability.interface import DensityLaw, Named


@final
@dataclass(frozen=True, slots=True)
class ChiSquared(Named):
    """The chi-squared density with `df` degrees of freedom, a gamma density of shape `df`/2 and rate 1/2.

    Raises:
        OutsideDomain: `df` is not a positive finite number.

    >>> ChiSquared(3).mean, ChiSquared(3).variance, round(float(ChiSquared(2).quantile(0.95)), 9)
    (3.0, 6.0, 5.991464547)
    """

    about: ClassVar[DensityLaw] = DensityLaw(
        id="chi-squared-density",
        name="Chi-squared density",
        page="probability/distributions/#chi-squared-density",
        statement="x^(nu/2-1)*e^(-x/2)/(2^(nu/2)*gamma(nu/2))",
        statement_latex=r"\frac{1}{2^{\nu/2}\,\Gamma(\nu/2)}\,x^{\nu/2-1}e^{-x/2},\ x>0",
        mean="nu",
        variance="2*nu",
        entropy="nu/2 + ln(2*gamma(nu/2)) + (1-nu/2)*digamma(nu/2)",
        given=(
            r"$\nu > 0$",
            "$x > 0$",
        ),
        source=Source("Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, vol. 1", "chapter 18"),
        ml_use="The squared length of a vector of normal noise, and the distribution of many test statistics.",
    )

    df: float = 1.0

    def __post_init__(self) -> None:
        parameter("df", self.df, positive=True)

    @property
    def letters(self) -> dict[str, float]:
        return {"nu": float(self.df)}

    @property
    def support(self) -> tuple[float, float]:
        return 0.0, math.inf

    @property
    def mean(self) -> float:
        return float(self.df)

    @property
    def variance(self) -> float:
        return 2 * float(self.df)

    @property
    def skewness(self) -> float:
        return self._gamma.skewness

    @property
    def excess_kurtosis(self) -> float:
        return self._gamma.excess_kurtosis

    @property
    def entropy(self) -> float:
        return self._gamma.entropy

    def _log(self, x: Any) -> Any:
        return self._gamma.log_pdf(x)

    def _below(self, x: Any) -> Any:
        return self._gamma.cdf(x)

    def _above(self, x: Any) -> Any:
        return self._gamma.sf(x)

    def _place(self, q: Any, rest: Any) -> Any:
        return self._gamma.quantile(q)

    def _draw(self, size: Any, rng: Any) -> Any:
        return rng.chisquare(self.df, size)

    @property
    def _gamma(self) -> Gamma:
        return Gamma(self.df / 2, 0.5)
