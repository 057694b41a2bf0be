"""Integrals by quadrature, piece by piece: a number where it converges, ±∞ where it plainly does not, else nothing."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

import mpmath as mp

from calcref.verify.arithmetic import OutOfDomain

BELIEVED = 1e-11  # the error, relative to the largest piece, up to which a value is believed
NEAR = 1e-9  # the same, within which a second quadrature in doubles has to find it
FINER = 3  # how often pieces are made smaller until they agree
CANCELLED = 1e-13  # of the largest piece: what is left below this is the rounding error of a zero
SHARE = 0.4142  # where a piece is halved, so that areas that cancel leave their size behind
SHELLS = 5  # layers around a place that are compared, each ten times as thick as the one inside it
THINNEST = 1e-8
SLOW = 0.1  # layers that shrink faster than this from the outermost to the innermost are no cause for doubt
ROUGH = 4  # the degree of mpmath's quadrature that is enough to compare layers
GROWING = 0.99999  # layers that shrink less than this towards the place add up to infinity
DOUBTFUL = 0.999  # between the two, as for the area under x^(-1.0001), it cannot be told

SHARES = (0.03, 0.21, 0.52, 0.78, 0.96)  # of a piece, where its integrand is sized up
OUTWARDS = (0.02, 0.3, 1.1, 4.3)  # the same in a half-line, in units of where it starts
FURTHER = (0.7, 4.1)  # the same, where it is cut into smaller pieces
CLOSE = (1e-9, 1e-3)  # shares of a piece whose ends are compared
STEEP = 3  # times higher, so close to an end
POWER = 6  # of a distance: in it, a root below the line has no pole

STRETCH = 20  # times as far out as the last place that is finite, where the tail begins
ROUNDS = tuple(0.7 * k for k in range(24))  # steps of the logarithm at which a tail has to fall

Quad = Callable[..., Any]
Integrand = Callable[[Any], Any]
Cut = Callable[[Sequence[Any]], Sequence[Any]]
Second = Callable[[Sequence[Any]], float]


def quadrature(
    integrand: Integrand, ends: Sequence[Any], quad: Quad, cut: Cut = list, second: Second = lambda cuts: math.nan
) -> Any:
    """The integral from the first of `ends` to the last, split at the others; `quad` is one of mpmath's.

    Between the ends, where something may become infinite, `cut` adds places at which nothing does. What mpmath says of
    its errors is a guess: where `second`, another quadrature over the same pieces, finds another number, smaller pieces
    have to find the same.

    Its parts may be infinite: it is ±∞ then, and NaN where they are so with both signs.

    Raises:
        OutOfDomain: it does not settle.

    >>> round(float(quadrature(lambda t: t * t, [mp.mpf(0), mp.mpf(3)], mp.quad)), 10)
    9.0
    """
    growing = {(place, side): _growth(integrand, place, side, quad) for place, side in suspects(integrand, ends)}
    if any(growing.values()):
        return _infinite(set(growing.values()) - {0}, ends[0] < ends[-1])
    tails = {place for place, _ in growing if mp.isinf(place)}
    if tails == {ends[-1]} and not mp.isinf(ends[0]):
        return _with_a_slow_tail(integrand, ends, quad, cut)
    if tails:
        raise OutOfDomain  # a tail that neither dies out nor adds up: an oscillation, perhaps
    cuts = list(cut(ends))
    total, error, largest = _summed(integrand, cuts, quad)
    if error > BELIEVED * largest:
        if mp.isinf(ends[-1]) and not mp.isinf(ends[0]):
            return _with_a_slow_tail(integrand, ends, quad, cut)
        raise OutOfDomain
    if abs(second(cuts) - total) > NEAR * largest:
        total = _settled(integrand, cuts, quad, total)
    return total * 0 if abs(total) <= CANCELLED * largest else total


def _summed(integrand: Integrand, cuts: Sequence[Any], quad: Quad) -> tuple[Any, Any, Any]:
    """An integral, its error, and the size of its largest piece.

    Raises:
        OutOfDomain: a piece is no number.
    """
    pieces = [_flattened(_inside(integrand, low, high), low, high) for low, high in pairwise(_halved(cuts))]
    scale = max(_size(*piece) for piece in pieces) or 1
    values, errors = zip(*(_scaled(*piece, scale, quad) for piece in pieces), strict=True)
    if not all(map(_is_number, (*values, *errors))):
        raise OutOfDomain
    return sum(values[1:], values[0]), sum(errors), max(map(abs, values))


def _settled(integrand: Integrand, cuts: Sequence[Any], quad: Quad, total: Any) -> Any:
    """What smaller and smaller pieces agree on, where `cuts` gave `total`.

    Raises:
        OutOfDomain: they do not agree.
    """
    for _ in range(FINER):
        before, cuts = total, _finer(cuts)
        total, _, largest = _summed(integrand, cuts, quad)
        if abs(total - before) <= BELIEVED * largest:
            return total
    raise OutOfDomain


def _finer(cuts: Sequence[Any]) -> list[Any]:
    """The places, with one more in each piece, and two more out in a half-line."""
    found = [cuts[0]]
    for low, high in pairwise(cuts):
        if mp.isinf(low) and mp.isinf(high):
            found += [type(low)(-1), type(low)(1)]
        elif mp.isinf(low) or mp.isinf(high):
            found += sorted(_outwards(low, high, FURTHER)[1])
        else:
            found.append((low + high) / 2)
        found.append(high)
    return found


def _with_a_slow_tail(integrand: Integrand, ends: Sequence[Any], quad: Quad, cut: Cut) -> Any:
    """An integral out to infinity whose tail keeps its sign and dies out slowly: its tail over the logarithm of t.

    Raises:
        OutOfDomain: the tail changes its sign, or does not settle.
    """
    place = max(ends[-2], 1) * STRETCH
    marks = [mp.log(place) + step for step in ROUNDS]

    def stretched(s: Any) -> Any:
        return integrand(mp.exp(s)) * mp.exp(s)

    values = [stretched(mark) for mark in marks]
    falls = all(_is_number(far) and 0 < abs(far) < abs(near) and far * near > 0 for near, far in pairwise(values))
    if not falls or any(suspects(stretched, [marks[0], ends[-1]])):
        raise OutOfDomain
    value, error = quad(stretched, [marks[0], *marks[2::2], ends[-1]], error=True)
    if not _is_number(value) or error > BELIEVED * abs(value):
        raise OutOfDomain
    return quadrature(integrand, [*ends[:-1], place], quad, cut) + value


def _is_number(value: Any) -> bool:
    return bool(mp.isfinite(value))


def _halved(ends: Sequence[Any]) -> list[Any]:
    """The ends with one place more in each piece."""
    found = [ends[0]]
    for low, high in pairwise(ends):
        if mp.isinf(low) and mp.isinf(high):
            found.append(type(low)(0))
        elif not (mp.isinf(low) or mp.isinf(high)):
            found.append(low + (high - low) * SHARE)
        found.append(high)
    return found


def _size(integrand: Integrand, piece: list[Any]) -> Any:
    """About how large the integral over a piece is."""
    low, high = piece
    if mp.isinf(low) or mp.isinf(high):
        unit, places = _outwards(low, high, OUTWARDS)
    else:
        unit, places = abs(high - low), [low + (high - low) * share for share in SHARES]
    return unit * max((abs(value) for value in map(integrand, places) if _is_number(value)), default=0)


def _outwards(low: Any, high: Any, steps: Sequence[float]) -> tuple[Any, list[Any]]:
    """The unit of a half-line, which grows with how far out it starts, and places so many units out in it."""
    start, side = (low, 1) if mp.isinf(high) else (high, -1)
    unit = max(1, abs(start))
    return unit, [start + side * unit * step for step in steps]


def _scaled(integrand: Integrand, piece: list[Any], scale: Any, quad: Quad) -> tuple[Any, Any]:
    """An integral and its error, by way of numbers near 1: mpmath takes the error of anything for 1 at most."""
    value, error = quad(lambda t: integrand(t) / scale, piece, error=True)
    return value * scale, error * scale


def _flattened(integrand: Integrand, low: Any, high: Any) -> tuple[Integrand, list[Any]]:
    """The integrand and its piece; next to an end where it rises steeply, in powers of the distance from that end."""
    for place, other in ((low, high), (high, low)):
        if mp.isinf(low) or mp.isinf(high):
            break
        reach = other - place
        near, far = (abs(integrand(place + reach * share)) for share in CLOSE)
        if near > far * STEEP:
            sign = 1 if place == low else -1
            return partial(_in_powers, integrand, place, reach, sign), [type(low)(0), type(low)(1)]
    return integrand, [low, high]


def _in_powers(integrand: Integrand, place: Any, reach: Any, sign: int, u: Any) -> Any:
    return integrand(place + reach * u**POWER) * POWER * u ** (POWER - 1) * reach * sign


def _inside(integrand: Integrand, low: Any, high: Any) -> Integrand:
    """The integrand, 0 at the ends themselves: a point has no area, and its value there need not exist."""
    return lambda t: type(t)(0) if t in (low, high) else integrand(t)


def suspects(integrand: Integrand, ends: Sequence[Any]) -> Iterator[tuple[Any, int]]:
    """The ends, and the side they are reached from, next to which the area may be infinite."""
    for low, high in pairwise(ends):
        direction = 1 if low < high else -1
        for place, side in ((low, direction), (high, -direction)):
            inner, outer = _layer(place, side, 0), _layer(place, side, SHELLS - 1)
            near, far = (abs(integrand(layer[0])) * abs(layer[1] - layer[0]) for layer in (inner, outer))
            if not (_is_number(near) and _is_number(far)) or near > far * SLOW:
                yield place, side


def _infinite(signs: set[int], forward: bool) -> Any:
    if len(signs) > 1:
        return mp.nan
    return mp.inf * signs.pop() * (1 if forward else -1)


def _layer(place: Any, side: int, k: int) -> tuple[Any, Any]:
    """The kth layer next to `place`, counted from it, from left to right."""
    if mp.isinf(place):
        near, far = (mp.sign(place) * mp.mpf(10) ** (3 + SHELLS - k - j) for j in (0, 1))
    else:
        near, far = (place + side * THINNEST * 10 ** (k + j) for j in (0, 1))
    return (near, far) if near < far else (far, near)


def _growth(integrand: Integrand, place: Any, side: int, quad: Quad) -> int:
    """The sign of what grows without bound next to `place`, on one side of it; 0 where nothing does."""
    layers = []
    for k in range(SHELLS):
        low, high = _layer(place, side, k)
        value = quad(integrand, [low, high], method="gauss-legendre", maxdegree=ROUGH)  # nothing happens at its ends
        seen = [integrand(low + (high - low) * share).real for share in SHARES]
        if not _is_number(value) or value.real == 0 or not all(one * value.real > 0 for one in seen):
            return 0  # of waves a few points say nothing
        layers.append(value.real)
    ratios = [closer / further for closer, further in pairwise(layers)]
    if DOUBTFUL <= min(ratios) < GROWING:
        raise OutOfDomain
    return (1 if layers[0] > 0 else -1) if min(ratios) >= GROWING else 0
