"""The mean of a sample, with how far off it may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.core.shown import Brief, table


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class SampleMean(Brief):
    """The mean of independent terms.

    Args:
        value: the mean, a number or an array.
        variance: of a single term, estimated without bias, of the same shape.
        samples: how many terms there were.

    >>> found = sample_mean([1.0, 2.0, 4.0, 5.0])
    >>> print(found.value, round(float(found.variance), 9), found.samples)
    3.0 3.333333333 4
    """

    value: Any
    variance: Any
    samples: int

    @property
    def standard_error(self) -> Any:
        """The standard deviation of the mean: the root of variance over samples."""
        return np.sqrt(self.variance / self.samples)

    def _repr_html_(self) -> str:
        rows = [(self.value, self.standard_error, self.variance, self.samples)]
        return table("A mean", ("value", "standard error", "variance of a term", "samples"), rows)

    def __str__(self) -> str:
        return f"{self.value} ± {self.standard_error}, {self.samples} samples"


def sample_mean(terms: Any) -> SampleMean:
    """Return the mean of `terms` along their first axis, with the variance of one.

    Raises:
        OutsideDomain: there are fewer than two, or one is not a finite real number.

    >>> sample_mean([[0.0, 1.0], [2.0, 1.0]]).variance.tolist()
    [2.0, 0.0]
    """
    try:
        array = np.asarray(terms)
    except ValueError as error:
        raise ShapeMismatch(f"terms of a mean have one shape; NumPy said: {error}") from error
    if array.dtype.kind not in "fiub" or array.ndim == 0 or len(array) < 2:
        raise OutsideDomain(f"a mean with its error needs two real numbers or more; found {str(terms)[:60]}")
    array = array.astype(np.float64)
    if not np.all(np.isfinite(array)):
        raise OutsideDomain("a mean with its error needs finite terms; there is NaN or infinity among them")
    with np.errstate(over="ignore", invalid="ignore"):
        mean, variance = np.mean(array, axis=0)[()], np.var(array, axis=0, ddof=1)[()]
    if not (np.all(np.isfinite(mean)) and np.all(np.isfinite(variance))):
        raise OutsideDomain("the variance of the terms is larger than the largest float64: change the unit")
    return SampleMean(mean, variance, len(array))
