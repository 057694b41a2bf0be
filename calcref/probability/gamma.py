"""The gamma density: waiting for several events."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source
from calcref.probability.asked import parameter
from calcref.probability.incomplete_gamma import incomplete_gamma
from calcref.probability.interface import DensityLaw, Named
from calcref.probability.solved import positive_place
from calcref.probability.special_functions import digamma_less_log, log_gamma_kernel, stirling, times_log


@final
@dataclass(frozen=True, slots=True)
class Gamma(Named):
    """The gamma density with shape `shape` and rate `rate`, on x > 0; its scale, as others have it, is 1/`rate`.

    Raises:
        OutsideDomain: `shape` or `rate` is not a positive finite number.

    >>> density = Gamma(shape=3, rate=2)
    >>> density.mean, density.variance, round(float(density.sf(1)), 12)
    (1.5, 0.75, 0.676676416183)
    """

    about: ClassVar[DensityLaw] = DensityLaw(
        id="gamma-density",
        name="Gamma density",
        page="probability/distributions/#gamma-density",
        statement="beta^alpha/gamma(alpha)*x^(alpha-1)*e^(-beta*x)",
        statement_latex=r"\frac{\beta^\alpha}{\Gamma(\alpha)}\,x^{\alpha-1}e^{-\beta x},\ x>0",
        mean="alpha/beta",
        variance="alpha/beta^2",
        entropy="alpha - ln(beta) + ln(gamma(alpha)) + (1-alpha)*digamma(alpha)",
        given=(
            r"$\alpha > 0$",
            r"$\beta > 0$",
            "$x > 0$",
        ),
        source=Source("Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, vol. 1", "chapter 17"),
        ml_use="The prior of a rate or a precision; waiting times that add up.",
    )

    shape: float = 1.0
    rate: float = 1.0

    def __post_init__(self) -> None:
        parameter("shape", self.shape, positive=True)
        parameter("rate", self.rate, positive=True)

    @property
    def letters(self) -> dict[str, float]:
        return {"alpha": float(self.shape), "beta": float(self.rate)}

    @property
    def support(self) -> tuple[float, float]:
        return 0.0, math.inf

    @property
    def mean(self) -> float:
        return self.shape / self.rate

    @property
    def variance(self) -> float:
        return self.shape / float(self.rate) ** 2

    @property
    def skewness(self) -> float:
        return 2 / math.sqrt(self.shape)

    @property
    def excess_kurtosis(self) -> float:
        return 6 / self.shape

    @property
    def entropy(self) -> float:
        k = float(self.shape)
        spread = 0.5 * math.log(2 * math.pi * k) + float(stirling(k))
        return spread + (1 - k) * digamma_less_log(k) - math.log(self.rate)

    def _log(self, x: Any) -> Any:
        inner = log_gamma_kernel(float(self.shape), self.rate * x) - np.log(x)
        at_zero = times_log(self.shape - 1, 0.0) + math.log(self.rate)
        return np.where(x == 0, at_zero, inner)

    def _below(self, x: Any) -> Any:
        return incomplete_gamma(self.shape, self.rate * x)[0]

    def _above(self, x: Any) -> Any:
        return incomplete_gamma(self.shape, self.rate * x)[1]

    def _place(self, q: Any, rest: Any) -> Any:
        return positive_place(lambda x: incomplete_gamma(self.shape, x), q, rest) / self.rate

    def _draw(self, size: Any, rng: Any) -> Any:
        return rng.gamma(self.shape, 1 / self.rate, size)
