"""The interface of a density."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, ClassVar

import numpy as np

from calcref.core.errors import OutsideDomain
from calcref.core.records import Source
from calcref.core.shown import card
from calcref.verify.given import is_number


class Density(ABC):
    """A density on the line, with its distribution function, mean and variance.

    Those of the catalogue also state them as text that `calcref.parse` reads, in the letters of `letters`:
    `pdf_text` and `cdf_text` in x, inside the support, `mean_text` and `variance_text`.
    """

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


class Named(Density):
    """A density of the catalogue."""

    __slots__ = ()
    id: ClassVar[str]
    name: ClassVar[str]
    page: ClassVar[str]
    pdf_text: ClassVar[str]
    pdf_latex: ClassVar[str]
    cdf_text: ClassVar[str]
    mean_text: ClassVar[str]
    variance_text: ClassVar[str]
    source: ClassVar[Source]
    ml_use: ClassVar[str]

    @property
    @abstractmethod
    def letters(self) -> dict[str, float]:
        """What the letters of the texts stand for."""

    def _repr_markdown_(self) -> str:
        return card(repr(self), self.pdf_latex, self.ml_use, self.source)


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
