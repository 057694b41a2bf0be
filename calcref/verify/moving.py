"""The slope of an integral whose bounds or integrand move with a letter, by differences of areas, without any rule.

Between two places of the letter an area changes by a strip at each bound, and by what the integrand changes in
between: the strips are integrated by themselves, so that little is lost where large areas are taken from each other.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from calcref.verify.arithmetic import OutOfDomain

STEPS = (8e-3, 4e-3, 2e-3)  # each half of the one before, so that errors cancel
SETTLED = 1e-6  # of its size, what the last correction of a slope may be; its error is about the square of that
SEEN = 1e-6  # of both areas, what the area of their difference may be off: more, and a jump was passed over

Integrand = Callable[[Any], Any]
Area = Callable[[Integrand, Any, Any], Any]


def change(
    between: tuple[Integrand, Integrand | None], bounds: tuple[Any, Any], moves: tuple[Any, Any], area: Area
) -> tuple[Any, Any]:
    """How much an integral changes, and the size of what that was added up from.

    Args:
        between: the integrand afterwards, and before, None where that is the same.
        bounds: in the middle.
        moves: how far each bound moves to either side.
        area: what integrates a function from one place to another.

    >>> def midpoint(f, low, high):
    ...     return (high - low) * f((low + high) / 2)
    >>> change((lambda t: 2 * t, None), (0, 3), (0, 0.5), midpoint)
    (6.0, 6.0)
    """
    after, before = between
    (low, high), (lower, upper) = bounds, moves
    parts = [sign * area(after, end - by, end + by) for end, by, sign in ((high, upper, 1), (low, lower, -1)) if by]
    if before is not None:
        start, end = low - lower, high - upper
        parts.append(_difference(after, before, start, end, area))
    return sum(parts), sum(map(abs, parts))


def _difference(after: Integrand, before: Integrand, low: Any, high: Any, area: Area) -> Any:
    """The area of a difference, which the difference of both areas has to confirm."""
    found = area(lambda t: after(t) - before(t), low, high)
    one, other = area(after, low, high), area(before, low, high)
    if not abs(one - other - found) <= SEEN * (abs(one) + abs(other)) * STEPS[-1]:
        raise OutOfDomain
    return found


def settled(changes: Callable[[float], tuple[float, float]]) -> float:
    """The slope that differences come to, from how much something changes within a step on both sides.

    Raises:
        OutOfDomain: they do not settle.

    >>> round(settled(lambda step: ((1 + step) ** 3 - (1 - step) ** 3, 1.0)), 12)
    3.0
    """
    found = [changes(step) for step in STEPS]
    first, second, third = ((value / (2 * step)) for (value, _), step in zip(found, STEPS, strict=True))
    once, again = (4 * second - first) / 3, (4 * third - second) / 3
    if not abs(again - once) <= SETTLED * found[-1][1] / (2 * STEPS[-1]):
        raise OutOfDomain
    return (16 * again - once) / 15
