"""Checking critical points: that each is one and of its kind, by differences, and that runs find no other."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import mpmath as mp
import sympy as sp

from calcref.core.critical_points import CriticalPoint, CriticalPoints
from calcref.core.evidence import Evidence, weakest
from calcref.core.expr import raw
from calcref.core.questions import Diff
from calcref.verify.arithmetic import DIGITS
from calcref.verify.precise import PreciseEvaluator

LEVEL = mp.mpf(10) ** -9  # what a slope of 0 may be by differences, relative to the function around
STARTS, STEPS, WIDE = 24, 40, 3.0  # runs, the most steps of each, and how far from 0 they start
SAME = 1e-6  # how close a run has to end to a place that is listed


def check(found: CriticalPoints) -> Evidence:
    """Evidence for critical points: both derivations, then each place, then that none is missing near 0."""
    parts = [found.gradient.check(), found.hessian.check()]
    with mp.workdps(DIGITS):
        parts += [_place(found, point) for point in found.points]
    parts.append(_complete(found))
    worst = weakest(tuple(parts))
    said = worst.how
    if worst.verdict not in ("refuted", "unknown"):
        count = len(found.points)
        places = f", by differences {'the one place' if count == 1 else f'each of {count} places'} and its kind"
        said = f"each step{places if count else ''}; {parts[-1].how}"
        worst = replace(worst, verdict="agrees")  # that no place far away is missing rests on the solver alone
    errors = [part.error for part in parts if part.error is not None]
    return Evidence(worst.verdict, said, max(part.points for part in parts), max(errors, default=None), tuple(parts))


def _place(found: CriticalPoints, point: CriticalPoint) -> Evidence:
    """Whether the slopes are 0 at a place, and its second differences have the eigenvalues that its kind claims."""
    values = dict(zip(found.variables, (mp.mpf(sp.N(it, DIGITS)) for it in point.at), strict=True))
    here = PreciseEvaluator(values)
    shown = ", ".join(map(str, point.at))
    height = here(found.function)
    slopes = [here(raw(Diff, found.function, var)) for var in found.variables]
    bends = [[here(raw(Diff, raw(Diff, found.function, a), b)) for b in found.variables] for a in found.variables]
    flat = [it for row in bends for it in row]
    if not all(isinstance(it, mp.mpf) and mp.isfinite(it) for it in (height, *slopes, *flat)):
        return Evidence("unknown", f"the function has no value all around ({shown})")
    scale = 1 + abs(height) + max(map(abs, flat))
    if abs(height - mp.mpf(sp.N(point.value, DIGITS))) > LEVEL * scale:
        return Evidence("refuted", f"the function has another value at ({shown})", 1)
    worst = max(map(abs, slopes)) / scale
    if worst > LEVEL:
        return Evidence("refuted", f"the gradient is not 0 at ({shown})", 1, float(worst))
    numbers = list(mp.eigsy(mp.matrix(bends), eigvals_only=True))
    if _kind(numbers, LEVEL * scale) != point.kind:
        return Evidence("refuted", f"differences around ({shown}) say {_kind(numbers, LEVEL * scale)}", 1)
    return Evidence("agrees", f"differences at ({shown})", 1, float(worst))


def _kind(eigenvalues: Sequence[Any], least: Any) -> str:
    above, below = any(it > least for it in eigenvalues), any(it < -least for it in eigenvalues)
    if above and below:
        return "saddle point"
    if any(abs(it) <= least for it in eigenvalues):
        return "undecided"
    return "local minimum" if above else "local maximum"


def _complete(found: CriticalPoints) -> Evidence:
    """Whether Newton's method, from seeded starts around 0, comes to rest at no place that is not listed."""
    slopes = sp.lambdify(found.variables, [it.doit() for it in found.gradient.answer.args], "mpmath")
    bends = sp.lambdify(
        found.variables, [[it.doit() for it in row.args] for row in found.hessian.answer.args], "mpmath"
    )
    listed = [tuple(float(sp.N(it)) for it in point.at) for point in found.points]
    chosen, settled = random.Random(7), 0
    with mp.workdps(20):
        for _ in range(STARTS):
            end = _run([mp.mpf(chosen.uniform(-WIDE, WIDE)) for _ in found.variables], slopes, bends)
            if end is None:
                continue
            settled += 1
            near = any(max(abs(a - b) for a, b in zip(end, it, strict=True)) < SAME * (1 + _size(it)) for it in listed)
            if not near and not _is_multiple(end, bends):
                shown = ", ".join(mp.nstr(it, 5) for it in end)
                return Evidence("refuted", f"Newton's method comes to rest at ({shown}), which is not listed", settled)
    return Evidence(
        "agrees", f"of {STARTS} runs of Newton's method {settled} come to rest, none of them elsewhere", settled
    )


def _size(place: Sequence[float]) -> float:
    return max(map(abs, place), default=0.0)


def _is_multiple(place: Sequence[Any], bends: Any) -> bool:
    """Whether the Hessian is about 0 in a direction at `place`: Newton's method is slow there, and stops early."""
    return bool(abs(mp.det(mp.matrix(bends(*place)))) < 1e-3)


def _run(place: list[Any], slopes: Any, bends: Any) -> list[Any] | None:
    """Where Newton's method comes to rest; None where it does not, or runs far away."""
    for _ in range(STEPS):
        try:
            level = mp.matrix(slopes(*place))
            step = mp.lu_solve(mp.matrix(bends(*place)), level)
        except (ZeroDivisionError, ValueError, TypeError, OverflowError):
            return None
        if not all(isinstance(it, mp.mpf) and mp.isfinite(it) for it in step):
            return None
        place = [a - b for a, b in zip(place, step, strict=True)]
        if _size(place) > 1e4:
            return None
        if _size(list(step)) < 1e-12 * (1 + _size(place)) and _size(list(level)) < 1e-9:
            return place
    return None
