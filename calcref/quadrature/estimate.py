"""What a rule found, how far off it may be, and how often it asked; and what all rules ask of their arguments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.core.shown import Brief, table
from calcref.verify.given import is_finite, is_number, is_whole

Integrand = Callable[[Any], Any]

_LARGEST = 1e290  # so that any sum of values is far from overflow


@dataclass(frozen=True, slots=True, repr=False)
class Estimate(Brief):
    """An estimate with its error.

    Args:
        value: the estimate.
        error: how far off it may be: a bound that is meant to hold, or half a confidence interval.
        evaluations: at how many points the function was read.
        reason: why it stopped: "tolerance", "samples", or "rounding" (more points would not help).

    >>> Estimate(2.0, 0.5, 15, "samples").interval
    (1.5, 2.5)
    """

    value: float
    error: float
    evaluations: int
    reason: str

    def __post_init__(self) -> None:
        in_range(self.value)

    @property
    def interval(self) -> tuple[float, float]:
        """From `value - error` to `value + error`."""
        return self.value - self.error, self.value + self.error

    def _repr_html_(self) -> str:
        rows = [(self.value, self.error, self.evaluations, self.reason)]
        return table("An estimate", ("value", "error", "evaluations", "stopped by"), rows)

    def __str__(self) -> str:
        return f"{self.value:.10g} ± {self.error:.1e}, {self.evaluations} evaluations, stopped by {self.reason}"


def in_range(value: float) -> float:
    """`value`, a sum, if it has not overflowed.

    Raises:
        OutsideDomain: it has.
    """
    if not np.isfinite(value):
        raise OutsideDomain(f"the sum is {value}, beyond floating point: scale the integrand, or cut the interval")
    return value


def whole(number: Any, name: str, least: int, most: int, try_: int) -> int:
    """`number`, if it is a whole one in these bounds.

    Raises:
        OutsideDomain: it is not.
    """
    if not is_whole(number) or not least <= number <= most:
        raise OutsideDomain(
            f"{name} must be a whole number from {least} to {most:,}; found {number!r:.60}: try {try_:,}"
        )
    return int(number)


def in_order(a: Any, b: Any, infinite: bool = False) -> tuple[float, float]:
    """The bounds, if they are numbers in order; infinite ones only where that is said.

    Raises:
        OutsideDomain: they are not.
    """
    for name, bound in (("lower", a), ("upper", b)):
        if not (is_finite(bound) or (infinite and is_number(bound) and abs(bound) == np.inf)):
            kind = "a real number, or infinite" if infinite else "a finite real number"
            other = "" if infinite else ": for an infinite interval try adaptive"
            raise OutsideDomain(f"the {name} bound must be {kind}; found {bound!r:.60}{other}")
    if not a < b:
        turned = "swap them and change the sign" if a > b else "such an integral is 0"
        raise OutsideDomain(f"the lower bound must be below the upper one; found {a!r:.30} and {b!r:.30}: {turned}")
    if is_finite(a) and is_finite(b) and not np.isfinite(float(b) - float(a)):
        raise OutsideDomain(f"from {a} to {b} is too far for floating point: cut the interval")
    return float(a), float(b)


def tolerances(rtol: Any, atol: Any) -> None:
    """Stand by while both are finite, none is negative, and one is positive.

    Raises:
        OutsideDomain: they are not so.
    """
    for name, number in (("rtol", rtol), ("atol", atol)):
        if not is_finite(number) or number < 0:
            raise OutsideDomain(f"{name} must be a finite number, at least 0; found {number!r:.60}: try 1e-8")
    if rtol == 0 and atol == 0:
        raise OutsideDomain("rtol and atol must not both be 0: no rule is exact; try rtol=1e-8")


def values(f: Integrand, at: Any, shape: tuple[int, ...] | None = None) -> Any:
    """`f` at the points `at`, as finite float64 numbers of the given shape, that of `at` unless said otherwise.

    Raises:
        OutsideDomain: a value is not a finite real number.
        ShapeMismatch: `f` is no function of an array, or returns another shape.
    """
    shape = at.shape if shape is None else shape
    try:
        with np.errstate(all="ignore"):
            found = np.asarray(f(at))
    except (TypeError, ValueError) as error:
        raise ShapeMismatch(
            f"the integrand must be a function of an array, here of shape {at.shape}; calling it said: {error}: "
            "write it with NumPy functions (np.where for an if), or wrap it in np.vectorize"
        ) from error
    if found.shape != shape and (found.shape or shape != at.shape):  # one number for all points in a box is a mistake
        raise ShapeMismatch(
            f"the integrand must return the shape {shape} for points of shape {at.shape}; found {found.shape}: "
            "write it with NumPy functions, or wrap it in np.vectorize"
        )
    if found.dtype.kind not in "fiub":
        raise OutsideDomain(f"the integrand must return real numbers; found {found.dtype}")
    result = np.broadcast_to(found, shape).astype(np.float64)
    bad = ~np.isfinite(result)
    if not np.any(bad) and np.any(np.abs(result) > _LARGEST):
        raise OutsideDomain(f"the integrand must stay below {_LARGEST:g} for sums of it to exist: scale it")
    if np.any(bad):
        raise OutsideDomain(
            f"the integrand must be finite where it is read; found {result[bad][0]} at x = {at[bad][0]}: "
            "split the interval there, or use calcref.integrate"
        )
    return result
