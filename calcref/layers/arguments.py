"""How every layer reads its arguments, and what it says where they do not fit."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.verify.given import is_number, is_whole


def real_arrays(layer: str, **named: Any) -> list[Any]:
    """The arguments as arrays of floats, in their order; what `calcref.autodiff` traces stays traced.

    Raises:
        OutsideDomain: one of them is not made of real numbers.
        ShapeMismatch: one of them is a list whose rows differ in length.
    """
    found = []
    for name, given in named.items():
        array = given if hasattr(given, "__array_function__") else _array(layer, name, given)
        if array.dtype.kind not in "fiub":
            raise OutsideDomain(
                f"{layer} takes real numbers; {name} holds {array.dtype}: try np.asarray({name}, float)"
            )
        found.append(array if array.dtype.kind == "f" else array.astype(np.float64))
    return found


def require(fits: bool, layer: str, wanted: str, **named: Any) -> None:
    """Stand by while the shapes fit.

    Raises:
        ShapeMismatch: they do not; the message names them all.
    """
    if not fits:
        shapes = " and ".join(f"{name} of shape {array.shape}" for name, array in named.items())
        raise ShapeMismatch(f"{layer} takes {wanted}; found {shapes}")


def number(layer: str, name: str, value: Any, low: float, high: float) -> None:
    """Stand by while an option is a number that is at least `low` and less than `high`.

    Raises:
        OutsideDomain: it is not.
    """
    if not (is_number(value) and low <= value < high):
        raise OutsideDomain(f"{layer} takes a number {name}, at least {low:g} and less than {high:g}; found {value!r}")


def whole_numbers(layer: str, name: str, value: Any, least: int, count: int) -> tuple[int, ...]:
    """An option as `count` whole numbers, each at least `least`; one number stands for all of them.

    Raises:
        OutsideDomain: it is something else.
    """
    found = (value,) * count if isinstance(value, int | np.integer) else value
    whole = isinstance(found, tuple | list) and all(map(is_whole, found))
    if not whole or len(found) != count or min(found, default=least) < least:
        raise OutsideDomain(
            f"{layer} takes whole numbers {name}, at least {least}, {count} of them; found {value!r}: "
            f"try {name}={(least or 1,) * count}"
        )
    return tuple(int(n) for n in found)


def boolean(layer: str, name: str, mask: Any) -> Any:
    """An option as an array of True and False.

    Raises:
        OutsideDomain: it holds something else.
    """
    found = _array(layer, name, mask)
    if found.dtype.kind != "b":
        raise OutsideDomain(f"{layer} takes True and False in {name}; found {found.dtype}: try {name} != 0")
    return found


def _array(layer: str, name: str, given: Any) -> Any:
    try:
        return np.asarray(given)
    except ValueError as error:
        raise ShapeMismatch(f"{layer} takes arrays; the rows of {name} differ in length") from error
