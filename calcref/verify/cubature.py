"""Double integrals by numbers: the double exponential rule in both variables, row by row.

Its nodes crowd at the ends of every row, where integrands may have poles or steep walls, and run out to infinity where
a bound does. The step is halved until two sums agree. Where they do not, as at a corner whose rows are ever narrower
peaks, rows are added up evenly on the scale of how far a node is from an end; where that does not settle either, there
is no value.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import partial

STEPS = (1 / 8, 1 / 16, 1 / 32)
PAIRS = ((1 / 8, 1 / 8), (1 / 10, 1 / 12))  # the steps of both variables, where rows are added up evenly
FAR = 4.0  # the last node: beside a pole of a square root what is left out is below the last digit of a double
FARTHER = 4.5  # of a row, which is done before rows are added: a corner would have the same sum in any order
EVENLY = 60.0  # the same where nodes are spread evenly
SETTLED = 1e-10  # of the sum of all sizes, what two sums may differ by
QUARTER = math.pi / 2

Row = Callable[[float], float]
Rows = Callable[[float], tuple[Row, float, float]]
Nodes = Iterator[tuple[float, float]]


def cubature(row: Rows, low: float, high: float) -> float:
    """The integral from `low` to `high` of what `row` gives at each place: a function, and its own bounds.

    NaN where it does not settle.

    >>> round(cubature(lambda x: (lambda y: x * y, 0.0, x), 0.0, 1.0), 12)
    0.125
    """
    by_rule = (_sums(row, nodes(low, high, step), partial(nodes, step=step, far=FARTHER)) for step in STEPS)
    spread_evenly = (_sums(row, nodes(low, high, step), partial(evenly, step=share)) for step, share in PAIRS)
    for sums in (by_rule, spread_evenly):
        before = math.nan
        for total, size in sums:
            if math.isfinite(size) and abs(total - before) <= SETTLED * size:
                return total
            before = total
    return math.nan


def _sums(row: Rows, outer: Nodes, spread: Callable[[float, float], Nodes]) -> tuple[float, float]:
    """The sum over all nodes, and that of all sizes."""
    total = size = 0.0
    for place, weight in outer:
        function, bottom, top = row(place)
        for at, share in spread(bottom, top):
            value = _finite(function, at) * weight * share
            total, size = total + value, size + abs(value)
    return total, size


def nodes(low: float, high: float, step: float, far: float = FAR) -> Nodes:
    """The places and weights of the rule between two bounds, of which either may be infinite.

    >>> round(sum(weight * place**2 for place, weight in nodes(0.0, 3.0, 1 / 8)), 12)
    9.0
    """
    if math.isfinite(low) and math.isfinite(high):
        for t in _steps(far, step):
            yield from _within(low, high, QUARTER * math.sinh(t), QUARTER * math.cosh(t) * step)
        return
    if low > high:
        yield from ((place, -weight) for place, weight in nodes(high, low, step, far))
        return
    for t in _steps(far, step):
        u, slope = QUARTER * math.sinh(t), QUARTER * math.cosh(t) * step
        if math.isfinite(low) or math.isfinite(high):
            away = math.exp(u)
            yield (low + away if math.isfinite(low) else high - away), slope * away
        else:
            yield math.sinh(u), slope * math.cosh(u)


def evenly(low: float, high: float, step: float) -> Nodes:
    """The same between finite bounds, with nodes that are spread evenly by the logarithm of how far an end is."""
    if math.isfinite(low) and math.isfinite(high):
        for u in _steps(EVENLY, step):
            yield from _within(low, high, u, step)
    else:
        yield from nodes(low, high, step)


def _steps(far: float, step: float) -> Iterator[float]:
    count = round(far / step)
    return (k * step for k in range(-count, count + 1))


def _within(low: float, high: float, u: float, slope: float) -> Nodes:
    """One node between finite bounds, unless it falls on one of them."""
    near = 1 / (1 + math.exp(2 * abs(u)))  # how far from the nearer end, as a share of the whole
    place = low + (high - low) * near if u < 0 else high - (high - low) * near
    if place not in (low, high):
        yield place, (high - low) * 2 * slope * near * (1 - near)


def _finite(function: Row, at: float) -> float:
    """The value of a function at a node; 0 where it overflows, which it does far out alone."""
    try:
        value = function(at)
    except (ArithmeticError, ValueError):
        return 0.0
    return value if math.isfinite(value) else 0.0
