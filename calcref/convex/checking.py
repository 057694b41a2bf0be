"""Verdicts compared with numbers: chords and graph at random pairs of points, far from the rules."""

from __future__ import annotations

import random

import sympy as sp

from calcref.convex.records import Convexity, Refutation
from calcref.convex.refute import drawn
from calcref.core.evidence import Evidence
from calcref.verify.precise import PreciseEvaluator

PAIRS = 24
SHARES = (0.25, 0.5, 0.875)
ROUNDING = 1e-12  # of values with 50 digits at places in doubles


def checked(found: Convexity) -> Evidence:
    """The evidence for the verdict "convex" or "not convex"."""
    if found.convex is None:
        return Evidence("unknown", "nothing was shown")
    if isinstance(found.certificate, Refutation):
        one, other = found.certificate.one, found.certificate.other
        gap = _gap(
            found.expr, {it: float(at) for it, at in one.items()}, {it: float(at) for it, at in other.items()}, 0.5
        )
        said = "the graph and the chord at the two points, at 50 digits"
        return Evidence("agrees" if gap is not None and gap > 0 else "refuted", said, 1, 0.0)
    rng = random.Random(2026)
    worst, count = 0.0, 0
    for k in range(PAIRS):
        one = {it: float(drawn(span, rng, (1.0, 0.25, 5.0)[k % 3])) for it, span in found.domain.spans.items()}
        other = {it: float(drawn(span, rng, (1.0, 0.25, 5.0)[k % 3])) for it, span in found.domain.spans.items()}
        other |= {it: one[it] for it in one if it not in found.variables}
        for share in SHARES:
            gap = _gap(found.expr, one, other, share)
            if gap is not None:
                worst, count = max(worst, gap), count + 1
    how = "the graph is nowhere above its chords"
    return Evidence("refuted" if worst > ROUNDING else "agrees" if count else "unknown", how, count, worst)


def _gap(expr: sp.Expr, one: dict[sp.Symbol, float], other: dict[sp.Symbol, float], t: float) -> float | None:
    """By how much the graph is above the chord, relative to its heights; None where there is no value."""
    between = {it: (1 - t) * one[it] + t * other[it] for it in one}
    values = [PreciseEvaluator.at_point(at, expr) for at in (one, between, other)]
    left, height, right = values
    if left is None or height is None or right is None:
        return None
    return float((height - (1 - t) * left - t * right) / (1 + abs(left) + abs(right)))
