"""The Pareto density: a tail that is a power."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source
from calcref.probability.asked import no_moment, parameter
from calcref.probability.interface import DensityLaw, Named


@final
@dataclass(frozen=True, slots=True)
class Pareto(Named):
    """The Pareto density with exponent `alpha`, from the least value `m` on.

    Raises:
        OutsideDomain: `alpha` or `m` is not a positive finite number; `alpha` is too small for a moment.

    >>> Pareto(alpha=3, m=2).mean, float(Pareto(alpha=2).sf(10))
    (3.0, 0.01)
    """

    about: ClassVar[DensityLaw] = DensityLaw(
        id="pareto-density",
        name="Pareto density",
        page="probability/distributions/#pareto-density",
        statement="alpha*m^alpha/x^(alpha+1)",
        statement_latex=r"\frac{\alpha\,m^\alpha}{x^{\alpha+1}},\ x\ge m",
        cdf="1 - (m/x)^alpha",
        mean="alpha*m/(alpha-1)",
        variance="alpha*m^2/((alpha-1)^2*(alpha-2))",
        entropy="ln(m/alpha) + 1/alpha + 1",
        mean_needs=r"\alpha > 1",
        variance_needs=r"\alpha > 2",
        given=(
            r"$\alpha > 0$",
            "$m > 0$",
            r"$x \ge m$",
        ),
        source=Source("Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, vol. 1", "chapter 20"),
        ml_use="Sizes of which a few are most of the total: words, links, users; averages of them mislead.",
    )

    alpha: float = 1.0
    m: float = 1.0

    def __post_init__(self) -> None:
        parameter("alpha", self.alpha, positive=True)
        parameter("m", self.m, positive=True)

    @property
    def letters(self) -> dict[str, float]:
        return {"alpha": float(self.alpha), "m": float(self.m)}

    @property
    def support(self) -> tuple[float, float]:
        return float(self.m), math.inf

    @property
    def mean(self) -> float:
        self._exists("mean", 1)
        return self.alpha * self.m / (self.alpha - 1)

    @property
    def variance(self) -> float:
        self._exists("variance", 2)
        return self.alpha * (self.m / (self.alpha - 1)) ** 2 / (self.alpha - 2)

    @property
    def skewness(self) -> float:
        self._exists("skewness", 3)
        a = self.alpha
        return 2 * (1 + a) / (a - 3) * math.sqrt((a - 2) / a)

    @property
    def excess_kurtosis(self) -> float:
        self._exists("kurtosis", 4)
        a = self.alpha
        return 6 * (a**3 + a**2 - 6 * a - 2) / (a * (a - 3) * (a - 4))

    @property
    def entropy(self) -> float:
        return math.log(self.m) - math.log(self.alpha) + 1 / self.alpha + 1

    def _log(self, x: Any) -> Any:
        return math.log(self.alpha) - math.log(self.m) - (self.alpha + 1) * np.log(x / self.m)

    def _below(self, x: Any) -> Any:
        return -np.expm1(-self.alpha * np.log(x / self.m))

    def _above(self, x: Any) -> Any:
        return (x / self.m) ** -self.alpha

    def _place(self, q: Any, rest: Any) -> Any:
        return self.m * np.exp(np.where(q < 0.5, -np.log1p(-q), -np.log(rest)) / self.alpha)

    def _draw(self, size: Any, rng: Any) -> Any:
        return self.m * (1 + rng.pareto(self.alpha, size))

    def _exists(self, moment: str, above: int) -> None:
        if not self.alpha > above:
            raise no_moment(moment, repr(self), f"its integral is infinite, for it needs alpha > {above}")
