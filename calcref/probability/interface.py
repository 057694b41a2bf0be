"""The interface of a density."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from calcref.core.about import Facts, Formula, Stated, Typed
from calcref.core.errors import OutsideDomain
from calcref.verify.given import is_number


class Density(ABC):
    """A density on the line, with its distribution function, mean and variance."""

    __slots__ = ()

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

    @abstractmethod
    def pdf(self, x: Any) -> Any:
        """The density at `x`, of the shape of `x`; 0 outside the support. It may exceed 1."""

    @abstractmethod
    def cdf(self, x: Any) -> Any:
        """The probability of values up to `x`, of the shape of `x`."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class DensityLaw(Stated):
    """What a density of the catalogue says of itself, in text that `calcref.parse` reads.

    Args:
        statement: the density in x, inside the support; `statement_latex` is the same in TeX.
        cdf: the distribution function in x, inside the support.
        mean: the mean; `variance` is the variance.

    The other arguments are those of `Stated`.
    """

    cdf: str
    mean: str
    variance: str

    @property
    def latex(self) -> str:
        """The density at x."""
        return f"p(x) = {self.statement_latex}"

    @property
    def facts(self) -> Facts:
        """Distribution function, mean and variance."""
        said = (("Distribution", self.cdf), ("Mean", self.mean), ("Variance", self.variance))
        return tuple((name, ((Formula.of(Typed(text)),),)) for name, text in said)


class Named(Density):
    """A density of the catalogue: `about` states it in the letters of `letters`."""

    __slots__ = ()
    about: ClassVar[DensityLaw]

    @property
    @abstractmethod
    def letters(self) -> dict[str, float]:
        """What the letters of its statements stand for."""

    def _repr_markdown_(self) -> str:
        return self.about.shown_as(repr(self))


def real(x: Any) -> Any:
    """`x` as an array of float64.

    Raises:
        OutsideDomain: it is not made of real numbers.
    """
    array = np.asarray(x)
    if array.dtype.kind not in "fiub":
        raise OutsideDomain(f"a density is read at real numbers; found {array.dtype} in {str(x)[:60]}")
    return array.astype(np.float64)


def parameter(name: str, value: Any, positive: bool = False) -> None:
    """Stand by while a parameter is a finite number, and a positive one where it has to be.

    Raises:
        OutsideDomain: it is not.
    """
    if not (is_number(value) and np.isfinite(value) and (value > 0 or not positive)):
        kind = "a positive finite number" if positive else "a finite number"
        raise OutsideDomain(f"{name} must be {kind}; found {value!r}: try {1 if positive else 0}")
