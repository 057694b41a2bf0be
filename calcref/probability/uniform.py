"""The uniform density: nothing inside an interval is preferred."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source
from calcref.core.errors import OutsideDomain
from calcref.probability.asked import parameter, real
from calcref.probability.interface import DensityLaw, Named


@final
@dataclass(frozen=True, slots=True)
class Uniform(Named):
    """The uniform density from `a` to `b`, 1/(b - a): above 1 on an interval shorter than 1.

    Raises:
        OutsideDomain: `a` and `b` are not finite numbers with `a < b`.

    >>> Uniform(0, 0.5).pdf(np.array([-1.0, 0.0, 0.25, 1.0])).tolist()
    [0.0, 2.0, 2.0, 0.0]
    """

    about: ClassVar[DensityLaw] = DensityLaw(
        id="uniform-density",
        name="Uniform density",
        page="probability/probability-densities/#uniform-density",
        statement="1/(b-a)",
        statement_latex=r"\frac{1}{b-a},\ a\le x\le b",
        cdf="(x-a)/(b-a)",
        mean="(a+b)/2",
        variance="(b-a)^2/12",
        entropy="ln(b-a)",
        given=(
            "$a < b$",
            r"$a \le x \le b$",
        ),
        source=Source("Feller, An Introduction to Probability Theory, vol. 2", "section I.5"),
        ml_use="Random search over hyper-parameters, and every sampler's first ingredient.",
    )

    a: float = 0.0
    b: float = 1.0

    def __post_init__(self) -> None:
        parameter("a", self.a, most=math.inf)
        parameter("b", self.b, most=math.inf)
        if not (self.a < self.b and np.isfinite(float(self.b) - float(self.a))):
            raise OutsideDomain(f"a must be less than b; found a = {self.a!r} and b = {self.b!r}: try a = 0, b = 1")

    @property
    def letters(self) -> dict[str, float]:
        return {"a": float(self.a), "b": float(self.b)}

    @property
    def support(self) -> tuple[float, float]:
        return float(self.a), float(self.b)

    @property
    def breaks(self) -> tuple[float, ...]:
        return ()

    @property
    def scale(self) -> float:
        return float(self.b - self.a)

    @property
    def mean(self) -> float:
        return self.a / 2 + self.b / 2

    @property
    def variance(self) -> float:
        return float(self.b - self.a) ** 2 / 12

    @property
    def skewness(self) -> float:
        return 0.0

    @property
    def excess_kurtosis(self) -> float:
        return -1.2

    @property
    def entropy(self) -> float:
        return math.log(float(self.b) - float(self.a))

    def pdf(self, x: Any) -> Any:
        x = real(x)
        inside = np.where((x < self.a) | (x > self.b), 0.0, 1 / (self.b - self.a))
        return np.where(np.isnan(x), np.nan, inside)[()]

    def cdf(self, x: Any) -> Any:
        return (np.clip(real(x), self.a, self.b) - self.a) / (self.b - self.a)

    def _log(self, x: Any) -> Any:
        return np.full_like(x, -math.log(self.b - self.a))

    def _below(self, x: Any) -> Any:
        return (x - self.a) / (self.b - self.a)

    def _above(self, x: Any) -> Any:
        return (self.b - x) / (self.b - self.a)

    def _place(self, q: Any, rest: Any) -> Any:
        return self.a * rest + self.b * q

    def _draw(self, size: Any, rng: Any) -> Any:
        return rng.uniform(self.a, self.b, size)
