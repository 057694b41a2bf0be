"""The Cauchy density: a bell with a middle and no mean."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source
from calcref.probability.asked import no_moment, parameter
from calcref.probability.interface import DensityLaw, Named
from calcref.probability.special_functions import log_of_one_and_square

_WHY = "each half of its integral is infinite, since the tails fall no faster than 1/x^2"


@final
@dataclass(frozen=True, slots=True)
class Cauchy(Named):
    """The Cauchy density with center `mu` and half width `gamma`; its quartiles are at `mu - gamma` and `mu + gamma`.

    Raises:
        OutsideDomain: `mu` is not a finite number, or `gamma` not a positive one; a moment is asked for.

    >>> float(Cauchy().cdf(1)), Cauchy(gamma=2).quantile([0.25, 0.75]).round(12).tolist()
    (0.75, [-2.0, 2.0])
    """

    about: ClassVar[DensityLaw] = DensityLaw(
        id="cauchy-density",
        name="Cauchy density",
        page="probability/distributions/#cauchy-density",
        statement="gamma/(pi*(gamma^2 + (x-mu)^2))",
        statement_latex=r"\frac{\gamma}{\pi\left(\gamma^2+(x-\mu)^2\right)}",
        cdf="1/2 + arctan((x-mu)/gamma)/pi",
        entropy="ln(4*pi*gamma)",
        given=(
            r"$\gamma > 0$",
            "every real $x$",
        ),
        source=Source("Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, vol. 1", "chapter 16"),
        ml_use=r"A loss that forgives any outlier, $\ln(1 + r^2)$; the example of averages that do not settle.",
    )

    mu: float = 0.0
    gamma: float = 1.0

    def __post_init__(self) -> None:
        parameter("mu", self.mu)
        parameter("gamma", self.gamma, positive=True)

    @property
    def letters(self) -> dict[str, float]:
        return {"mu": float(self.mu), "gamma": float(self.gamma)}

    @property
    def support(self) -> tuple[float, float]:
        return -math.inf, math.inf

    @property
    def mean(self) -> float:
        raise no_moment("mean", repr(self), _WHY)

    @property
    def variance(self) -> float:
        raise no_moment("variance", repr(self), _WHY)

    @property
    def skewness(self) -> float:
        raise no_moment("skewness", repr(self), _WHY)

    @property
    def excess_kurtosis(self) -> float:
        raise no_moment("kurtosis", repr(self), _WHY)

    @property
    def entropy(self) -> float:
        return math.log(4 * math.pi * self.gamma)

    def _log(self, x: Any) -> Any:
        r = np.abs(x - self.mu) / self.gamma
        return -math.log(math.pi * self.gamma) - log_of_one_and_square(r)

    def _below(self, x: Any) -> Any:
        return _below((x - self.mu) / self.gamma)

    def _above(self, x: Any) -> Any:
        return _below((self.mu - x) / self.gamma)

    def _place(self, q: Any, rest: Any) -> Any:
        return self.mu + self.gamma * np.where(q < 0.5, -1.0, 1.0) / np.tan(np.pi * np.minimum(q, rest))

    def _draw(self, size: Any, rng: Any) -> Any:
        return self.mu + self.gamma * rng.standard_cauchy(size)


def _below(z: Any) -> Any:
    tail = np.arctan2(1.0, np.abs(z)) / np.pi
    return np.where(z < 0, tail, 1 - tail)
