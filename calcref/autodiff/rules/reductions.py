"""Sums, means, products and spreads over axes."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.autodiff.mechanism.box import shape, unboxed
from calcref.autodiff.mechanism.rule import ArrayRule
from calcref.autodiff.rules.shapes import Axes, conj, count, normal_axes, spread


def _over(n: float) -> float:
    """1 / n; NaN where there are not enough elements, as NumPy's value is."""
    return 1 / n if n > 0 else np.nan


SUM = ArrayRule(
    "sum",
    np.sum,
    "linear",
    lambda y_bar, y, a, axis, keepdims: spread(y_bar, a, axis, keepdims),
    reads="shapes",
    complex_too=True,
    fresh=True,
)
MEAN = ArrayRule(
    "mean",
    np.mean,
    "linear",
    lambda y_bar, y, a, axis, keepdims: spread(y_bar * _over(count(a, axis)), a, axis, keepdims),
    reads="shapes",
    complex_too=True,
    fresh=True,
)


def _var_slope(a: Any, axis: Axes, ddof: float) -> Any:
    return (a - np.mean(a, axis=axis, keepdims=True)) * (2 * _over(count(a.shape, axis) - ddof))


def _var_vjp(y_bar: Any, y: Any, a: Any, axis: Axes, ddof: float, keepdims: bool) -> Any:
    return spread(y_bar, a.shape, axis, keepdims) * _var_slope(a, axis, ddof)


def _var_jvp(x_dot: Any, y: Any, a: Any, axis: Axes, ddof: float, keepdims: bool) -> Any:
    return np.sum(x_dot * _var_slope(a, axis, ddof), axis=axis, keepdims=keepdims)


VAR = ArrayRule("var", np.var, _var_jvp, _var_vjp, reads="inputs", fresh=True)


def _others(a: Any) -> Any:
    """For each element, the product of the others along the last axis; zeros do no harm, since nothing is divided."""
    if shape(a)[-1] == 0:
        return a
    one = np.ones((*shape(a)[:-1], 1), unboxed(a).dtype)
    before = np.concatenate([one, np.cumprod(a[..., :-1], axis=-1)], axis=-1)
    after = np.flip(np.cumprod(np.flip(a[..., 1:], -1), axis=-1), -1)
    return before * np.concatenate([after, one], axis=-1)


def product_of_others(a: Any, axis: Axes) -> Any:
    """`_others` along any axes."""
    axes = normal_axes(axis, a.ndim)
    rest = tuple(k for k in range(a.ndim) if k not in axes)
    order = rest + axes
    moved = np.transpose(a, order)
    flat = np.reshape(moved, (*shape(moved)[: len(rest)], count(shape(a), axes)))
    found = np.reshape(_others(flat), shape(moved))
    return np.transpose(found, tuple(order.index(k) for k in range(a.ndim)))


PROD = ArrayRule(
    "prod",
    np.prod,
    jvp=lambda x_dot, y, a, axis, keepdims: np.sum(x_dot * product_of_others(a, axis), axis=axis, keepdims=keepdims),
    vjp=lambda y_bar, y, a, axis, keepdims: spread(y_bar, a.shape, axis, keepdims) * conj(product_of_others(a, axis)),
    reads="inputs",
    complex_too=True,
    fresh=True,
)


def sum_(a: Any, axis: Axes = None, dtype: Any = None, keepdims: bool = False, initial: Any = None) -> Any:
    """np.sum."""
    found = SUM(a if dtype is None else a.astype(dtype), axis=axis, keepdims=keepdims)
    return found if initial is None else found + initial


def mean(a: Any, axis: Axes = None, dtype: Any = None, keepdims: bool = False) -> Any:
    """np.mean."""
    return MEAN(a if dtype is None else a.astype(dtype), axis=axis, keepdims=keepdims)


def prod(a: Any, axis: Axes = None, dtype: Any = None, keepdims: bool = False, initial: Any = None) -> Any:
    """np.prod."""
    found = PROD(a if dtype is None else a.astype(dtype), axis=axis, keepdims=keepdims)
    return found if initial is None else found * initial


def var(a: Any, axis: Axes = None, ddof: float = 0, keepdims: bool = False) -> Any:
    """np.var, of real arrays."""
    if a.dtype.kind == "c":
        squares = np.square(np.abs(a - np.mean(a, axis=axis, keepdims=True)))
        return np.sum(squares, axis=axis, keepdims=keepdims) * _over(count(shape(a), axis) - ddof)
    return VAR(a, axis=axis, ddof=ddof, keepdims=keepdims)


def std(a: Any, axis: Axes = None, ddof: float = 0, keepdims: bool = False) -> Any:
    """np.std; NaN where several elements are all equal, where it has no derivative. Of one element it is flat."""
    if count(shape(a), axis) == 1 and not ddof:
        return np.sum(np.abs(a - a), axis=axis, keepdims=keepdims)
    return np.sqrt(np.var(a, axis=axis, ddof=ddof, keepdims=keepdims))


REDUCTIONS: dict[Any, Any] = {
    np.sum: sum_,
    np.mean: mean,
    np.prod: prod,
    np.var: var,
    np.std: std,
}
