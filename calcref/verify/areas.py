"""Integrals at 50 digits: the places where the integrand breaks, the pieces that show it all, and their sum."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import mpmath as mp
import sympy as sp

from calcref.core.expr import varies
from calcref.verify.arithmetic import OutOfDomain
from calcref.verify.enclose import enclosing
from calcref.verify.gauss import adaptive
from calcref.verify.places import places
from calcref.verify.quadrature import CANCELLED, quadrature
from calcref.verify.resolution import resolved

ENOUGH = 30  # digits of a principal value
CLOSEST = mp.mpf(10) ** -18  # to a pole, of which fewer digits may be known than cancel there
SAME_BESIDE = mp.mpf(10) ** -30  # of both sides of a pole, what they differ by since few digits of it are known
HALVES = 60  # halves of waves whose areas are added up
NODES = 3  # the degree of mpmath's quadrature over one of them
SAME = 1e-13  # how close the last two means of sums have to be

if TYPE_CHECKING:
    from calcref.verify.precise import PreciseEvaluator


def area(here: PreciseEvaluator, expr: sp.Expr, var: sp.Symbol, low: Any, high: Any, digits: int) -> Any:
    """The integral of `expr` from `low` up to `high`; ±∞ where it is plainly infinite.

    Raises:
        OutOfDomain: it has no value, or quadrature cannot see it.
    """

    def integrand(t: Any) -> Any:
        value = here.at(var, t)(expr)
        return value if isinstance(value, mp.mpf) else mp.nan

    def sample(t: Any) -> Any:
        value = quick(float(t))
        return value if math.isfinite(value) else integrand(t)

    from calcref.verify.fast import FastEvaluator  # which uses the integrals of this module where doubles do not do

    point = FastEvaluator({symbol: complex(value) for symbol, value in here.values.items()}, here.work)
    quick = point.function_of(var, expr)
    within = enclosing(here.values, expr, var)

    def second(cuts: Sequence[Any]) -> float:
        try:
            return adaptive(quick, list(map(float, cuts)))
        except (ArithmeticError, ValueError):
            return math.nan

    ends = [low, *places(here, expr, var, low, high), high]
    with mp.workdps(digits):
        try:
            return quadrature(integrand, ends, mp.quad, lambda found: resolved(sample, within, found), second)
        except OutOfDomain:
            pace = _pace(here, expr, var) if mp.isinf(high) and not mp.isinf(low) else None
            if pace is None:
                raise
            start = max(ends[-2], 0) + 1
            front = quadrature(integrand, [*ends[:-1], start], mp.quad, lambda found: resolved(sample, within, found))
            return front + _swinging(integrand, start, pace)


def principal_area(here: PreciseEvaluator, expr: sp.Expr, var: sp.Symbol, low: Any, high: Any) -> Any:
    """The principal value from `low` up to `high`: around each pole, what stands at one distance is added up first.

    Raises:
        OutOfDomain: it has no value, or quadrature cannot see it.
    """
    ends = [low, *(places(here, expr, var, low, high)), high]
    if len(ends) == 2:
        return _symmetric(here, expr, var, ends)
    parts = []
    reached = low
    for before, pole, after in zip(ends, ends[1:], ends[2:], strict=False):
        reach = min(mp.mpf(1), *((abs(pole - end)) / 2 for end in (before, after)))
        parts += [area(here, expr, var, reached, pole - reach, ENOUGH), _folded(here, expr, var, pole, reach)]
        reached = pole + reach
    parts.append(area(here, expr, var, reached, high, ENOUGH))
    total = mp.fsum(parts)
    return total * 0 if abs(total) <= CANCELLED * max(map(abs, parts)) else total


def _symmetric(here: PreciseEvaluator, expr: sp.Expr, var: sp.Symbol, ends: list[Any]) -> Any:
    low, high = ends
    return _folded(here, expr, var, mp.mpf(0), mp.inf) if mp.isinf(low) else area(here, expr, var, low, high, ENOUGH)


def _folded(here: PreciseEvaluator, expr: sp.Expr, var: sp.Symbol, place: Any, reach: Any) -> Any:
    """The integral over a distance from `place`, of what stands there on both sides."""

    def both(t: Any) -> Any:
        values = [here.at(var, place + side * t)(expr) for side in (1, -1)]
        if not all(isinstance(value, mp.mpf) for value in values):
            return mp.nan
        total = sum(values)
        return total if abs(total) > SAME_BESIDE * sum(map(abs, values)) else mp.mpf(0)

    with mp.workdps(2 * ENOUGH):  # what cancels beside a pole
        return quadrature(both, [CLOSEST if mp.isfinite(reach) else mp.mpf(0), reach], mp.quad)


def _pace(here: PreciseEvaluator, expr: sp.Expr, var: sp.Symbol) -> tuple[Any, Any] | None:
    """n and c of c tⁿ, the slope of what stands in the waves of `expr` that swing slowest; None where there is none."""
    slopes = [sp.diff(wave.args[0], var).as_coeff_exponent(var) for wave in expr.atoms(sp.sin, sp.cos)]
    paces = [(here(power), abs(here(factor))) for factor, power in slopes if factor != 0 and not varies(factor, var)]
    return min((pace for pace in paces if pace[0] >= 0), default=None)


def _swinging(integrand: Callable[[Any], Any], start: Any, pace: tuple[Any, Any]) -> Any:
    """The integral from `start` on of what changes its sign with each half of a wave, by averaging sums of halves.

    Raises:
        OutOfDomain: it does not change its sign so, or does not settle.
    """
    power, half = pace[0] + 1, mp.pi * (pace[0] + 1) / pace[1]
    marks = [(start**power + half * k) ** (1 / power) for k in range(HALVES + 1)]
    halves = [mp.quad(integrand, list(ends), method="gauss-legendre", maxdegree=NODES) for ends in pairwise(marks)]
    if not all(mp.isfinite(value) for value in halves):
        raise OutOfDomain
    if not all(one * other < 0 and abs(other) < abs(one) for one, other in pairwise(halves[HALVES // 4 :])):
        raise OutOfDomain
    sums = [mp.fsum(halves[: k + 1]) for k in range(HALVES)]
    before = sums
    while len(sums) > 1:
        before, sums = sums, [(one + other) / 2 for one, other in pairwise(sums)]
    if abs(before[0] - before[1]) > SAME * abs(sums[0]):
        raise OutOfDomain
    return sums[0]
