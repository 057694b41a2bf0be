"""The Bernoulli distribution: one try."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source
from calcref.probability.asked import deviation, finite, probability
from calcref.probability.discrete import Discrete
from calcref.probability.interface import DensityLaw
from calcref.probability.special_functions import times_log


@final
@dataclass(frozen=True, slots=True)
class Bernoulli(Discrete):
    """1 with probability `p`, and otherwise 0.

    Raises:
        OutsideDomain: `p` is no probability.

    >>> density = Bernoulli(0.25)
    >>> density.pdf([0, 1]).tolist(), density.variance
    ([0.75, 0.25], 0.1875)
    """

    about: ClassVar[DensityLaw] = DensityLaw(
        id="bernoulli-distribution",
        name="Bernoulli distribution",
        page="probability/distributions/#bernoulli-distribution",
        statement="p^x*(1-p)^(1-x)",
        statement_latex=r"p^x(1-p)^{1-x}",
        mean="p",
        variance="p*(1-p)",
        entropy="-p*ln(p) - (1-p)*ln(1-p)",
        given=(
            r"$0 \le p \le 1$",
            r"$x = 0, 1$",
        ),
        source=Source("Bishop, Pattern Recognition and Machine Learning", "section 2.1"),
        ml_use="The label of a classifier; its negative log-likelihood is the cross-entropy.",
    )

    p: float = 0.5

    def __post_init__(self) -> None:
        probability("p", self.p)

    @property
    def letters(self) -> dict[str, float]:
        return {"p": float(self.p)}

    @property
    def support(self) -> tuple[float, float]:
        return 0.0, 1.0

    @property
    def mean(self) -> float:
        return float(self.p)

    @property
    def variance(self) -> float:
        return float(self.p) * (1 - self.p)

    @property
    def skewness(self) -> float:
        spread = deviation("skewness", self, self.variance)
        return (1 - 2 * self.p) / spread

    @property
    def excess_kurtosis(self) -> float:
        spread = deviation("kurtosis", self, self.variance)
        return finite("kurtosis", (1 - 6 * self.p * (1 - self.p)) / spread / spread)

    def _log(self, x: Any) -> Any:
        return np.where(x == 0, np.log1p(-self.p), times_log(1.0, self.p))

    def _below(self, x: Any) -> Any:
        return np.where(x < 1, 1 - self.p, 1.0)

    def _above(self, x: Any) -> Any:
        return np.where(x < 1, float(self.p), 0.0)

    def _draw(self, size: Any, rng: Any) -> Any:
        return (rng.random(size) < self.p).astype(np.float64)
