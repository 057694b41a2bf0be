"""Two points that refute convexity: found by numbers, then compared exactly or by intervals."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import sympy as sp

from calcref.convex.domain import Domain
from calcref.convex.records import Refutation
from calcref.core.expr import nodes, substitute
from calcref.core.functions import relu
from calcref.core.ranges import Span
from calcref.verify.enclose import RangeEvaluator
from calcref.verify.fast import FastEvaluator
from calcref.verify.ranges import Range, outward

Point = dict[sp.Symbol, sp.Rational]

HALF = sp.Rational(1, 2)
GRID = (-2, -1, 0, 1, 2)  # whole numbers that are tried first, where there are few letters
DRAWN = 240  # pairs that are drawn after them
WIDTHS = (0.125, 1.0, 6.0)
RATIONAL = (sp.Symbol, sp.Rational, sp.Add, sp.Mul, sp.Abs, sp.Max, sp.Min, relu)
LEAST = 1e-9  # a gap of doubles that is looked into, relative to the values


def pairs(domain: Domain, variables: Sequence[sp.Symbol]) -> Iterator[tuple[Point, Point]]:
    """Pairs of points in the domain; letters that are no variables are the same in both."""
    grid = {it: [p for p in map(sp.Integer, GRID) if is_inside(p, span)] for it, span in domain.spans.items()}
    if len(domain.spans) <= 2 and all(grid.values()):
        places = [dict(zip(grid, at, strict=True)) for at in product(*grid.values())]
        for one, other in product(places, places):
            if str(one) < str(other) and all(one[it] == other[it] for it in domain.spans if it not in variables):
                yield one, other
    rng = random.Random(7)
    for _ in range(DRAWN):
        width = rng.choice(WIDTHS)
        one = {it: drawn(span, rng, width) for it, span in domain.spans.items()}
        other = dict(one)
        for it in variables:
            if rng.random() < 0.7:
                other[it] = drawn(domain.spans[it], rng, width)
        if one != other:
            yield one, other


def is_inside(place: sp.Expr, span: Span) -> bool:
    """Whether a number is strictly between the ends."""
    return bool(span.low < place) and bool(place < span.high)


def drawn(span: Span, rng: random.Random, width: float) -> sp.Rational:
    """A fraction strictly between the ends, about as far from them, or from 0, as `width`."""
    share = rng.randint(1, 63) / 64
    low, high = float(span.low), float(span.high)
    if math.isfinite(low) and math.isfinite(high):
        return _fraction(low + share * (high - low), high - low)
    if math.isfinite(low):
        return _fraction(low + 2 * share * width, width)
    return _fraction(high - 2 * share * width if math.isfinite(high) else (4 * share - 2) * width, width)


def _fraction(place: float, width: float) -> sp.Rational:
    """A fraction with a power of 2 below the line, so close to `place` that it is inside of the same interval."""
    below = 2 ** max(6, 9 - math.frexp(width)[1])
    return sp.Rational(round(place * below), below)


def value(expr: sp.Expr, point: Mapping[sp.Symbol, sp.Rational]) -> float | None:
    """The value in doubles, or None where there is none."""
    found = FastEvaluator({it: complex(float(at)) for it, at in point.items()})(expr)
    return found.real if found == found and not found.imag and abs(found.real) < 1e300 else None


def refutation(expr: sp.Expr, variables: Sequence[sp.Symbol], domain: Domain) -> Refutation | None:
    """Two points between which the graph is above the chord, the simplest that were tried first; None if none is found.

    >>> x = sp.Symbol("x", real=True)
    >>> found = refutation(x**3, [x], Domain({x: Span(-sp.oo, sp.oo)}))
    >>> found.one, found.other, found.value > found.chord
    ({x: -2}, {x: 0}, True)
    """
    for one, other in pairs(domain, variables):
        middle = {it: (one[it] + other[it]) / 2 for it in one}
        heights = [value(expr, at) for at in (one, middle, other)]
        left, between, right = heights
        if left is None or between is None or right is None:
            continue
        if between - (left + right) / 2 > LEAST * (1 + abs(left) + abs(right)):
            found = compared(expr, one, other)
            if found is not None:
                return found
    return None


def compared(expr: sp.Expr, one: Point, other: Point) -> Refutation | None:
    """The pair as a refutation, if the graph is shown to be above the chord in its middle."""
    middle = {it: (one[it] + other[it]) / 2 for it in one}
    start, height, end = (exactly(expr, at) for at in (one, middle, other))
    if start is not None and height is not None and end is not None:
        chord = (start + end) / 2
        return Refutation(one, other, HALF, height, chord, "exactly") if height > chord else None
    left, between, right = (_enclosed(expr, at) for at in (one, middle, other))
    chords = (left + right) * Range(0.5, 0.5)
    if between.empty or chords.empty or not between.low > chords.high:
        return None
    return Refutation(one, other, HALF, sp.Float(between.low, 17), sp.Float(chords.high, 17), "by intervals")


def exactly(expr: sp.Expr, point: Mapping[sp.Symbol, sp.Rational]) -> sp.Rational | None:
    """The value as a fraction, of what is made of sums, products, whole powers, and largest and least ones."""
    if not all(isinstance(node, RATIONAL) or (node.is_Pow and node.exp.is_Integer) for node in nodes(expr)):
        return None
    found = substitute(expr, point).doit()
    return found if found.is_Rational else None


def _enclosed(expr: sp.Expr, point: Point) -> Range:
    found: Range = RangeEvaluator({it: outward(float(at), float(at), True) for it, at in point.items()})(expr)
    return found
