"""Choosing among values: where, clip, select, and what is kept of a value by its parts."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.autodiff.mechanism.box import unboxed
from calcref.autodiff.mechanism.rule import ArrayRule
from calcref.autodiff.rules.shapes import broadcast, chosen_part, unbroadcast

WHERE = ArrayRule(
    "where",
    lambda chosen, a, b: np.where(chosen, a, b),
    jvp=(
        None,
        lambda x_dot, y, chosen, a, b: broadcast(chosen_part(chosen, x_dot), y),
        lambda x_dot, y, chosen, a, b: broadcast(chosen_part(~chosen, x_dot), y),
    ),
    vjp=(
        None,
        lambda y_bar, y, chosen, a, b: unbroadcast(chosen_part(chosen, y_bar), np.shape(a)),
        lambda y_bar, y, chosen, a, b: unbroadcast(chosen_part(~chosen, y_bar), np.shape(b)),
    ),
    complex_too=True,
    fresh=True,
    drops=lambda k, chosen, a, b: ~chosen if k == 1 else chosen,
)


def where(condition: Any, *choices: Any) -> Any:
    """np.where; the condition has no derivative, and a branch that is not chosen gets 0 times what it would get."""
    if not choices:
        return np.nonzero(unboxed(condition))
    a, b = choices
    return WHERE(np.asarray(unboxed(condition), dtype=bool), a, b)


def clip(a: Any, a_min: Any = None, a_max: Any = None, *, min: Any = None, max: Any = None) -> Any:
    """np.clip; at a bound that is met exactly the slope is 1/2, as for np.maximum."""
    low, high = (a_min if min is None else min), (a_max if max is None else max)
    a = a if low is None else np.maximum(a, low)
    return a if high is None else np.minimum(a, high)


def select(condlist: Any, choicelist: Any, default: Any = 0) -> Any:
    """np.select."""
    found = default
    for condition, choice in zip(reversed(condlist), reversed(choicelist), strict=True):
        found = np.where(unboxed(condition), choice, found)
    return found


def choose(a: Any, choices: Any, *, mode: Any = "raise") -> Any:
    """np.choose."""
    number = np.choose(unboxed(a), list(range(len(choices))), mode=mode)
    found = choices[0]
    for k in range(1, len(choices)):
        found = np.where(number == k, choices[k], found)
    return found if len(choices) > 1 else np.broadcast_to(found, np.broadcast_shapes(number.shape, np.shape(found)))


def nan_to_num(x: Any, copy: bool = True, nan: float = 0.0, posinf: Any = None, neginf: Any = None) -> Any:
    """np.nan_to_num: the slope is 1 where x is finite and 0 elsewhere."""
    fixed = np.nan_to_num(unboxed(x), nan=nan, posinf=posinf, neginf=neginf)
    return np.where(np.isfinite(x), x, fixed)


def astype(x: Any, dtype: Any, /, *, copy: bool = True) -> Any:
    """np.astype; a type that is not floating has no derivative, so it gives a plain array."""
    if np.dtype(dtype).kind not in "fc":
        return unboxed(x).astype(dtype)
    return x if x.dtype == np.dtype(dtype) else ASTYPE(x, dtype=np.dtype(dtype), before=x.dtype)


ASTYPE = ArrayRule(
    "astype",
    lambda a, dtype, before: a.astype(dtype),
    jvp=lambda x_dot, y, a, dtype, before: x_dot.astype(dtype),
    vjp=lambda y_bar, y, a, dtype, before: (real(y_bar) if before.kind == "f" else y_bar).astype(before),
    reads="shapes",
    complex_too=True,
    fresh=True,
)
REAL = ArrayRule(
    "real",
    np.real,
    "linear",
    lambda y_bar, y, a: y_bar + 0j,
    reads="shapes",
    complex_too=True,
    fresh=True,
)
IMAG = ArrayRule(
    "imag",
    np.imag,
    "linear",
    lambda y_bar, y, a: y_bar * 1j,  # in this order: 1j * a float of NumPy is a number of Python's
    reads="shapes",
    complex_too=True,
    fresh=True,
)


def real(val: Any) -> Any:
    """np.real."""
    return REAL(val) if val.dtype.kind == "c" else val


def imag(val: Any) -> Any:
    """np.imag; of a real array a plain 0."""
    return IMAG(val) if val.dtype.kind == "c" else np.zeros_like(unboxed(val))


def angle(z: Any, deg: bool = False) -> Any:
    """np.angle, in radians or degrees."""
    found = np.arctan2(np.imag(z), np.real(z))
    return np.rad2deg(found) if deg else found


def real_if_close(a: Any, tol: float = 100) -> Any:
    """np.real_if_close."""
    return a if np.iscomplexobj(np.real_if_close(unboxed(a), tol)) else np.real(a)


CHOOSING: dict[Any, Any] = {
    np.where: where,
    np.clip: clip,
    np.select: select,
    np.choose: choose,
    np.nan_to_num: nan_to_num,
    np.astype: astype,
    np.real: real,
    np.imag: imag,
    np.angle: angle,
    np.real_if_close: real_if_close,
}
