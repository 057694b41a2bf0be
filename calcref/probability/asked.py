"""What a density is asked with: numbers, levels, sizes and generators; and the parameters that it is made of."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.verify.given import is_finite, is_whole

MOST = 10**9
LARGEST = 1e100  # of a parameter, so that its square is a number


def real(x: Any) -> Any:
    """`x` as an array of float64.

    Raises:
        OutsideDomain: it is not made of real numbers.
    """
    try:
        array = np.asarray(x)
    except ValueError as error:
        raise ShapeMismatch(f"a density is read at an array, or at rows of one length; NumPy said: {error}") from error
    if array.dtype.kind not in "fiub":
        raise OutsideDomain(f"a density is read at real numbers; found {array.dtype} in {str(x)[:60]}")
    return array.astype(np.float64)


def level(q: Any) -> Any:
    """`q` as an array of probabilities.

    Raises:
        OutsideDomain: one of them is not in [0, 1].
    """
    array = real(q)
    wrong = array[~((array >= 0) & (array <= 1))]
    if wrong.size:
        raise OutsideDomain(f"a quantile is asked for at a probability from 0 to 1; found {wrong.flat[0]}: try 0.5")
    return array


def numbers_of(size: Any, rng: Any) -> tuple[int, ...]:
    """The shape of a sample.

    Raises:
        OutsideDomain: `size` is no whole number or tuple of them, or `rng` no generator of NumPy.
    """
    shape = size if isinstance(size, tuple) else (size,)
    if not all(is_whole(it) and it >= 0 for it in shape) or math.prod(shape) > MOST:
        raise OutsideDomain(f"size must be a whole number up to 10^9, or a tuple of them; found {size!r}: try 100")
    if not isinstance(rng, np.random.Generator):
        raise OutsideDomain(f"rng must be a generator; found {type(rng).__name__}: try np.random.default_rng(0)")
    return tuple(int(it) for it in shape)


def inside(support: tuple[float, float], x: Any, of: Callable[[Any], Any], before: float, beyond: float) -> Any:
    """`of` the finite `x` in the support, and what holds before and beyond it; NaN stays."""
    found = np.where(x < support[0], before, beyond)
    found = np.where(x == -np.inf, before, found)
    here = (x >= support[0]) & (x <= support[1]) & np.isfinite(x)
    if np.any(here):
        with np.errstate(all="ignore"):
            found[here] = of(x[here])
    return np.where(np.isnan(x), np.nan, found)[()]


def of_support(support: tuple[float, float], q: Any, of: Callable[[Any, Any], Any]) -> Any:
    """`of` the levels between 0 and 1 and their distances from 1; at these two, the ends of the support."""
    found = np.where(q <= 0, *support)
    between = (q > 0) & (q < 1)
    if np.any(between):
        with np.errstate(all="ignore"):
            found[between] = np.clip(of(q[between], 1 - q[between]), *support)
    return found[()]


def parameter(name: str, value: Any, positive: bool = False, most: float = LARGEST) -> None:
    """Stand by while a parameter is a finite number, and a positive one where it has to be.

    Raises:
        OutsideDomain: it is not, or so large or so small that its square is no float64.
    """
    if not (is_finite(value) and (value > 0 or not positive)):
        kind = "a positive finite number" if positive else "a finite number"
        raise OutsideDomain(f"{name} must be {kind}; found {value!r}: try {1 if positive else 0}")
    if abs(value) > most or (positive and value < 1 / most):
        least = f"at least {1 / most:g} and " if positive else ""
        raise OutsideDomain(f"{name} must be {least}at most {most:g} in size; found {value!r}: change the unit")


def no_moment(what: str, of: str, why: str) -> OutsideDomain:
    """The error of a moment that does not exist."""
    return OutsideDomain(f"the {what} of {of} does not exist as a number: {why}; try quantile(0.5), which always does")


def finite(what: str, value: Any) -> float:
    """`value`, if float64 has room for it.

    Raises:
        OutsideDomain: it has not.
    """
    if not np.isfinite(value):
        raise OutsideDomain(f"the {what} is larger than the largest float64: try smaller parameters")
    return float(value)


def probability(name: str, value: Any) -> None:
    """Stand by while a parameter is a number from 0 to 1.

    Raises:
        OutsideDomain: it is not.
    """
    if not (is_finite(value) and 0 <= value <= 1):
        raise OutsideDomain(f"{name} must be a probability, from 0 to 1; found {value!r}: try 0.5")


def count(name: str, value: Any) -> None:
    """Stand by while a parameter is a whole number from 1 to 10^9.

    Raises:
        OutsideDomain: it is not.
    """
    if not (is_whole(value) and 1 <= value <= MOST):
        raise OutsideDomain(f"{name} must be a whole number from 1 to 10^9; found {value!r}: try 10")


def probabilities(name: str, value: Any) -> tuple[float, ...]:
    """`value` as numbers that are not negative and add up to 1, but for rounding.

    Raises:
        OutsideDomain: they do not.
    """
    found = real(value)
    if found.ndim != 1 or not found.size or not np.all(np.isfinite(found)) or np.any(found < 0):
        raise OutsideDomain(f"{name} must be a row of numbers that are not negative; found {str(value)[:60]}")
    if abs(np.sum(found) - 1) > 1e-9:
        remedy = "divide them by it" if np.sum(found) > 0 else "give one of them a positive number"
        raise OutsideDomain(f"{name} must add up to 1; found {np.sum(found):.10g}: {remedy}")
    return tuple(float(it) for it in found)


def deviation(what: str, density: Any, variance: float) -> float:
    """The root of the variance.

    Raises:
        OutsideDomain: it is 0, and the moment is divided by it.
    """
    if not variance > 0:
        raise OutsideDomain(f"the {what} of {density!r} does not exist: a single value has all of the probability")
    return math.sqrt(variance)
