"""The triangular density: up one line and down another."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source
from calcref.core.errors import OutsideDomain
from calcref.probability.asked import parameter
from calcref.probability.interface import DensityLaw, Named


@final
@dataclass(frozen=True, slots=True)
class Triangular(Named):
    """The triangular density from `a` to `b` with its peak at `c`.

    Raises:
        OutsideDomain: `a`, `c` and `b` are not finite numbers with a <= c <= b and a < b.

    >>> float(Triangular(0, 0.5, 1).pdf(0.5)), Triangular(0, 1, 2).mean
    (2.0, 1.0)
    """

    about: ClassVar[DensityLaw] = DensityLaw(
        id="triangular-density",
        name="Triangular density",
        page="probability/distributions/#triangular-density",
        statement="2/(b-a)*min((x-a)/(c-a), (b-x)/(b-c))",
        statement_latex=r"\frac{2}{b-a}\min\left(\frac{x-a}{c-a},\frac{b-x}{b-c}\right),\ a<x<b",
        mean="(a+b+c)/3",
        variance="(a^2 + b^2 + c^2 - a*b - a*c - b*c)/18",
        entropy="1/2 + ln((b-a)/2)",
        given=(
            "$a < b$",
            r"$a \le c \le b$",
            "$a < x < b$",
        ),
        source=Source("Kotz and van Dorp, Beyond Beta", "chapter 1"),
        ml_use="The sum of two uniform errors, such as two roundings; a guess from least, likely and largest values.",
    )

    a: float = 0.0
    c: float = 0.5
    b: float = 1.0

    def __post_init__(self) -> None:
        parameter("a", self.a)
        parameter("c", self.c)
        parameter("b", self.b)
        if not (self.a < self.b and self.a <= self.c <= self.b and np.isfinite(float(self.b) - float(self.a))):
            raise OutsideDomain(
                f"a <= c <= b and a < b have to hold; found a = {self.a!r}, c = {self.c!r} and b = {self.b!r}: "
                "try a = 0, c = 0.5, b = 1"
            )

    @property
    def letters(self) -> dict[str, float]:
        return {"a": float(self.a), "c": float(self.c), "b": float(self.b)}

    @property
    def support(self) -> tuple[float, float]:
        return float(self.a), float(self.b)

    @property
    def breaks(self) -> tuple[float, ...]:
        return (float(self.c),) if self.a < self.c < self.b else ()

    @property
    def mean(self) -> float:
        return self.a + (self.c - self.a) / 3 + (self.b - self.a) / 3

    @property
    def variance(self) -> float:
        left, right = float(self.c) - self.a, float(self.b) - self.c
        return (left**2 + left * right + right**2) / 18

    @property
    def skewness(self) -> float:
        left, right = float(self.c) - self.a, float(self.b) - self.c
        upper = (right - left) * (2 * left + right) * (left + 2 * right)
        return math.sqrt(2) * upper / (5 * math.sqrt(left**2 + left * right + right**2) ** 3)

    @property
    def excess_kurtosis(self) -> float:
        return -0.6

    @property
    def entropy(self) -> float:
        return 0.5 + math.log(self.b / 2 - self.a / 2)

    def _log(self, x: Any) -> Any:
        inner = np.minimum(_share(x - self.a, self.c - self.a), _share(self.b - x, self.b - self.c))
        return math.log(2) - math.log(self.b - self.a) + np.log(inner)

    def _below(self, x: Any) -> Any:
        rising = (x - self.a) * _share(x - self.a, self.c - self.a)
        falling = (self.b - x) * _share(self.b - x, self.b - self.c)
        return np.where(x <= self.c, rising / (self.b - self.a), 1 - falling / (self.b - self.a))

    def _above(self, x: Any) -> Any:
        rising = (x - self.a) * _share(x - self.a, self.c - self.a)
        falling = (self.b - x) * _share(self.b - x, self.b - self.c)
        return np.where(x >= self.c, falling / (self.b - self.a), 1 - rising / (self.b - self.a))

    def _place(self, q: Any, rest: Any) -> Any:
        left = self.a + np.sqrt(q * (self.b - self.a) * (self.c - self.a))
        right = self.b - np.sqrt(rest * (self.b - self.a) * (self.b - self.c))
        return np.where(q * (self.b - self.a) <= self.c - self.a, left, right)

    def _draw(self, size: Any, rng: Any) -> Any:
        return rng.triangular(self.a, self.c, self.b, size)


def _share(part: Any, whole: float) -> Any:
    return part / whole if whole > 0 else np.ones_like(part)
