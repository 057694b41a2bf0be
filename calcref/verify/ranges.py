"""Arithmetic of ranges: what a function can be over a whole interval, and whether it breaks there.

Samples can miss a peak, a pole or a kink that lies between them; a range cannot.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

ROUNDING = 4e-16  # by how much an end is moved outwards, relative to its size
LEAST = 5e-324  # no exponential is 0
FAR = 1e15  # past this an angle in doubles says nothing about where it stands in its period


@dataclass(frozen=True, slots=True)
class Range:
    """All values between `low` and `high`.

    Args:
        low, high: the ends, in doubles, rounded outwards; `low > high` where there is no value at all.
        smooth: whether the function has a value everywhere over the interval, without a jump, a kink or a pole.

    >>> 4.0 in Range(-1.0, 2.0) * Range(3.0, 3.0), 7.0 in Range(-1.0, 2.0) * Range(3.0, 3.0)
    (True, False)
    """

    low: float
    high: float
    smooth: bool = True

    @property
    def empty(self) -> bool:
        """Whether there is no value at all."""
        return self.low > self.high

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high

    def __add__(self, other: Range | int) -> Range:
        if isinstance(other, int):
            other = Range(other, other)
        if self.empty or other.empty:
            return EMPTY
        return outward(self.low + other.low, self.high + other.high, self.smooth and other.smooth)

    __radd__ = __add__

    def __neg__(self) -> Range:
        return Range(-self.high, -self.low, self.smooth)

    def __sub__(self, other: Range) -> Range:
        return self + -other

    def __mul__(self, other: Range) -> Range:
        if self.empty or other.empty:
            return EMPTY
        ends = [times(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return outward(min(ends), max(ends), self.smooth and other.smooth)

    def broken(self) -> Range:
        """The same values, of a function that breaks somewhere."""
        return Range(self.low, self.high, False)

    def within(self, low: float, high: float) -> Range:
        """What is left of it between two bounds; something is missing where it does not lie between them."""
        if low <= self.low and self.high <= high:
            return self
        return Range(max(self.low, low), min(self.high, high), False)


EMPTY = Range(math.inf, -math.inf, False)
ANY = Range(-math.inf, math.inf, False)


def times(a: float, b: float) -> float:
    """a·b, where 0 times infinity is 0: the infinite end is never reached."""
    return 0.0 if a == 0 or b == 0 else a * b


def outward(low: float, high: float, smooth: bool) -> Range:
    """The range between two ends that were rounded somehow."""
    if math.isnan(low) or math.isnan(high):
        return ANY
    return Range(low - abs(low) * ROUNDING if math.isfinite(low) else low, _up(high), smooth)


def _up(high: float) -> float:
    return high + abs(high) * ROUNDING if math.isfinite(high) else high


def monotone(
    function: Callable[[float], float], low: float = -math.inf, high: float = math.inf, falling: bool = False
) -> Callable[[Range], Range]:
    """A function that rises (or falls) from `low` to `high` and has no value elsewhere.

    >>> monotone(math.sqrt, 0.0)(Range(-1.0, 4.0)).smooth
    False
    """

    def over(given: Range) -> Range:
        inner = given.within(low, high)
        if inner.empty:
            return EMPTY
        ends = [limit(function, end) for end in (inner.low, inner.high)]
        first, last = reversed(ends) if falling else ends
        return outward(first, last, inner.smooth)

    return over


def limit(function: Callable[[float], float], place: float) -> float:
    """The value at `place`; where doubles have none, the infinity or the number that it tends to."""
    try:
        return function(place)
    except OverflowError:
        return math.copysign(math.inf, place)


def inverse(given: Range) -> Range:
    """1/u."""
    if given.empty or given.low == given.high == 0:
        return EMPTY
    if given.low < 0 < given.high:
        return ANY
    high = math.inf if given.low == 0 else 1 / given.low
    low = -math.inf if given.high == 0 else 1 / given.high
    return outward(low, high, given.smooth and 0 not in given)


def whole_power(base: Range, exponent: int) -> Range:
    """u**n for a whole number n."""
    if base.empty:
        return EMPTY
    if exponent < 0:
        return inverse(whole_power(base, -exponent))
    ends = [limit(lambda t: t**exponent, end) for end in (base.low, base.high)]
    if exponent % 2 == 0:
        ends = [abs(end) for end in ends] + [0.0] * (base.low < 0 < base.high)
    return outward(min(ends), max(ends), base.smooth)


def power(base: Range, exponent: Range) -> Range:
    """u**v over the reals: a negative base needs a whole exponent, and a root breaks at 0."""
    if exponent.low == exponent.high and exponent.low.is_integer() and abs(exponent.low) < FAR:
        return whole_power(base, int(exponent.low))
    inner = base.within(0.0, math.inf)
    if inner.empty or exponent.empty:
        return EMPTY
    if exponent.low <= 0 <= exponent.high and 0 in inner:
        return Range(0.0, math.inf, False)
    found = exp(exponent * log(inner))
    return found if inner.low > 0 else found.broken()


def _log(t: float) -> float:
    return math.log(t) if t > 0 else -math.inf


def _exp(t: float) -> float:
    return max(math.exp(t), LEAST) if t < 709 else math.inf


def _atanh(t: float) -> float:
    return math.copysign(math.inf, t) if abs(t) == 1 else math.atanh(t)


exp = monotone(_exp)


def log(given: Range) -> Range:
    """ln u."""
    found = monotone(_log, 0.0)(given)
    return found if given.low > 0 else found.broken()


def cosine(given: Range) -> Range:
    """cos u."""
    if given.empty:
        return EMPTY
    if not -FAR < given.low <= given.high < FAR:
        return Range(-1.0, 1.0, given.smooth)
    first, last = given.low / math.pi, given.high / math.pi
    turns = range(math.ceil(first - 1e-9), min(math.floor(last + 1e-9), math.ceil(first - 1e-9) + 1) + 1)
    ends = [math.cos(given.low), math.cos(given.high), *(1.0 if k % 2 == 0 else -1.0 for k in turns)]
    return outward(max(-1.0, min(ends)), min(1.0, max(ends)), given.smooth)


def sine(given: Range) -> Range:
    """sin u."""
    return cosine(given + Range(-math.pi / 2, -math.pi / 2))


def tangent(given: Range) -> Range:
    """tan u; over less than a period it is sin u times 1/cos u only where that is no pole."""
    if 0 in cosine(given) or given.empty:
        return EMPTY if given.empty else ANY
    return monotone(math.tan)(given)


def even(function: Callable[[Range], Range]) -> Callable[[Range], Range]:
    """A function that depends on |u| alone."""
    return lambda given: function(Range(magnitude(given).low, magnitude(given).high, given.smooth))


def magnitude(given: Range) -> Range:
    """|u|, which has a kink at 0."""
    if given.empty or 0 not in given:
        return given if given.empty or given.low > 0 else Range(-given.high, -given.low, given.smooth)
    return Range(0.0, max(-given.low, given.high), False)


def signum(given: Range) -> Range:
    """The sign of u, which jumps at 0."""
    if given.empty:
        return EMPTY
    low, high = (float((end > 0) - (end < 0)) for end in (given.low, given.high))
    return Range(low, high, given.smooth and 0 not in given)


def whole(rounded: Callable[[float], float]) -> Callable[[Range], Range]:
    """A way of rounding to a whole number, which jumps at those.

    Ends are drawn in by what they were moved outwards before: no area hides between a whole number and the double next
    to it.
    """

    def over(given: Range) -> Range:
        if given.empty:
            return EMPTY
        drawn = (end + side * 4 * ROUNDING * abs(end) for side, end in ((1, given.low), (-1, given.high)))
        low, high = (end if math.isinf(end) else float(rounded(end)) for end in drawn)
        low, high = min(low, high), max(low, high)
        return Range(low, high, given.smooth and not math.isinf(given.low) and math.ceil(given.low) > given.high)

    return over


def largest(*given: Range) -> Range:
    """The largest of several, which has a kink where two of them meet."""
    if any(one.empty for one in given):
        return EMPTY
    low, high = max(one.low for one in given), max(one.high for one in given)
    leaders = [one for one in given if one.high >= low]
    return Range(low, high, len(leaders) == 1 and leaders[0].smooth)


def smallest(*given: Range) -> Range:
    """The smallest of several."""
    found = largest(*(Range(-one.high, -one.low, one.smooth) for one in given))
    return Range(-found.high, -found.low, found.smooth) if not found.empty else EMPTY


def factorial(given: Range) -> Range:
    """Γ(u) for u > 0, where it falls to 0.8856 and rises again; poles at 0, −1, −2, … are not told apart."""
    if given.low <= 0:
        return EMPTY if given.empty else ANY
    ends = [limit(math.gamma, end) if end < 171 else math.inf for end in (given.low, given.high)]
    return outward(min([*ends, 0.8856] if given.low < 1.4617 < given.high else ends), max(ends), given.smooth)


atanh = monotone(_atanh, -1.0, 1.0)
