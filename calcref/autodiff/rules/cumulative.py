"""Running sums and products, differences, and the trapezoidal rule."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.autodiff.mechanism.box import raw, shape
from calcref.autodiff.mechanism.rule import ArrayRule

CUMSUM = ArrayRule(
    "cumsum",
    lambda a, axis: np.cumsum(a, axis),
    "linear",
    lambda y_bar, y, a, axis: np.flip(np.cumsum(np.flip(y_bar, axis), axis), axis),
    reads="shapes",
    complex_too=True,
    fresh=True,
)


def _slopes(y: Any, a: Any) -> Any:
    """Element [..., j, k] is the derivative of y[k] in a[j], along the last axis: the product of the others up to k."""
    n = shape(a)[-1]
    up_to_k = np.triu(np.ones((n, n)))
    without_j = np.where(np.eye(n, dtype=bool), 1.0, np.expand_dims(a, -2))
    return np.cumprod(without_j, -1) * up_to_k


def _cumprod_vjp(y_bar: Any, y: Any, a: Any) -> Any:
    if np.all(raw(a) != 0):
        return np.flip(np.cumsum(np.flip(y_bar * y, -1), -1), -1) / a
    return np.sum(_slopes(y, a) * np.expand_dims(y_bar, -2), -1)


def _cumprod_jvp(x_dot: Any, y: Any, a: Any) -> Any:
    if np.all(raw(a) != 0):
        return y * np.cumsum(x_dot / a, -1)
    return np.sum(_slopes(y, a) * np.expand_dims(x_dot, -1), -2)


CUMPROD = ArrayRule("cumprod", lambda a: np.cumprod(a, -1), _cumprod_jvp, _cumprod_vjp, fresh=True)


def cumsum(a: Any, axis: int | None = None) -> Any:
    """np.cumsum."""
    return CUMSUM(np.ravel(a), axis=0) if axis is None else CUMSUM(a, axis=axis)


def cumprod(a: Any, axis: int | None = None) -> Any:
    """np.cumprod; zeros do no harm to the derivative."""
    if axis is None:
        return CUMPROD(np.ravel(a))
    return np.moveaxis(CUMPROD(np.moveaxis(a, axis, -1)), -1, axis)


def diff(a: Any, n: int = 1, axis: int = -1) -> Any:
    """np.diff."""
    moved = np.moveaxis(a, axis, -1)
    for _ in range(n):
        moved = moved[..., 1:] - moved[..., :-1]
    return np.moveaxis(moved, -1, axis)


def ediff1d(ary: Any) -> Any:
    """np.ediff1d."""
    return diff(np.ravel(ary))


def gradient(f: Any, *varargs: float, axis: int | tuple[int, ...] | None = None) -> Any:
    """np.gradient, with one spacing for each axis."""
    axes = tuple(range(f.ndim)) if axis is None else (axis,) if isinstance(axis, int | np.integer) else tuple(axis)
    spacings = varargs * len(axes) if len(varargs) == 1 else varargs or (1.0,) * len(axes)
    found = [_slope_along(np.moveaxis(f, k, -1), h, k) for k, h in zip(axes, spacings, strict=True)]
    return found[0] if len(found) == 1 else tuple(found)


def _slope_along(f: Any, h: float, axis: int) -> Any:
    """Central differences along the last axis, one-sided ones at its ends."""
    inside = (f[..., 2:] - f[..., :-2]) / (2 * h)
    first, last = (f[..., 1:2] - f[..., :1]) / h, (f[..., -1:] - f[..., -2:-1]) / h
    return np.moveaxis(np.concatenate([first, inside, last], -1), -1, axis)


def trapezoid(y: Any, x: Any = None, dx: float = 1.0, axis: int = -1) -> Any:
    """np.trapezoid."""
    y = np.moveaxis(y, axis, -1)
    width: Any = dx
    if x is not None:
        width = diff(x) if np.ndim(x) == 1 else diff(np.moveaxis(x, axis, -1))
    return np.sum(width * (y[..., 1:] + y[..., :-1]) / 2, -1)


def unwrap(p: Any, discont: float | None = None, axis: int = -1) -> Any:
    """np.unwrap: the angle plus a multiple of 2 pi, which is constant."""
    return p + (np.unwrap(raw(p), discont, axis) - raw(p))


CUMULATIVE: dict[Any, Any] = {
    np.cumsum: cumsum,
    np.cumprod: cumprod,
    np.diff: diff,
    np.ediff1d: ediff1d,
    np.gradient: gradient,
    np.trapezoid: trapezoid,
    np.unwrap: unwrap,
}
