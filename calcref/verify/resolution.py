"""Whether a few samples of an integrand show what it does: a range tells what may hide between them.

On each piece the values that the range allows are compared with those seen. Where far more is allowed, the piece is
cut, until both are alike or the piece is too small to matter; so a narrow peak is found, however far out.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from calcref.verify.arithmetic import OutOfDomain
from calcref.verify.places import between
from calcref.verify.ranges import Range

MOST_PIECES = 500  # pieces that are looked at
LIKE = 6.0  # how many times the spread of the samples a range may spread
FLAT = 0.05  # of its size, a spread that needs no samples
NOTHING = 1e-14  # of the largest piece, what may hide in one
NARROW = 1e-9  # of its size, a piece in which something infinite is not searched for any more
ROUGH = 0.6  # the same in a layer next to an end at which there is no bound
ROUNDED = 1e-12  # next to an end, what rounding may leave of a function that is 0 there
BESIDE = 1e-13  # of its size, how close to an end a piece is looked at that jumps at the end itself
UNSEEN = 1e-300  # what doubles cannot tell from 0
LAYERS, THINNER = 40, 1.4  # how many layers next to such an end, each thinner than the one outside it
SHARES = (0.0, 0.043, 0.17, 0.31, 0.47, 0.64, 0.79, 0.93, 1.0)
STEPS = (0.0, 0.02, 0.11, 0.5, 1.7, 6.1, 31.0)  # out into a half-line, in units of where it starts

Sample = Callable[[Any], Any]
Within = Callable[[Any, Any], Range]


def resolved(sample: Sample, within: Within, ends: Sequence[Any]) -> list[Any]:
    """The `ends`, from left to right, with more places between them wherever there is more to see.

    Raises:
        OutOfDomain: there is more than can be looked at.
    """
    stack = list(pairwise(ends))
    cuts = list(ends)
    largest = 1e-300
    for _ in range(MOST_PIECES):
        if not stack:
            return sorted(cuts)
        low, high = stack.pop()
        layers = list(_layers(within, low, high, ends))
        found = [(_samples(sample, *layer), within(*layer), _width(*layer)) for layer in layers]
        sizes = [max(map(abs, seen), default=0.0) * width for seen, _, width in found]
        largest = max([largest, *(size for size in sizes if math.isfinite(size))])
        if all(_shows(*one, NOTHING * largest, FLAT if len(found) == 1 else ROUGH) for one in found):
            if 0 < (peak := sizes.index(max(sizes))) < len(layers) - 1:  # a bell far out: not a tail from here on
                middle = layers[peak][high in ends]  # its side towards the end that has no bound
                cuts.append(middle)
                stack.extend(((low, middle), (middle, high)))
            continue
        middle = type(low)(between(float(low), float(high)))
        if not low < middle < high or _width(low, high) < NARROW * max(1.0, abs(float(middle))):
            if all(_is_rounded(allowed) for _, allowed, _ in found):
                continue
            if len(found) == 1 and _jumps_at_an_end(sample, within, (low, high), ends, found[0][1], largest):
                continue
            raise OutOfDomain
        cuts.append(middle)
        stack.extend(((low, middle), (middle, high)))
    raise OutOfDomain


def _layers(within: Within, low: Any, high: Any, ends: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    """The piece itself, or layers of it towards the end at which it has no bound."""
    allowed = within(low, high)
    if math.isfinite(allowed.low) and math.isfinite(allowed.high):
        yield low, high
        return
    sides = [side for side, end in ((1, low), (-1, high)) if end in ends]
    if len(sides) != 1 or (math.isinf(low) and math.isinf(high)):
        yield low, high  # it has to be cut first
        return
    place, outer = (low, high) if sides == [1] else (high, low)
    if math.isinf(place):
        start = outer + (outer == 0) * math.copysign(1.0, float(place))
        marks = [outer, *(outer + abs(start) * sides[0] * -1 * (THINNER**k - 1) for k in range(1, LAYERS + 1))]
    else:
        marks = [place + (outer - place) / THINNER**k for k in range(LAYERS + 1)]
    for first, second in pairwise(marks):
        yield min(first, second), max(first, second)


def _is_rounded(allowed: Range) -> bool:
    """Whether a range holds no more than what rounding leaves of 0."""
    return max(abs(allowed.low), abs(allowed.high)) <= ROUNDED


def _jumps_at_an_end(
    sample: Sample, within: Within, piece: tuple[Any, Any], ends: Sequence[Any], allowed: Range, largest: float
) -> bool:
    """Whether a tiny piece hides nothing but its value at an end: the unit step is 0 up to the place where it is 1."""
    low, high = piece
    margin = BESIDE * max(1.0, abs(float(low)), abs(float(high)))
    inner = low + margin * (low in ends), high - margin * (high in ends)
    if max(abs(allowed.low), abs(allowed.high)) * margin > ROUNDED * max(1.0, largest) or inner[0] >= inner[1]:
        return False
    return _shows(_samples(sample, *inner), within(*inner), _width(*inner), NOTHING * largest, FLAT)


def _width(low: Any, high: Any) -> float:
    return float(high - low)


def _samples(sample: Sample, low: Any, high: Any) -> list[float]:
    """What is seen of an integrand on a piece."""
    if math.isinf(low) or math.isinf(high):
        start, side = (low, 1) if math.isinf(high) else (high, -1)
        unit = max(1.0, abs(float(start)))
        places = [start + side * unit * step for step in STEPS] if not math.isinf(start) else list(STEPS)
    else:
        places = [low + (high - low) * share for share in SHARES]
    values = (sample(place) for place in places)
    return [float(value.real) for value in values if math.isfinite(value.real)]


def _shows(seen: list[float], allowed: Range, width: float, nothing: float, flat: float) -> bool:
    """Whether the samples show all that matters of what a piece may hold."""
    most = max(abs(allowed.low), abs(allowed.high))
    if allowed.empty or most <= UNSEEN or most * width <= nothing:
        return True
    if not seen or not math.isfinite(most):
        return False
    spread = max(seen) - min(seen)
    hidden = max(allowed.high - max(seen), min(seen) - allowed.low)
    return hidden <= LIKE * spread + flat * max(map(abs, seen))
