"""What values tend to that come closer and closer to a place: where they settle, shrink geometrically, or grow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import mpmath as mp

OFF = mp.mpf("0.97310585786300049")  # places are no round numbers: sin(π/x) is 0 at all of those
SETTLED = mp.mpf(10) ** -12
STEADY = 0.01  # by how much the ratios of successive changes may differ to be called geometric
SHRINKING = 0.8  # changes that shrink faster add up to a limit
RUSHING = 1e3  # changes that grow faster than this, and ever faster, as those of an exponential do, never settle
GROWING = 0.99999  # changes that shrink no faster than this add up to infinity


@dataclass(frozen=True, slots=True)
class Ladder:
    """Distances from a place, each a power of ten, and the digits in which what stands there is computed."""

    exponents: tuple[float, ...]
    digits: int

    @property
    def distances(self) -> Iterator[Any]:
        """The distances, from the largest to the smallest."""
        return (mp.mpf(10) ** (-OFF * mp.mpf(exponent)) for exponent in self.exponents)


LADDERS = (
    Ladder((14, 16, 18, 20), 300),
    Ladder((40, 120, 360, 1080), 3500),  # for logarithms, which come close slowly
    Ladder((1.1, 1.3, 1.5, 1.7), 300),  # for what has values beyond all measure further out
)


def tends(value: Callable[[Any], Any]) -> Any | None:
    """What `value`, a function of the distance from a place, tends to; None where that was not found.

    >>> tends(lambda distance: 3 + distance**2)
    mpf('3.0')
    """
    for ladder in LADDERS:
        with mp.workdps(max(ladder.digits, mp.mp.dps)):
            found = _along([value(distance) for distance in ladder.distances])
        if found is not None:
            return found
    return None


def _along(near: list[Any]) -> Any | None:
    if not all(isinstance(it, mp.mpf) and mp.isfinite(it) for it in near):
        return None
    if max(near) - min(near) <= SETTLED * max(1, abs(near[0])):
        return near[-1]
    changes = [after - before for before, after in pairwise(near)]
    sizes = [abs(change) for change in changes]
    if sizes[2] <= SETTLED * max(1, abs(near[-1])) and sizes[0] > sizes[1] >= sizes[2]:
        return near[-1]
    if 0 in changes:
        return None
    ratios = [after / before for before, after in pairwise(changes)]
    if min(ratios) > RUSHING and ratios == sorted(ratios):
        return mp.inf * mp.sign(changes[-1])
    if max(ratios) - min(ratios) > STEADY * abs(ratios[0]):
        return None
    if min(ratios) >= GROWING:
        return mp.inf * mp.sign(changes[-1])
    return near[-1] + changes[-1] * ratios[-1] / (1 - ratios[-1]) if abs(ratios[-1]) < SHRINKING else None
