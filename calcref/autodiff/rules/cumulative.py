"""Running sums and products, differences, and the trapezoidal rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from calcref.autodiff.mechanism.box import shape, unboxed
from calcref.autodiff.mechanism.rule import ArrayRule
from calcref.autodiff.rules.shapes import conj, normal_axis
from calcref.core.errors import ShapeMismatch

CUMSUM = ArrayRule(
    "cumsum",
    lambda a, axis: np.cumsum(a, axis),
    "linear",
    lambda y_bar, y, a, axis: np.flip(np.cumsum(np.flip(y_bar, axis), axis), axis),
    reads="shapes",
    complex_too=True,
    fresh=True,
)


def _cumprod_vjp(y_bar: Any, y: Any, a: Any) -> Any:
    if np.all(unboxed(a) != 0):
        return np.flip(np.cumsum(np.flip(y_bar * conj(y), -1), -1), -1) / conj(a)
    return conj(_before(a)) * _suffix(y_bar, conj(a))


def _before(a: Any) -> Any:
    """For each element the product of those before it."""
    one = np.ones((*shape(a)[:-1], 1), unboxed(a).dtype)
    return np.concatenate([one, np.cumprod(a[..., :-1], -1)], -1)


def _suffix(y_bar: Any, a: Any) -> Any:
    """s[j] = y_bar[j] + a[j+1] s[j+1]: what comes back behind each element; no division, no matrix."""
    found = [y_bar[..., -1]]
    for j in range(shape(a)[-1] - 2, -1, -1):
        found.append(y_bar[..., j] + a[..., j + 1] * found[-1])
    return np.stack(found[::-1], -1)


def _cumprod_jvp(x_dot: Any, y: Any, a: Any) -> Any:
    if np.all(unboxed(a) != 0):
        return y * np.cumsum(x_dot / a, -1)
    before, found = _before(a), [x_dot[..., 0]]
    for k in range(1, shape(a)[-1]):
        found.append(found[-1] * a[..., k] + before[..., k] * x_dot[..., k])
    return np.stack(found, -1)


CUMPROD = ArrayRule("cumprod", lambda a: np.cumprod(a, -1), _cumprod_jvp, _cumprod_vjp, complex_too=True, fresh=True)


def cumsum(a: Any, axis: int | None = None) -> Any:
    """np.cumsum."""
    return CUMSUM(np.ravel(a), axis=0) if axis is None or np.ndim(a) == 0 else CUMSUM(a, axis=axis)


def cumprod(a: Any, axis: int | None = None) -> Any:
    """np.cumprod; zeros do no harm to the derivative."""
    if axis is None or np.ndim(a) == 0:
        return CUMPROD(np.ravel(a))
    return np.moveaxis(CUMPROD(np.moveaxis(a, axis, -1)), -1, axis)


def cumulative_sum(x: Any, /, *, axis: int | None = None, include_initial: bool = False) -> Any:
    """np.cumulative_sum."""
    _check_array(x)
    return _started(cumsum(x, axis), np.zeros, axis, include_initial)


def cumulative_prod(x: Any, /, *, axis: int | None = None, include_initial: bool = False) -> Any:
    """np.cumulative_prod."""
    _check_array(x)
    return _started(cumprod(x, axis), np.ones, axis, include_initial)


def _started(found: Any, start: Any, axis: int | None, include_initial: bool) -> Any:
    """`found` with the sum or product of nothing before it, where that is wanted."""
    axis = 0 if axis is None else normal_axis(axis, np.ndim(found))
    ahead = [1 if k == axis else n for k, n in enumerate(shape(found))]
    return np.concatenate([start(ahead, unboxed(found).dtype), found], axis) if include_initial else found


def nancumsum(a: Any, axis: int | None = None) -> Any:
    """np.nancumsum."""
    return cumsum(np.where(np.isnan(unboxed(a)), 0.0, a), axis)


def nancumprod(a: Any, axis: int | None = None) -> Any:
    """np.nancumprod."""
    return cumprod(np.where(np.isnan(unboxed(a)), 1.0, a), axis)


def _check_array(x: Any) -> None:
    if np.ndim(x) == 0:
        raise ShapeMismatch("what runs along an axis takes an array, and was given a number")


def accumulated(running: Callable[..., Any]) -> Callable[..., Any]:
    """ufunc.accumulate, by the function of NumPy that does the same to arrays."""

    def accumulate(array: Any, axis: int = 0) -> Any:
        _check_array(array)
        return running(array, axis)

    return accumulate


def diff(a: Any, n: int = 1, axis: int = -1) -> Any:
    """np.diff."""
    moved = np.moveaxis(a, axis, -1)
    for _ in range(n):
        moved = moved[..., 1:] - moved[..., :-1]
    return np.moveaxis(moved, -1, axis)


def ediff1d(ary: Any) -> Any:
    """np.ediff1d."""
    return diff(np.ravel(ary))


def gradient(f: Any, *varargs: Any, axis: int | tuple[int, ...] | None = None, edge_order: int = 1) -> Any:
    """np.gradient, with a spacing or coordinates for each axis."""
    axes = tuple(range(f.ndim)) if axis is None else (axis,) if isinstance(axis, int | np.integer) else tuple(axis)
    spacings = varargs * len(axes) if len(varargs) == 1 else varargs or (1.0,) * len(axes)
    found = [
        np.moveaxis(_slope_along(np.moveaxis(f, k, -1), h, edge_order), -1, k)
        for k, h in zip(axes, spacings, strict=True)
    ]
    return found[0] if len(found) == 1 else tuple(found)


def _slope_along(f: Any, spacing: Any, edge_order: int) -> Any:
    """The slopes along the last axis: of the parabola through three neighbors, or at the ends of a line or parabola."""
    n = shape(f)[-1]
    h = np.diff(spacing) if np.ndim(unboxed(spacing)) else spacing * np.ones(n - 1, unboxed(f).dtype)
    before, after = h[:-1], h[1:]
    inside = (
        f[..., 2:] * (before / (after * (before + after)))
        + f[..., 1:-1] * ((after - before) / (before * after))
        - f[..., :-2] * (after / (before * (before + after)))
    )
    first, last = (f[..., 1:2] - f[..., :1]) / h[0], (f[..., -1:] - f[..., -2:-1]) / h[-1]
    if edge_order == 2:  # the line's slope, corrected by half the bend times the step
        bend_first = (inside[..., :1] - first) * 2 / h[0]
        bend_last = (last - inside[..., -1:]) * 2 / h[-1]
        first, last = first - bend_first * h[0] / 2, last + bend_last * h[-1] / 2
    return np.concatenate([first, inside, last], -1).astype(
        unboxed(f).dtype if unboxed(f).dtype.kind in "fc" else float
    )


def trapezoid(y: Any, x: Any = None, dx: float = 1.0, axis: int = -1) -> Any:
    """np.trapezoid."""
    y = np.moveaxis(y, axis, -1)
    width: Any = dx
    if x is not None:
        width = np.diff(x if np.ndim(x) == 1 else np.moveaxis(x, axis, -1))
    return np.sum(width * (y[..., 1:] + y[..., :-1]) / 2, -1)


def unwrap(p: Any, discont: float | None = None, axis: int = -1) -> Any:
    """np.unwrap: the angle plus a multiple of 2 pi, which is constant."""
    return p + (np.unwrap(unboxed(p), discont, axis) - unboxed(p))


CUMULATIVE: dict[Any, Any] = {
    np.cumsum: cumsum,
    np.cumprod: cumprod,
    np.cumulative_sum: cumulative_sum,
    np.cumulative_prod: cumulative_prod,
    np.nancumsum: nancumsum,
    np.nancumprod: nancumprod,
    np.diff: diff,
    np.ediff1d: ediff1d,
    np.gradient: gradient,
    np.trapezoid: trapezoid,
    np.unwrap: unwrap,
}
