"""Largest and smallest elements; where several tie, they share the derivative equally."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.autodiff.mechanism.box import unboxed
from calcref.autodiff.mechanism.rule import ArrayRule
from calcref.autodiff.mechanism.sparse import Sparse
from calcref.autodiff.rules.shapes import Axes, spread


def _weights(y: Any, a: Any, axis: Axes, keepdims: bool) -> Any:
    """1 at the extremum, equal parts at a tie; constant where it has a derivative."""
    chosen = _chosen(unboxed(y), unboxed(a), axis, keepdims)
    # counted in integers, for float16 ends at 65504
    return (chosen / np.sum(chosen, axis=axis, keepdims=True)).astype(a.dtype)


def _chosen(y: Any, a: Any, axis: Axes, keepdims: bool) -> Any:
    """Where the extrema are; NaN is the extremum of what holds one."""
    holed = np.isnan(np.sum(y))  # a sum is cheap; infinities that cancel in it do no harm
    y = spread(y, a.shape, axis, keepdims)
    return (a == y) | ((a != a) & (y != y)) if holed else a == y


def _vjp(y_bar: Any, y: Any, a: Any, axis: Axes, keepdims: bool) -> Any:
    if type(y_bar) in (np.ndarray, np.float64) and type(a) is np.ndarray:
        chosen = _chosen(y, a, axis, keepdims)
        if np.count_nonzero(chosen) == np.size(y):  # each has at least one, so none ties
            return _at_extremum(y_bar, chosen, axis, keepdims)
    return spread(y_bar, a.shape, axis, keepdims) * _weights(y, a, axis, keepdims)


def _at_extremum(y_bar: Any, chosen: Any, axis: Axes, keepdims: bool) -> Sparse:
    """The cotangent at the one place of each extremum."""
    if isinstance(axis, int) and chosen.ndim > 1:
        along = axis % chosen.ndim
        index: list[Any] = list(np.ogrid[tuple(slice(1 if k == along else n) for k, n in enumerate(chosen.shape))])
        index[along] = np.expand_dims(np.argmax(chosen, along), along)
        return Sparse(tuple(index), y_bar if keepdims else np.expand_dims(y_bar, along), chosen.shape, once=True)
    where = np.nonzero(chosen)
    return Sparse(where, spread(y_bar, chosen.shape, axis, keepdims)[where], chosen.shape, once=True)


def _jvp(x_dot: Any, y: Any, a: Any, axis: Axes, keepdims: bool) -> Any:
    return np.sum(x_dot * _weights(y, a, axis, keepdims), axis=axis, keepdims=keepdims)


MAX = ArrayRule("max", np.max, _jvp, _vjp, complex_too=True, fresh=True)
MIN = ArrayRule("min", np.min, _jvp, _vjp, complex_too=True, fresh=True)


def max_(a: Any, axis: Axes = None, keepdims: bool = False, initial: Any = None) -> Any:
    """np.max."""
    if initial is not None and np.size(unboxed(a)) == 0:
        return initial + np.sum(a, axis=axis, keepdims=keepdims)
    found = MAX(a, axis=axis, keepdims=keepdims)
    return found if initial is None else np.maximum(found, initial)


def min_(a: Any, axis: Axes = None, keepdims: bool = False, initial: Any = None) -> Any:
    """np.min."""
    if initial is not None and np.size(unboxed(a)) == 0:
        return initial + np.sum(a, axis=axis, keepdims=keepdims)
    found = MIN(a, axis=axis, keepdims=keepdims)
    return found if initial is None else np.minimum(found, initial)


def ptp(a: Any, axis: Axes = None, keepdims: bool = False) -> Any:
    """np.ptp."""
    return np.max(a, axis=axis, keepdims=keepdims) - np.min(a, axis=axis, keepdims=keepdims)


EXTREMA: dict[Any, Any] = {np.max: max_, np.amax: max_, np.min: min_, np.amin: min_, np.ptp: ptp}
