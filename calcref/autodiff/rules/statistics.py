"""Averages, order statistics and interpolation, and their twins that pass over NaN."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from calcref.autodiff.mechanism.box import shape, unboxed
from calcref.autodiff.rules.shapes import Axes, count, normal_axis
from calcref.core.errors import NoRuleApplies, OutsideDomain, ShapeMismatch


def average(a: Any, axis: Axes = None, weights: Any = None, returned: bool = False, *, keepdims: bool = False) -> Any:
    """np.average; the weights may be traced as well."""
    a = np.asarray(a) if isinstance(a, list | tuple) else a
    if axis is not None and np.ndim(a) == 0:
        raise ShapeMismatch(f"np.average of a number has no axis {axis}; leave it out")
    if weights is None:
        mean = np.mean(a, axis=axis, keepdims=keepdims)
        return (mean, np.full(shape(mean), float(count(shape(a), axis)))) if returned else mean
    weights = weights if hasattr(weights, "dtype") else np.asarray(weights)
    if shape(weights) != shape(a) and isinstance(axis, int | np.integer):
        if shape(weights) != (shape(a)[axis],):
            raise ShapeMismatch(f"np.average: weights of shape {shape(weights)} for axis {axis} of shape {shape(a)}")
        place = normal_axis(axis, len(shape(a)))
        weights = np.reshape(weights, [-1 if k == place else 1 for k in range(len(shape(a)))])
    kind = np.result_type(unboxed(a), unboxed(weights))
    spread = weights + np.zeros(shape(a), kind if kind.kind in "fc" else float)
    total = np.sum(spread, axis=axis, keepdims=keepdims)
    if np.any(unboxed(total) == 0):
        raise OutsideDomain("np.average: the weights sum to zero")
    mean = np.sum(a * spread, axis=axis, keepdims=keepdims) / total
    return (mean, total) if returned else mean


def _filled(a: Any, value: float) -> Any:
    """`a` with a number in the places of NaN, to which nothing goes."""
    return np.where(np.isnan(unboxed(a)), value, a)


def nansum(a: Any, axis: Axes = None, keepdims: bool = False) -> Any:
    """np.nansum."""
    return np.sum(_filled(a, 0.0), axis=axis, keepdims=keepdims)


def nanprod(a: Any, axis: Axes = None, keepdims: bool = False) -> Any:
    """np.nanprod."""
    return np.prod(_filled(a, 1.0), axis=axis, keepdims=keepdims)


def _count(there: Any, a: Any, axis: Axes, keepdims: bool) -> Any:
    """How many are there, as numbers of the type of `a`; counted in integers, for float16 ends at 65504."""
    return np.asarray(np.sum(there, axis=axis, keepdims=keepdims)).astype(unboxed(a).real.dtype)[()]


def nanmean(a: Any, axis: Axes = None, keepdims: bool = False) -> Any:
    """np.nanmean."""
    return nansum(a, axis, keepdims) / _count(~np.isnan(unboxed(a)), a, axis, keepdims)


def nanvar(a: Any, axis: Axes = None, ddof: float = 0, keepdims: bool = False) -> Any:
    """np.nanvar."""
    there = ~np.isnan(unboxed(a))
    off = np.where(there, _filled(a, 0.0) - nanmean(a, axis, True), 0.0)
    squares = np.sum(np.square(np.abs(off)), axis=axis, keepdims=keepdims)
    return squares / (_count(there, a, axis, keepdims) - ddof)


def nanstd(a: Any, axis: Axes = None, ddof: float = 0, keepdims: bool = False) -> Any:
    """np.nanstd; of one element it is flat."""
    single = (np.sum(~np.isnan(unboxed(a)), axis=axis, keepdims=keepdims) == 1) & (ddof == 0)
    return np.where(single, 0.0, np.sqrt(np.where(single, 1.0, nanvar(a, axis, ddof, keepdims))))[()]


def _extreme(extreme: Callable[..., Any], filler: float) -> Callable[..., Any]:
    def of(a: Any, axis: Axes = None, keepdims: bool = False) -> Any:
        nothing = np.all(np.isnan(unboxed(a)), axis=axis, keepdims=keepdims)
        return np.where(nothing, np.nan, extreme(_filled(a, filler), axis=axis, keepdims=keepdims))[()]

    return of


def quantile(a: Any, q: Any, axis: int | None = None, *, method: str = "linear", keepdims: bool = False) -> Any:
    """np.quantile by the method "linear": between the two neighbors in the order, which is constant nearby.

    Raises:
        NoRuleApplies: another method, or several axes.
    """
    if method != "linear" or isinstance(axis, tuple):
        raise NoRuleApplies(
            'np.quantile and np.percentile have a derivative rule for method="linear" and one axis; found '
            f"method={method!r}, axis={axis!r}: sort the values and index them"
        )
    ordered = np.sort(np.ravel(a), 0) if axis is None else np.moveaxis(np.sort(a, axis), axis, 0)
    place = np.asarray(unboxed(q), dtype=float) * (shape(ordered)[0] - 1)
    below = np.floor(place).astype(int)
    above = np.minimum(below + 1, shape(ordered)[0] - 1)
    part = np.reshape(
        (place - below).astype(unboxed(a).dtype if isinstance(q, int | float) else float),
        np.shape(place) + (1,) * (len(shape(ordered)) - 1),
    )
    found = ordered[below] * (1 - part) + ordered[above] * part
    broken = np.isnan(unboxed(ordered[-1]))
    found = np.where(broken, np.nan, found) if np.any(broken) else found
    if keepdims:
        ones = (
            [1] * len(shape(a))
            if axis is None
            else [1 if k == normal_axis(axis, len(shape(a))) else n for k, n in enumerate(shape(a))]
        )
        found = np.reshape(found, np.shape(place) + tuple(ones))
    return found


def percentile(a: Any, q: Any, axis: int | None = None, *, method: str = "linear", keepdims: bool = False) -> Any:
    """np.percentile; as `quantile`."""
    return quantile(
        a,
        unboxed(q) / 100 if isinstance(q, int | float) else np.asarray(unboxed(q)) / 100,
        axis,
        method=method,
        keepdims=keepdims,
    )


def _by_rows(of: Callable[[Any], Any], a: Any, axis: int | None, keepdims: bool) -> Any:
    """`of` what is left in each row, over one axis or all; NaN where nothing is left."""
    moved = np.reshape(a, (1, -1)) if axis is None else np.moveaxis(a, axis, -1)
    rows = np.reshape(moved, (-1, shape(moved)[-1]))
    kept = [np.flatnonzero(~np.isnan(row)) for row in unboxed(rows)]
    found = np.stack([of(rows[k][places] if len(places) else rows[k][:1]) for k, places in enumerate(kept)], -1)
    before = shape(found)[:-1]
    if keepdims:
        gone = range(len(shape(a))) if axis is None else (normal_axis(axis, len(shape(a))),)
        return np.reshape(found, before + tuple(1 if k in gone else n for k, n in enumerate(shape(a))))
    return np.reshape(found, before + (() if axis is None else shape(moved)[:-1]))


def nanmedian(a: Any, axis: int | None = None, keepdims: bool = False) -> Any:
    """np.nanmedian over one axis or all."""
    return _by_rows(np.median, a, axis, keepdims)


def nanquantile(a: Any, q: Any, axis: int | None = None, *, method: str = "linear", keepdims: bool = False) -> Any:
    """np.nanquantile over one axis or all; as `quantile`."""
    return _by_rows(lambda row: quantile(row, q, method=method), a, axis, keepdims)


def nanpercentile(a: Any, q: Any, axis: int | None = None, *, method: str = "linear", keepdims: bool = False) -> Any:
    """np.nanpercentile over one axis or all; as `quantile`."""
    return nanquantile(a, np.asarray(unboxed(q)) / 100, axis, method=method, keepdims=keepdims)


def interp(x: Any, xp: Any, fp: Any, left: Any = None, right: Any = None) -> Any:
    """np.interp: linear between the points (xp, fp), each of which may be traced; constant outside."""
    xp, fp = _double(xp), _double(fp)
    at, last = unboxed(xp), shape(xp)[0] - 1
    below = np.clip(np.searchsorted(at, unboxed(x), side="right") - 1, 0, max(last - 1, 0))
    above = np.minimum(below + 1, last)
    first, second = _taken(xp, below), _taken(xp, above)
    low, high = _taken(fp, below), _taken(fp, above)
    gap = np.where(unboxed(second) == unboxed(first), 1.0, second - first)
    inside = low + (high - low) * (x - first) / gap
    inside = np.where(unboxed(x) < at[0], _taken(fp, 0) if left is None else left, inside)
    return np.where(unboxed(x) > at[-1], _taken(fp, last) if right is None else right, inside)[()]


def _double(values: Any) -> Any:
    """Numbers in double precision, as np.interp has them."""
    values = values if hasattr(values, "dtype") else np.asarray(values)
    return values if values.dtype.kind == "c" else values.astype(float)


def _taken(values: Any, index: Any) -> Any:
    return values[index]


def insert(arr: Any, obj: Any, values: Any, axis: int | None = None) -> Any:
    """np.insert into one dimension: which element stands where is found by inserting marks.

    Raises:
        NoRuleApplies: an axis of an array of several.
    """
    if axis is not None and len(shape(arr)) > 1:
        raise NoRuleApplies("np.insert has a derivative rule in one dimension; join the parts with np.concatenate")
    flat, values = np.ravel(arr), values if hasattr(values, "dtype") else np.asarray(values)
    if not np.can_cast(unboxed(values).dtype, unboxed(flat).dtype, "same_kind"):
        raise NoRuleApplies(
            f"np.insert would cut {unboxed(values).dtype} down to {unboxed(flat).dtype}; convert the array with astype"
        )
    values = values.astype(unboxed(flat).dtype)
    given = np.broadcast_to(np.ravel(values), (max(np.size(unboxed(values)), np.size(obj)),))
    where = np.insert(np.arange(shape(flat)[0]), obj, -1 - np.arange(shape(given)[0]))
    return np.where(where < 0, given[np.maximum(-1 - where, 0)], flat[np.maximum(where, 0)])


def ldexp(x1: Any, x2: Any) -> Any:
    """np.ldexp: x1 times 2 to a whole power."""
    return x1 * np.exp2(np.asarray(unboxed(x2), dtype=unboxed(x1).dtype))


STATISTICS: dict[Any, Any] = {
    np.average: average,
    np.nansum: nansum,
    np.nanprod: nanprod,
    np.nanmean: nanmean,
    np.nanvar: nanvar,
    np.nanstd: nanstd,
    np.nanmax: _extreme(np.max, -np.inf),
    np.nanmin: _extreme(np.min, np.inf),
    np.nanmedian: nanmedian,
    np.nanquantile: nanquantile,
    np.nanpercentile: nanpercentile,
    np.quantile: quantile,
    np.percentile: percentile,
    np.interp: interp,
    np.insert: insert,
}
