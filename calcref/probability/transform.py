"""Transformation of variables: the density of g(x), where x has a density."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, final

import numpy as np

from calcref.autodiff import elementwise_grad
from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.core.shown import Brief
from calcref.probability.asked import inside, real
from calcref.probability.computed import Computed
from calcref.probability.expectations import expectation
from calcref.probability.interface import Density
from calcref.probability.solved import first
from calcref.verify.given import array_of

_FAR = np.finfo(np.float64).max
_LEVELS = np.concatenate([10.0 ** np.arange(-12, -2), np.linspace(0.01, 0.99, 99), 1 - 10.0 ** np.arange(-3, -13, -1)])


@final
@dataclass(frozen=True, slots=True)
class Branch(Brief):
    """An interval of x on which g goes one way, from `low` to `high` in y; `sign` is 1 where it grows."""

    start: float
    stop: float
    low: float
    high: float
    sign: float


@final
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Transformed(Brief, Computed):
    """The density of g(x); `transformed` makes it, and checks that g goes one way on each of its branches."""

    base: Density
    g: Callable[[Any], Any]
    branches: tuple[Branch, ...]

    @property
    def support(self) -> tuple[float, float]:
        return min(it.low for it in self.branches), max(it.high for it in self.branches)

    @property
    def breaks(self) -> tuple[float, ...]:
        lower, upper = self.support
        ends = {end for it in self.branches for end in (it.low, it.high)}
        middle = _values(self.g, np.array(self.base.quantile([0.01, 0.25, 0.5, 0.75, 0.99])))
        return tuple(sorted(at for at in {*ends, *map(float, middle)} if lower < at < upper))

    @property
    def scale(self) -> float:
        middle = np.sort(_values(self.g, np.array(self.base.quantile([0.2, 0.4, 0.6, 0.8]))))
        return float(middle[-1] - middle[0])

    @property
    def mean(self) -> float:
        return self._expected(lambda y: y)

    @property
    def variance(self) -> float:
        mean = self.mean
        return self._expected(lambda y: (y - mean) ** 2)

    def log_pdf(self, y: Any) -> Any:
        y = real(y)
        logs = [inside((it.low, it.high), y, self._log(it), -np.inf, -np.inf) for it in self.branches]
        with np.errstate(invalid="ignore"):
            return np.logaddexp.reduce(logs)

    def pdf(self, y: Any) -> Any:
        return np.exp(self.log_pdf(y))

    def cdf(self, y: Any) -> Any:
        return self._accumulated(y, below=True)

    def sf(self, y: Any) -> Any:
        return self._accumulated(y, below=False)

    def sample(self, size: Any, rng: Any) -> Any:
        drawn = self.base.sample(size, rng)
        return _values(self.g, drawn.reshape(-1)).reshape(drawn.shape)

    def _expected(self, of: Callable[[Any], Any]) -> float:
        """By the density of x: that of y is not needed."""
        turns = tuple(it.start for it in self.branches[1:])
        return expectation(self.base, lambda x: of(_values(self.g, np.array([x]))[0]), turns)

    def _log(self, branch: Branch) -> Callable[[Any], Any]:
        def log(y: Any) -> Any:
            x = self._back(branch, y)
            slope = np.abs(elementwise_grad(self.g)(x))
            return self.base.log_pdf(x) - np.log(slope)

        return log

    def _accumulated(self, y: Any, below: bool) -> Any:
        y = real(y)
        parts = []
        for it in self.branches:
            whole = _between(self.base, it.start, it.stop)

            def part(y: Any, it: Branch = it) -> Any:
                x = self._back(it, y)
                left = below is (it.sign > 0)
                return _between(self.base, it.start, x) if left else _between(self.base, x, it.stop)

            ends = (0.0, float(whole)) if below else (float(whole), 0.0)
            parts.append(inside((it.low, it.high), y, part, *ends))
        return np.sum(parts, axis=0)

    def _back(self, branch: Branch, y: Any) -> Any:
        """The x of a branch at which g is y."""
        start, stop = (np.full_like(y, np.clip(end, -_FAR, _FAR)) for end in (branch.start, branch.stop))
        return first(lambda x: branch.sign * (_values(self.g, x) - y) >= 0, start, stop)


def transformed(density: Density, g: Callable[[Any], Any], turns: tuple[float, ...] = ()) -> Transformed:
    """Return the density of g(x), p(x)/|g'(x)| at each x with g(x) = y; g' is found by automatic differentiation.

    Args:
        density: that of x.
        g: a function in plain NumPy that goes one way between its turns; its inverse is found by bisection.
        turns: where it turns around, in increasing order.

    Raises:
        OutsideDomain: x has atoms, g does not go one way between its turns, or is not finite there.
        ShapeMismatch: g does not keep the shape that it is given.

    >>> from calcref.probability import ChiSquared, Normal
    >>> square = transformed(Normal(), np.square, turns=(0.0,))
    >>> bool(abs(square.pdf(1.5) - ChiSquared(1).pdf(1.5)) < 1e-12)
    True
    """
    if not isinstance(density, Density) or density.atoms is not None:
        raise OutsideDomain(f"a density is transformed; found {str(density)[:60]}: move the values of one with atoms")
    if not callable(g):
        raise OutsideDomain(f"g is a function of an array; found {str(g)[:60]}: try np.exp")
    inner = real(turns)
    if inner.ndim != 1 or not np.all(np.isfinite(inner)):
        raise OutsideDomain(f"turns are a row of finite numbers; found {str(turns)[:60]}")
    ends = np.array([density.support[0], *inner, density.support[1]])
    if not np.all(ends[:-1] < ends[1:]):
        raise OutsideDomain(f"turns increase, inside the support; found {str(turns)[:60]}")
    at = np.unique(density.quantile(_LEVELS))
    return Transformed(density, g, tuple(_branch(g, float(a), float(b), at) for a, b in pairwise(ends)))


def _branch(g: Callable[[Any], Any], start: float, stop: float, at: Any) -> Branch:
    inner = at[(at > start) & (at < stop)]
    with np.errstate(all="ignore"):
        heights = _values(g, inner)
        ends = _values(g, np.array([start, stop]))
    steps = np.diff(heights)
    if len(inner) < 2 or not np.all(np.isfinite(heights)) or not (np.all(steps > 0) or np.all(steps < 0)):
        raise OutsideDomain(
            f"g has to grow all the way from {start:g} to {stop:g}, or to fall all the way, by finite numbers: "
            "give the places where it turns around, as turns"
        )
    sign = 1.0 if steps[0] > 0 else -1.0
    beyond = np.where(np.isnan(ends), heights[[0, -1]], ends)
    return Branch(start, stop, float(np.min(beyond)), float(np.max(beyond)), sign)


def _values(g: Callable[[Any], Any], x: Any) -> Any:
    with np.errstate(all="ignore"):
        found = array_of(g(x), "the values of g")
    if found.shape != x.shape or found.dtype.kind not in "fiub":
        raise ShapeMismatch(
            f"g returns real numbers in the shape it is given, {x.shape}; found {found.dtype} of shape {found.shape}: "
            "write it with NumPy functions"
        )
    return found.astype(np.float64)


def _between(density: Density, a: Any, b: Any) -> Any:
    """The probability from a to b, as the difference of whichever tails are smaller."""
    left = density.cdf(b) - density.cdf(a)
    right = density.sf(a) - density.sf(b)
    return np.where(density.cdf(a) < 0.5, left, right)
