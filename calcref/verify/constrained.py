"""Checking extrema under constraints: by walking on the constraints, and by looking for candidates that were missed.

Slopes are differences at 50 digits, neighbors are found by Newton's method, and nothing is asked of a rule.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import mpmath as mp
import sympy as sp

from calcref.core.constrained import Candidate, ConstrainedExtrema
from calcref.core.evidence import Evidence, together
from calcref.core.expr import raw
from calcref.core.questions import Diff
from calcref.verify.arithmetic import DIGITS
from calcref.verify.fast import FastEvaluator
from calcref.verify.points import candidates as places
from calcref.verify.precise import PreciseEvaluator

WRONG = 1e-9
STEP = mp.mpf(10) ** -15  # of the differences: their error is about its square
CLOSE = mp.mpf(10) ** -6  # how far a walk goes where the second-order test has decided
FAR = tuple(mp.mpf(10) ** -k for k in (1, 2, 3))  # and where it has not
DIRECTIONS = 16
ROUNDS = 60  # of Newton's method
QUICK = 14  # of them, where it starts close by
SAME = 1e-3  # how far from a candidate what a search ends at may be
ENDED = 1e-10

Vector = list[Any]


class _Walk:
    """A function and its constraints, at points that are lists of numbers."""

    def __init__(self, found: ConstrainedExtrema) -> None:
        self.letters, self.function, self.levels = found.variables, found.function, found.levels

    def value(self, expr: sp.Expr, at: Vector) -> Any:
        """The value of `expr`; NaN where it has none."""
        found = PreciseEvaluator(dict(zip(self.letters, at, strict=True)))(expr)
        return found if isinstance(found, mp.mpf) else mp.nan

    def gradient(self, expr: sp.Expr, at: Vector) -> Vector:
        """The slopes of `expr` by central differences."""
        return [
            (self.value(expr, _moved(at, k, STEP)) - self.value(expr, _moved(at, k, -STEP))) / (2 * STEP)
            for k in range(len(at))
        ]

    def across(self, at: Vector) -> Any:
        """The gradients of the constraints, a row each."""
        return mp.matrix([self.gradient(it, at) for it in self.levels])

    def onto(self, at: Vector, known: Any = None) -> Vector | None:
        """The point of the constraints that Newton's method finds from `at`; None where it finds none.

        The gradients of the constraints are those that are `known` from close by, if any are.
        """
        here = mp.matrix(at)
        for _ in range(QUICK):
            off = mp.matrix([self.value(it, list(here)) for it in self.levels])
            if not mp.isfinite(mp.norm(off)):
                return None
            if mp.norm(off) < mp.mpf(10) ** (15 - DIGITS):
                return list(here)
            rows = known or self.across(list(here))
            try:
                here -= rows.T * mp.lu_solve(rows * rows.T, off)
            except ZeroDivisionError:
                return None
        return None


def _tangent(rows: Any, direction: Vector) -> Vector | None:
    """`direction` without what leaves the constraints, which have these gradients; of length 1."""
    whole = mp.matrix(direction)
    left = whole - rows.T * mp.lu_solve(rows * rows.T, rows * whole)
    return list(left / mp.norm(left)) if mp.norm(left) > WRONG else None


def check_extrema(found: ConstrainedExtrema) -> Evidence:
    """Evidence for every candidate, and that a search finds no other.

    >>> from calcref import lagrange
    >>> check_extrema(lagrange("x y", "x^2 + y^2 = 1", check=False)).verdict
    'agrees'
    """
    walk = _Walk(found)
    with mp.workdps(DIGITS):
        parts = [_candidate(walk, it) for it in found.candidates]
    return together([*parts, _search(found)], "claims: each candidate, and that no other was found")


def _candidate(walk: _Walk, one: Candidate) -> Evidence:
    here = [mp.mpf(sp.N(one.point[it], DIGITS)) for it in walk.letters]
    said = ", ".join(f"{it} = {mp.nstr(value, 4)}" for it, value in zip(walk.letters, here, strict=True))
    value = walk.value(walk.function, here)
    off = [walk.value(it, here) for it in walk.levels] + [value - mp.mpf(sp.N(one.value, DIGITS))]
    if one.is_regular:
        rows = walk.across(here)
        held = rows.T * mp.matrix([sp.N(it, DIGITS) for it in one.multipliers])
        off += list(mp.matrix(walk.gradient(walk.function, here)) - held)
    worst = max(map(abs, off))
    if not worst < WRONG:
        return Evidence("refuted", f"the equations do not hold at {said}", 1, float(worst))
    return _by_walking(walk, one, here, said)


def _by_walking(walk: _Walk, one: Candidate, here: Vector, said: str) -> Evidence:
    """What the values of the function close by say of a candidate."""
    decided = one.kind != "undecided"
    value = walk.value(walk.function, here)
    changes = [(walk.value(walk.function, there) - value, size) for there, size in _around(walk, one, here, decided)]
    seen = [(change, size) for change, size in changes if mp.isfinite(change)]
    if len(seen) < DIRECTIONS // 2:
        return Evidence("unknown", f"too few points of the constraints were found close to {said}", len(seen))
    steepest = float(max(abs(change) / size for change, size in seen))
    if one.is_regular and decided and steepest > 1e-3 * (1 + abs(float(value))):
        return Evidence("refuted", f"the function has a slope along the constraints at {said}", len(seen), steepest)
    rises, falls = (any(sign * change > 0 for change, _ in seen) for sign in (1, -1))
    wanted = {"minimum": (True, False), "maximum": (False, True), "saddle": (True, True)}.get(one.kind)
    if wanted and wanted != (rises, falls):
        missed = one.kind == "saddle"  # the directions of one sign may be few
        return Evidence("unknown" if missed else "refuted", f"the values close to {said} show no {one.kind}", len(seen))
    return Evidence("agrees", walked(rises, falls), len(seen), steepest if decided else None)


def walked(rises: bool, falls: bool) -> str:
    """What a walk found, in words."""
    if rises and falls:
        return "close by on the constraints the function is larger and smaller"
    return f"close by on the constraints the function is {'larger' if rises else 'smaller' if falls else 'the same'}"


def _around(walk: _Walk, one: Candidate, here: Vector, decided: bool) -> Iterator[tuple[Vector, Any]]:
    """Points of the constraints close to a candidate, each with how far it is away."""
    chance, rows = random.Random(0), walk.across(here) if one.is_regular else None
    for _ in range(DIRECTIONS):
        way: Vector | None = [mp.mpf(chance.gauss(0, 1)) for _ in here]
        if rows:
            way = _tangent(rows, way or [])
        for size in ((CLOSE,) if decided else FAR) if way else ():
            for sign in (1, -1):
                there = walk.onto(
                    [it + sign * size * to for it, to in zip(here, way or [], strict=True)], rows if decided else None
                )
                if there is None:
                    continue
                away = mp.norm(mp.matrix(there) - mp.matrix(here))
                if away > size / 10:
                    yield there, away


def _search(found: ConstrainedExtrema) -> Evidence:
    """Newton's method on the equations, from many places: whether it ends somewhere else."""
    known = [[float(it.point[letter]) for letter in found.variables] for it in found.candidates]
    ended = 0
    for place in stationary(found):
        ended += 1
        if all(_apart(place, it) > SAME * (1 + max(map(abs, it))) for it in known):
            said = ", ".join(f"{it} = {value:.6g}" for it, value in zip(found.variables, place, strict=True))
            return Evidence("refuted", f"Newton's method finds one more, {said}", ended)
    return Evidence("agrees", "Newton's method from many places ends at no other", ended)


def stationary(found: ConstrainedExtrema) -> Iterator[Vector]:
    """Where Newton's method ends on the equations of the multiplier rule, from seeded places.

    >>> from calcref import lagrange
    >>> ends = stationary(lagrange("x", "x^2 + y^2 = 1", check=False))
    >>> sorted({round(place[0], 6) for place in ends})
    [-1.0, 1.0]
    """
    count = len(found.variables)
    equations = _equations(found)
    for start in places(found.variables):
        place = [start[it] for it in found.variables]
        end = _newton(equations, place + _multipliers(found, place))
        if end is not None and max(map(abs, end)) < 1e6:
            yield end[:count]


def _equations(found: ConstrainedExtrema) -> Callable[[Vector], Vector]:
    letters, levels = found.variables, found.levels
    slopes = [[raw(Diff, it, letter) for letter in letters] for it in (found.function, *levels)]

    def of(place: Vector) -> Vector:
        here = FastEvaluator({it: complex(value) for it, value in zip(letters, place, strict=False)})
        rows = [[here(it).real for it in row] for row in slopes]
        held = place[len(letters) :]
        tilted = [row - sum(by * rows[j + 1][k] for j, by in enumerate(held)) for k, row in enumerate(rows[0])]
        return [*tilted, *(here(it).real for it in levels)]

    return of


def _multipliers(found: ConstrainedExtrema, place: Vector) -> Vector:
    """The multipliers that come closest to what the equations ask for at a place."""
    here = FastEvaluator({it: complex(value) for it, value in zip(found.variables, place, strict=True)})
    rows = mp.fp.matrix([[here(raw(Diff, it, letter)).real for letter in found.variables] for it in found.levels])
    slope = mp.fp.matrix([here(raw(Diff, found.function, letter)).real for letter in found.variables])
    try:
        return list(mp.fp.lu_solve(rows * rows.T, rows * slope))
    except (ZeroDivisionError, ValueError, OverflowError):
        return [0.0] * len(found.levels)


def _newton(equations: Callable[[Vector], Vector], start: Vector) -> Vector | None:
    """Where all of the equations are 0, from a start; None where Newton's method does not end."""
    here, small = list(start), 1e-7
    for _ in range(ROUNDS):
        off = equations(here)
        if not all(map(math.isfinite, off)):
            return None
        columns = []
        for k in range(len(here)):
            ahead, behind = (equations(_moved(here, k, sign * small)) for sign in (1, -1))
            columns.append([(one - other) / (2 * small) for one, other in zip(ahead, behind, strict=True)])
        try:
            step = list(mp.fp.lu_solve(mp.fp.matrix(columns).T, mp.fp.matrix(off)))
        except (ZeroDivisionError, ValueError, OverflowError):
            return None
        here = [it - by for it, by in zip(here, step, strict=True)]
        if max(map(abs, off)) < ENDED and max(map(abs, step)) < ENDED:
            return here
    return None


def _moved(place: Sequence[Any], k: int, by: Any) -> Vector:
    return [it + by if j == k else it for j, it in enumerate(place)]


def _apart(one: Sequence[float], other: Sequence[float]) -> float:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))
