"""The beta density: what is known of a probability."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source
from calcref.probability.asked import parameter
from calcref.probability.incomplete_beta import incomplete_beta
from calcref.probability.interface import DensityLaw, Named
from calcref.probability.solved import positive_place
from calcref.probability.special_functions import digamma, log_beta, log_beta_kernel, times_log


@final
@dataclass(frozen=True, slots=True)
class Beta(Named):
    """The beta density with the powers `a` - 1 and `b` - 1, on 0 < x < 1.

    Raises:
        OutsideDomain: `a` or `b` is not a positive finite number.

    >>> density = Beta(2, 3)
    >>> density.mean, density.variance, round(float(density.cdf(0.5)), 12)
    (0.4, 0.04, 0.6875)
    """

    about: ClassVar[DensityLaw] = DensityLaw(
        id="beta-density",
        name="Beta density",
        page="probability/distributions/#beta-density",
        statement="x^(a-1)*(1-x)^(b-1)/beta(a, b)",
        statement_latex=r"\frac{\Gamma(a+b)}{\Gamma(a)\,\Gamma(b)}\,x^{a-1}(1-x)^{b-1},\ 0<x<1",
        mean="a/(a+b)",
        variance="a*b/((a+b)^2*(a+b+1))",
        entropy="ln(beta(a, b)) - (a-1)*digamma(a) - (b-1)*digamma(b) + (a+b-2)*digamma(a+b)",
        given=(
            "$a > 0$",
            "$b > 0$",
            "$0 < x < 1$",
        ),
        source=Source("Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, vol. 2", "chapter 25"),
        ml_use="The prior and the posterior of a rate of success: click rates, Thompson sampling, calibration.",
    )

    a: float = 1.0
    b: float = 1.0

    def __post_init__(self) -> None:
        parameter("a", self.a, positive=True)
        parameter("b", self.b, positive=True)

    @property
    def letters(self) -> dict[str, float]:
        return {"a": float(self.a), "b": float(self.b)}

    @property
    def support(self) -> tuple[float, float]:
        return 0.0, 1.0

    @property
    def mean(self) -> float:
        return self.a / (self.a + self.b)

    @property
    def variance(self) -> float:
        total = float(self.a) + self.b
        return (self.a / total) * (self.b / total) / (total + 1)

    @property
    def skewness(self) -> float:
        a, b = float(self.a), float(self.b)
        return 2 * (b - a) * math.sqrt(a + b + 1) / ((a + b + 2) * math.sqrt(a) * math.sqrt(b))

    @property
    def excess_kurtosis(self) -> float:
        a, b = float(self.a), float(self.b)
        upper = 6 * ((a - b) ** 2 * (a + b + 1) - a * b * (a + b + 2))
        return upper / (a * b * (a + b + 2) * (a + b + 3))

    @property
    def entropy(self) -> float:
        a, b = float(self.a), float(self.b)
        powers = (a - 1) * digamma(a) + (b - 1) * digamma(b) - (a + b - 2) * digamma(a + b)
        return log_beta(a, b) - powers

    def _log(self, x: Any) -> Any:
        a, b, y = float(self.a), float(self.b), 1 - x
        inner = log_beta_kernel(a, b, x, y) - np.log(x) - np.log(y)
        ends = times_log(a - 1, x) + times_log(b - 1, y) - log_beta(a, b)
        return np.where((x == 0) | (y == 0), ends, inner)

    def _below(self, x: Any) -> Any:
        return incomplete_beta(self.a, self.b, x, 1 - x)[0]

    def _above(self, x: Any) -> Any:
        return incomplete_beta(self.a, self.b, x, 1 - x)[1]

    def _place(self, q: Any, rest: Any) -> Any:
        return positive_place(lambda x: incomplete_beta(self.a, self.b, x, 1 - x), q, rest, 1.0)

    def _draw(self, size: Any, rng: Any) -> Any:
        return rng.beta(self.a, self.b, size)
