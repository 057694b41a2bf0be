"""Gradients, Jacobians and directional derivatives by one difference for each coordinate."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal

import numpy as np

from calcref.core.errors import CalcrefError, OutsideDomain, ShapeMismatch
from calcref.verify.given import array_of, is_finite, reals

Method = Literal["forward", "central", "complex"]
Function = Callable[[Any], Any]

_EPS = float(np.finfo(np.float64).eps)
_LOOSE, _ROUNDING, _TINY = (
    1e-3,
    1e-13,
    1e-150,
)  # how far a central difference may be off: itself, and the values it subtracts
_STEP = {"forward": _EPS ** (1 / 2), "central": _EPS ** (1 / 3), "complex": 1e-30}


def gradient(f: Function, x: Any, method: Method = "central", step: float | None = None) -> Any:
    """Return the gradient of the scalar function `f` at `x`, of the shape of `x`.

    Args:
        f: a function of one float64 array (or scalar) that returns a scalar.
        x: where; scalars and integers are read as float64.
        method: "forward", "central" or "complex"; their errors are in the table of `calcref.differences`.
        step: h itself, instead of the step of the table.

    Raises:
        ShapeMismatch: `f` returns an array.
        OutsideDomain: `x` is not finite or not real, or `f` leaves the complex numbers in a complex step.
        CalcrefError: the method is unknown, or the step is not positive.

    >>> gradient(lambda x: np.sum(x**3), np.array([1.0, 2.0])).round(8)
    array([ 3., 12.])
    """
    at = _point(x)
    columns = [_scalar(column, f) for column in _quotients(f, at, method, step)]
    return np.reshape(np.array(columns, dtype=np.float64), at.shape)[()]


def jacobian(f: Function, x: Any, method: Method = "central", step: float | None = None) -> Any:
    """Return the Jacobian of `f` at `x`: element [i, j] is the derivative of `f(x)[i]` in `x[j]`.

    Its shape is that of `f(x)` followed by that of `x`; arguments and errors are those of `gradient`.

    Raises:
        ShapeMismatch: the shape of `f(x)` changes with `x`.

    >>> jacobian(lambda x: np.array([x[0] * x[1], x[1]]), [2.0, 3.0], method="complex")
    array([[3., 2.],
           [0., 1.]])
    """
    at = _point(x)
    columns = list(_quotients(f, at, method, step))
    if not columns:
        return np.zeros(np.shape(f(at)) + at.shape)
    if any(column.shape != columns[0].shape for column in columns):
        found = sorted({column.shape for column in columns})
        raise ShapeMismatch(f"jacobian needs a function whose values have one shape; {_name(f)} returned {found}")
    return np.reshape(np.stack(columns, axis=-1), columns[0].shape + at.shape)[()]


def directional(f: Function, x: Any, v: Any, method: Method = "central", step: float | None = None) -> Any:
    """Return the derivative of `f` at `x` along `v`, that of t -> f(x + t v) at t = 0; `v` need not have length 1.

    Two evaluations, whatever the size of `x`. Arguments and errors are those of `gradient`.

    Raises:
        ShapeMismatch: `v` does not have the shape of `x`.

    >>> round(float(directional(lambda x: np.sum(x**2), np.array([1.0, 2.0]), np.array([1.0, 1.0]))), 8)
    6.0
    """
    at, along = _point(x), reals(v, "directions")
    if along.shape != at.shape:
        raise ShapeMismatch(f"a direction of shape {along.shape} does not fit a point of shape {at.shape}")
    if not np.all(np.isfinite(along)):
        raise OutsideDomain(f"a direction must be finite; found {np.array2string(along)[:60]}")
    size = float(np.max(np.abs(along), initial=0.0))
    if size == 0.0:
        return np.zeros_like(np.asarray(f(at[()]), dtype=np.float64))[()]
    with np.errstate(over="ignore"):
        h = _step(at, method, step) / size
    if not np.all(np.isfinite(h)):
        raise OutsideDomain(f"a direction as short as {size:.3g} leaves no room for a step: scale it up")
    return _quotient(f, at, float(np.max(h)) * along, float(np.max(h)), method)[()]


def _quotients(f: Function, at: Any, method: Method, step: float | None) -> Iterator[Any]:
    """The derivative along each coordinate in turn."""
    for index, h in np.ndenumerate(_step(at, method, step)):
        move = np.zeros_like(at)
        move[index] = h
        if step is None and 0 < abs(at[index]) < h and not _has_room(f, at, move):
            move[index] = h = _STEP[method] * abs(at[index])
        yield _quotient(f, at, move, float(h), method)


def _has_room(f: Function, at: Any, move: Any) -> bool:
    """Whether `f` has values on both sides of a coordinate that is smaller than its step, as ln near 0 has not."""
    with np.errstate(all="ignore"):
        return all(bool(np.all(np.isfinite(f((at + side * move)[()])))) for side in (-1, 1))


def _quotient(f: Function, at: Any, move: Any, h: float, method: Method) -> Any:
    """The difference quotient of `method` for the step `move`, divided by `h`."""
    if method == "complex":
        value = np.asarray(f((at + 1j * move)[()]))
        if value.dtype.kind != "c":
            raise OutsideDomain(
                f"a complex step needs a function that is analytic; {_name(f)} returned {value.dtype} for complex "
                "input, so the imaginary part was dropped (abs, norm, .real, a cast): try method='central'"
            )
        _analytic(f, at, move / h, value.imag / h)
        return value.imag / h
    with np.errstate(all="ignore"):  # a step out of the domain is told by its value
        after = np.asarray(f((at + move)[()]), dtype=np.float64)
        before = np.asarray(f((at - move)[()] if method == "central" else at[()]), dtype=np.float64)
    if after.shape != before.shape:
        raise ShapeMismatch(f"{_name(f)} returned shape {before.shape} before the step and {after.shape} after it")
    with np.errstate(all="ignore"):
        return (after - before) / (2 * h if method == "central" else h)


def _analytic(f: Function, at: Any, along: Any, found: Any) -> None:
    """Stand by while a complex step found what a plain central difference finds to a few digits.

    Raises:
        OutsideDomain: they differ by far: |x|, conj and their like are complex numbers and not analytic.
    """
    h = float(_STEP["central"] * max(1.0, np.max(np.abs(at))))
    with np.errstate(all="ignore"):
        ends = [np.real(np.asarray(f((at + sign * h * along)[()]))) for sign in (1, -1)]
        plain = (ends[0] - ends[1]) / (2 * h)
        noise = _LOOSE * (np.abs(found) + np.abs(plain)) + _ROUNDING * (np.abs(ends[0]) + np.abs(ends[1])) / h + _TINY
        wrong = np.isfinite(plain) & np.isfinite(found) & (np.abs(found - plain) > noise)
    if np.any(wrong):
        raise OutsideDomain(
            f"a complex step needs a function that is analytic; that of {_name(f)} gives {found[wrong][0]:.6g} where a "
            f"central difference gives {plain[wrong][0]:.6g} (abs, conj, vdot, .real inside?): try method='central'"
        )


def _step(at: Any, method: Method, step: float | None) -> Any:
    """The step of each coordinate, a number that adding it to the coordinate does not round."""
    if not isinstance(method, str) or method not in _STEP:
        raise CalcrefError(f"there is no method {method!r} of finite differences; try one of {', '.join(_STEP)}")
    if step is not None and not (is_finite(step) and step > 0):
        raise CalcrefError(f"a step must be a positive finite number; {step!r:.60} is not")
    h = np.full(at.shape, step) if step is not None else _STEP[method] * np.maximum(1.0, np.abs(at))
    if method == "complex":
        return h
    with np.errstate(over="ignore"):
        apart = (at + h) - at
    if not np.all(np.isfinite(apart)):
        raise OutsideDomain(f"a step from {np.max(np.abs(at)):g} leaves the floating-point numbers: scale x down")
    return apart


def _point(x: Any) -> Any:
    """`x` as a float64 array of finite numbers."""
    at = array_of(x, "points")
    if at.dtype.kind not in "fiu" or not np.all(np.isfinite(at)):
        raise OutsideDomain(f"finite differences need finite real numbers; found {at.dtype} {np.array2string(at)[:60]}")
    return at.astype(np.float64)


def _scalar(value: Any, f: Function) -> float:
    if value.shape != ():
        raise ShapeMismatch(
            f"gradient needs a scalar; {_name(f)} returned shape {value.shape}: sum it, or use jacobian"
        )
    return float(value)


def _name(f: Function) -> str:
    return getattr(f, "__name__", type(f).__name__)
