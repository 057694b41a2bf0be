"""Feasible points around a place, and far from it, by sampling: what confirms a minimum, or denies it."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from functools import lru_cache

import mpmath as mp
import sympy as sp

from calcref.convex.kkt_records import Constrained, Point
from calcref.core.decide import sign_of
from calcref.core.evidence import Evidence
from calcref.verify.fast import FastEvaluator

Place = dict[sp.Symbol, float]

DRAWN = 80
SIZES = (0.1, 0.01, 0.001)
FAR = (1.0, 4.0, 30.0)
NEWTON = 8  # steps onto the equalities
MET = 1e-10  # an equality that is met in doubles
ROUNDING = 1e-9


def value(expr: sp.Expr, at: Place) -> float:
    """The value in doubles; NaN where there is none."""
    found = FastEvaluator({it: complex(place) for it, place in at.items()})(expr)
    return float(found.real) if not found.imag else math.nan


def around(problem: Constrained, point: Point) -> Evidence:
    """Whether feasible points close to `point` have no lower value."""
    rng = random.Random(5)
    start = {it: float(place) for it, place in point.items()}
    least, count = value(problem.objective, start), 0
    for size in SIZES:
        for _ in range(DRAWN):
            at = _feasible(problem, {it: place + size * rng.gauss(0, 1) for it, place in start.items()})
            if at is None:
                continue
            count += 1
            gap = least - value(problem.objective, at)
            if gap > ROUNDING * (1 + abs(least)):
                said = ", ".join(f"{it} = {place:.4g}" for it, place in at.items())
                return Evidence("refuted", f"the feasible neighbor {said} is lower", count, gap)
    if not count:
        return Evidence("unknown", "no feasible neighbor was found")
    return Evidence("agrees", "no feasible neighbor is lower", count, 0.0)


def lower_than(problem: Constrained, least: float | None) -> Point | None:
    """A feasible point far out whose value is below `least`; None where none was found, or nothing is to be beaten."""
    if least is None:
        return None
    for at in _far(problem):
        if value(problem.objective, at) < least - 1e-6 * (1 + abs(least)):
            return {it: sp.Float(place, 6) for it, place in at.items()}
    return None


def strictly_inside(problem: Constrained) -> Point | None:
    """A point of fractions at which each inequality is below 0, exactly; None where none was found."""
    for at in _far(problem):
        point = {it: sp.Rational(round(place * 64), 64) for it, place in at.items()}
        if all(sign_of(g.subs(point)) == -1 for g in problem.inequalities):
            return point
    return None


def _far(problem: Constrained) -> Iterator[Place]:
    rng = random.Random(6)
    for size in FAR:
        for _ in range(DRAWN):
            at = _feasible(problem, {it: size * rng.gauss(0, 1) for it in problem.variables})
            if at is not None:
                yield at


def _feasible(problem: Constrained, at: Place) -> Place | None:
    """`at`, moved onto the equalities, if it then fulfills the inequalities."""
    if problem.equalities and (moved := _on_equalities(problem, at)) is not None:
        at = moved
    elif problem.equalities:
        return None
    return at if all(value(g, at) <= 0 for g in problem.inequalities) else None


def _on_equalities(problem: Constrained, at: Place) -> Place | None:
    """A place close to `at` where all equalities hold, by steps of Gauss and Newton: x − Jᵀ(J Jᵀ)⁻¹h."""
    slopes = _slopes(problem.equalities, tuple(at))
    for _ in range(NEWTON):
        heights = [value(h, at) for h in problem.equalities]
        if all(abs(height) <= MET for height in heights):
            return at
        rows = [[value(slope, at) for slope in row] for row in slopes]
        gram = [[sum(a * b for a, b in zip(one, other, strict=True)) for other in rows] for one in rows]
        try:
            weights = mp.fp.lu_solve(mp.fp.matrix(gram), mp.fp.matrix(heights))
        except (ZeroDivisionError, ValueError, OverflowError):
            return None
        steps = [sum(weights[k] * row[j] for k, row in enumerate(rows)) for j in range(len(at))]
        at = {it: place - step for (it, place), step in zip(at.items(), steps, strict=True)}
    return None


@lru_cache(maxsize=64)
def _slopes(exprs: tuple[sp.Expr, ...], letters: tuple[sp.Symbol, ...]) -> list[list[sp.Expr]]:
    return [[sp.diff(expr, it) for it in letters] for expr in exprs]
