"""What special functions can be over an interval: by where they rise and fall, told from their slopes' ranges."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from typing import Any

import mpmath as mp
import sympy as sp

from calcref.verify import ranges
from calcref.verify.arithmetic import polylog
from calcref.verify.ranges import ANY, EMPTY, Range, even, inverse, monotone, outward

FAR = 100.0  # past this a function that grows is said to have no bound
TURN, LEAST_LOG_GAMMA = 1.4616321449683623, -0.12148629053584961  # where Γ is least, and its logarithm there
DOUBLES = 1e-13  # how far doubles of mpmath may be from the value, relative to its size

Enclosure = Callable[..., Range]


def _far(function: Callable[[Any], Any]) -> Callable[[float], float]:
    return lambda t: float(function(t)) if abs(t) < FAR else math.copysign(math.inf, t)


def _widened(low: float, high: float, smooth: bool) -> Range:
    margin = DOUBLES * max(abs(low), abs(high))
    return outward(low - margin, high + margin, smooth)


def by_slope(
    function: Callable[[float], Any], slope: Enclosure, everywhere: Range, low: float = -math.inf
) -> Enclosure:
    """A smooth function, real above `low`, by its values at both ends and the range of its slope between them.

    Args:
        function: its value in doubles.
        slope: from a range to one of its slopes there.
        everywhere: what all its values lie in.
    """

    def over(given: Range) -> Range:
        inner = given.within(low, math.inf)
        if inner.empty:
            return EMPTY
        if not -FAR < inner.low <= inner.high < FAR or (inner.low == low and math.isfinite(low)):
            return Range(everywhere.low, everywhere.high, inner.smooth and inner.low != low)
        slopes = slope(inner)
        ends = [float(function(end)) for end in (inner.low, inner.high)]
        reach = 0.0
        if slopes.low < 0 < slopes.high:
            reach = max(-slopes.low, slopes.high) * (inner.high - inner.low) / 2
        found = _widened(min(ends) - reach, max(ends) + reach, inner.smooth)
        return Range(max(found.low, everywhere.low), min(found.high, everywhere.high), found.smooth)

    return over


def _ratio(function: Enclosure, at_zero: Range) -> Enclosure:
    """The range of f(u)/u, and `at_zero` where u may be 0."""
    return lambda u: at_zero if 0 in u else function(u) * inverse(u)


def _angle(u: Range) -> Range:
    return u * u * Range(math.pi / 2, math.pi / 2)


def _one_sided(function: Callable[[float], Any], slope: Enclosure) -> Enclosure:
    """A function with a pole at 0, on either side of it."""

    def over(given: Range) -> Range:
        if given.empty:
            return EMPTY
        if 0 in given or not -FAR < given.low <= given.high < FAR:
            return ANY
        found = by_slope(function, slope, ANY)(given)
        return Range(found.low, found.high, given.smooth)

    return over


def _logarithmic(given: Range) -> Range:
    """li u, for u > 0 on either side of 1."""
    inner = given.within(0.0, math.inf)
    if inner.empty or 0 in inner or 1 in inner or inner.high > FAR:
        return EMPTY if inner.empty else ANY
    return by_slope(mp.fp.li, lambda u: inverse(ranges.log(u)), ANY)(inner)


def _log_gamma(given: Range) -> Range:
    if given.low <= 0:
        return EMPTY if given.empty or given.high <= 0 else ANY
    ends = [math.lgamma(end) for end in (given.low, given.high)]
    return _widened(min([*ends, LEAST_LOG_GAMMA] if given.low < TURN < given.high else ends), max(ends), given.smooth)


def _polygamma(order: Range, given: Range) -> Range:
    """ψ⁽ⁿ⁾(u) for u > 0, where it rises for even orders and falls for odd ones."""
    n = int(order.low) if order.low == order.high and order.low.is_integer() else -1
    if given.empty or n < 0 or given.low <= 0 or given.high > FAR:
        return EMPTY if given.empty else ANY
    low, high = sorted(float(mp.fp.polygamma(n, end)) for end in (given.low, given.high))
    return _widened(low, high, given.smooth)


def _slope_of_bessel(n: int, middle: float, k: int) -> float:
    """The k-th derivative of J_n at a place, by the functions of orders n − k to n + k."""
    terms = (math.comb(k, j) * (-1) ** j * float(mp.fp.besselj(n - k + 2 * j, middle)) for j in range(k + 1))
    return math.fsum(terms) / 2.0**k


def _bessel_j(order: Range, given: Range) -> Range:
    """J_n(u) of a whole order: it and its slopes of every order are between −1 and 1."""
    if given.empty:
        return EMPTY
    if order.low != order.high or not order.low.is_integer() or not -FAR < given.low <= given.high < FAR:
        return ANY
    n, middle, half = int(order.low), (given.low + given.high) / 2, (given.high - given.low) / 2
    first, *others = (_slope_of_bessel(n, middle, k) for k in range(1, 5))
    spread = sum(abs(slope) * half**k / math.factorial(k) for k, slope in enumerate(others, 1)) + half**4 / 24
    slopes = Range(max(-1.0, first - spread), min(1.0, first + spread))
    return by_slope(lambda t: mp.fp.besselj(n, t), lambda u: slopes, Range(-1.0, 1.0))(given)


def _bessel_i(order: Range, given: Range) -> Range:
    """I_n(u) of a whole order, which rises for u > 0 and is even or odd as the order is."""
    if given.empty:
        return EMPTY
    if order.low != order.high or not order.low.is_integer():
        return ANY
    rising = monotone(_far(lambda t: mp.fp.besseli(order.low, t)))
    found = even(rising)(given) if order.low % 2 == 0 else rising(given)
    smooth = given.smooth
    return _widened(found.low, found.high, smooth) if math.isfinite(found.high - found.low) else ANY


ENCLOSED: dict[type[sp.Basic], Enclosure] = {
    sp.erfi: monotone(_far(mp.fp.erfi)),
    sp.Shi: monotone(_far(mp.fp.shi)),
    sp.Si: by_slope(mp.fp.si, _ratio(ranges.sine, Range(-0.22, 1.0)), Range(-1.86, 1.86)),
    sp.Ci: by_slope(mp.fp.ci, _ratio(ranges.cosine, ANY), ANY, low=0.0),
    sp.Chi: by_slope(mp.fp.chi, _ratio(lambda u: ranges.exp(u) + ranges.exp(-u), ANY), ANY, low=0.0),
    sp.Ei: _one_sided(mp.fp.ei, _ratio(ranges.exp, ANY)),
    sp.li: _logarithmic,
    sp.polylog: lambda s, u: monotone(_far(partial(polylog, 2.0)), high=1.0)(u) if s.low == s.high == 2 else ANY,
    sp.fresnels: by_slope(mp.fp.fresnels, lambda u: ranges.sine(_angle(u)), Range(-0.72, 0.72)),
    sp.fresnelc: by_slope(mp.fp.fresnelc, lambda u: ranges.cosine(_angle(u)), Range(-0.78, 0.78)),
    sp.gamma: ranges.factorial,
    sp.loggamma: _log_gamma,
    sp.polygamma: _polygamma,
    sp.besselj: _bessel_j,
    sp.besseli: _bessel_i,
}
