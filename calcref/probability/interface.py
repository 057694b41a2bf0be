"""The interface of a density."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from calcref.core.about import Facts, Formula, Stated, Typed
from calcref.probability.asked import inside, level, numbers_of, of_support, real


class Density(ABC):
    """A distribution on the line: its density, distribution function, quantiles, moments, entropy and samples.

    Every distribution answers to the same names. Where values have a probability of their own, as those of a binomial
    do, the density is that probability: `pdf` sums to 1 over `atoms`, where otherwise it integrates to 1.
    """

    __slots__ = ()

    @property
    def atoms(self) -> Any:
        """The values that have a probability, but for less than 1e-30 of it; None where none has."""
        return None

    @property
    @abstractmethod
    def support(self) -> tuple[float, float]:
        """Where it lives; the ends may be infinite."""

    @property
    @abstractmethod
    def breaks(self) -> tuple[float, ...]:
        """Points inside the support that cut it into pieces on which a quadrature sees what is there."""

    @property
    @abstractmethod
    def scale(self) -> float:
        """A length on which it changes."""

    @property
    @abstractmethod
    def mean(self) -> float:
        """The expectation of x."""

    @property
    @abstractmethod
    def variance(self) -> float:
        """The expectation of (x - mean)**2."""

    @property
    @abstractmethod
    def skewness(self) -> float:
        """The expectation of ((x - mean)/deviation)**3."""

    @property
    @abstractmethod
    def excess_kurtosis(self) -> float:
        """The expectation of ((x - mean)/deviation)**4, less the 3 of a normal density."""

    @property
    @abstractmethod
    def entropy(self) -> float:
        """The expectation of -ln pdf(x), in nats; that of a density may be negative."""

    @abstractmethod
    def pdf(self, x: Any) -> Any:
        """The density at `x`, of the shape of `x`; 0 outside the support. It may exceed 1."""

    @abstractmethod
    def log_pdf(self, x: Any) -> Any:
        """The logarithm of the density at `x`, finite where the density underflows."""

    @abstractmethod
    def cdf(self, x: Any) -> Any:
        """The probability of values up to `x`, of the shape of `x`."""

    @abstractmethod
    def sf(self, x: Any) -> Any:
        """The probability of values above `x`, to full digits where `cdf` is 1: the survival function."""

    @abstractmethod
    def quantile(self, q: Any) -> Any:
        """The first x that `cdf` is at least `q` at, of the shape of `q`, which lies in [0, 1]."""

    @abstractmethod
    def sample(self, size: Any, rng: Any) -> Any:
        """Independent values, an array of this size or shape, from the generator `rng`."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class DensityLaw(Stated):
    """What a density of the catalogue says of itself, in text that `calcref.parse` reads.

    Args:
        statement: the density in x, inside the support; `statement_latex` is the same in TeX.
        cdf: the distribution function in x, inside the support; empty where it is none of the functions that are read.
        mean: the mean; `variance` is the variance and `entropy` the entropy, each empty where there is none.
        mean_needs: what has to hold for the mean, in TeX; `variance_needs` the same for the variance.

    The other arguments are those of `Stated`.
    """

    cdf: str = ""
    mean: str = ""
    variance: str = ""
    entropy: str = ""
    mean_needs: str = ""
    variance_needs: str = ""

    @property
    def latex(self) -> str:
        """The density at x."""
        return f"p(x) = {self.statement_latex}"

    @property
    def facts(self) -> Facts:
        """Distribution function, mean, variance and entropy, where they can be written down."""
        said = (
            ("Distribution", self.cdf, ""),
            ("Mean", self.mean, self.mean_needs),
            ("Variance", self.variance, self.variance_needs),
            ("Entropy", self.entropy, ""),
        )
        return tuple(
            (name, ((Formula.of(Typed(text)), *((f" for ${needs}$",) if needs else ())),))
            for name, text, needs in said
            if text
        )


class Named(Density):
    """A distribution of the catalogue: `about` states it in the letters of `letters`.

    A class gives what holds inside the support: `_log`, `_below` and `_above` at finite x, `_place` for a level q
    between 0 and 1 with its distance from 1, and `_draw`.
    """

    __slots__ = ()
    about: ClassVar[DensityLaw]

    @property
    @abstractmethod
    def letters(self) -> dict[str, float]:
        """What the letters of its statements stand for."""

    @abstractmethod
    def _log(self, x: Any) -> Any: ...

    @abstractmethod
    def _below(self, x: Any) -> Any: ...

    @abstractmethod
    def _above(self, x: Any) -> Any: ...

    @abstractmethod
    def _place(self, q: Any, rest: Any) -> Any: ...

    @abstractmethod
    def _draw(self, size: Any, rng: Any) -> Any: ...

    @property
    def breaks(self) -> tuple[float, ...]:
        found = {float(at) for at in self.quantile([0.01, 0.5, 0.99])}
        lower, upper = self.support
        return tuple(sorted(at for at in found if lower < at < upper))

    @property
    def scale(self) -> float:
        low, high = self.quantile([0.25, 0.75])
        return float(high - low) if low < high < np.inf else 1.0

    def log_pdf(self, x: Any) -> Any:
        return inside(self.support, real(x), self._log, -np.inf, -np.inf)

    def pdf(self, x: Any) -> Any:
        return np.exp(self.log_pdf(x))

    def cdf(self, x: Any) -> Any:
        return inside(self.support, real(x), self._below, 0.0, 1.0)

    def sf(self, x: Any) -> Any:
        return inside(self.support, real(x), self._above, 1.0, 0.0)

    def quantile(self, q: Any) -> Any:
        return of_support(self.support, level(q), self._place)

    def sample(self, size: Any, rng: Any) -> Any:
        return self._draw(numbers_of(size, rng), rng)

    def _repr_markdown_(self) -> str:
        return self.about.shown_as(repr(self))
