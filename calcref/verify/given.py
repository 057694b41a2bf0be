"""What a numeric verb is given: whether it is a number, a finite or a whole one, and what is an array."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.core.errors import OutsideDomain, ShapeMismatch

_LARGEST = float(np.finfo(np.float64).max)


def is_number(value: Any) -> bool:
    """Whether `value` is a real number, NaN and infinity among them; True and False are none.

    >>> is_number(np.float32(1.5)), is_number(True), is_number("1.5")
    (True, False, False)
    """
    numbers = int | float | np.integer | np.floating
    return isinstance(value, numbers) and not isinstance(value, bool | np.timedelta64)


def is_whole(value: Any) -> bool:
    """Whether `value` is an integer; True and False are none.

    >>> is_whole(np.int8(3)), is_whole(3.0), is_whole(True)
    (True, False, False)
    """
    return isinstance(value, int | np.integer) and not isinstance(value, bool | np.timedelta64)


def is_finite(value: Any) -> bool:
    """Whether `value` is a real number that a float64 has room for, neither NaN nor infinite.

    >>> is_finite(2), is_finite(float("nan")), is_finite(10**400)
    (True, False, False)
    """
    if isinstance(value, np.floating):  # a float16 has no room for the bound that it is compared with
        value = np.longdouble(value)
    return is_number(value) and bool(-_LARGEST <= value <= _LARGEST)


def array_of(value: Any, what: str) -> Any:
    """`value` as an array, of whatever type NumPy gives it.

    Raises:
        ShapeMismatch: its rows differ in length.

    >>> array_of([1, 2], "weights")
    array([1, 2])
    """
    try:
        return np.asarray(value)
    except ValueError as error:
        raise ShapeMismatch(f"{what} are an array, or rows of one length; NumPy said: {error}") from error


def reals(value: Any, what: str) -> Any:
    """`value` as an array of float64.

    Raises:
        OutsideDomain: it is not made of real numbers.
        ShapeMismatch: its rows differ in length.

    >>> reals([True, 2], "weights")
    array([1., 2.])
    """
    array = array_of(value, what)
    if array.dtype.kind not in "fiub":
        raise OutsideDomain(f"{what} must be real numbers; found {array.dtype} in {str(value)[:40]}")
    return array.astype(np.float64)
