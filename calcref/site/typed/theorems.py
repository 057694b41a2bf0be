"""What the letters on the cards of theorems about rates stand for: one run of each, and its bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import mpmath
import numpy as np

from calcref.optimization import FISTA, GradientDescent, Trace, minimize
from calcref.optimization.theorems import (
    ACCELERATED_RATE,
    CONVEX_FUNCTION,
    CONVEX_RATE,
    DESCENT_LEMMA,
    HEAVY_BALL_RATE,
    PL_RATE,
    STRONGLY_CONVEX_RATE,
    Problem,
    Theorem,
    momentum_factor,
)
from calcref.regularizers import l1
from calcref.site.typed.claims import Case
from calcref.site.typed.layers import exact

STARTS, LEAST, STEPS = (1.75, 0.5), 3.0, 3
SMOOTH, STRONG = 1.25, 0.125  # between these are the curvatures of the function below


def _f(x: Any) -> Any:
    """A function whose second derivative is 1/4 + (1 - x²)/(1 + x²)²."""
    return LEAST + x**2 / 8 + mpmath.log(1 + mpmath.mpf(x) ** 2) / 2


def _slope(x: Any) -> Any:
    return x / 4 + x / (1 + x**2)


def _run(method: Any, start: float) -> Trace:
    return minimize(lambda x: float(_f(float(x))), start, method, steps=STEPS, grad=_slope, gradient_tolerance=0)


def _cases(theorem: Theorem) -> Iterator[Case]:
    for start in STARTS:
        yield _case(theorem, start)


def _case(theorem: Theorem, start: float) -> Case:
    rate = 0.625 if theorem is DESCENT_LEMMA else None
    problem = Problem(LEAST, start, SMOOTH, STRONG, rate)
    method = FISTA(problem.rate, l1(0.0)) if theorem is ACCELERATED_RATE else GradientDescent(problem.rate)
    trace = _run(method, start)
    x = exact(np.array([float(it) for it in trace.iterates]))
    bounds = exact(np.array(theorem.bounds(trace, problem)))
    if theorem is DESCENT_LEMMA:  # its bound of the next value has the number of this one
        numbered = range(STEPS)
    else:
        bounds = np.concatenate([[mpmath.nan] * theorem.first, bounds])
        numbered = range(1, STEPS + 1)
    letters = {"L": mpmath.mpf(SMOOTH), "m": mpmath.mpf(LEAST), "R": mpmath.mpf(start), "mu": mpmath.mpf(STRONG)}
    letters |= {"eta": mpmath.mpf(problem.rate), "d": _f(start) - LEAST, "x": x, "b": bounds}
    letters |= {"g": exact(np.array(trace.gradient_norms)), "r": abs(x)}
    return Case(letters, dict.fromkeys("xbgr", "k"), {"k": numbered}, {"f": _f})


def _chords() -> Iterator[Case]:
    """Chords of convex functions with values of both signs."""
    for f in (lambda x: x**2 - 3, lambda x: x**2 + 3, lambda x: mpmath.exp(x) - 3):
        for x, y in ((-1.25, 2.0), (2.0, -1.25), (0.5, 0.75)):
            letters = {"x": x, "y": y, "t": 0.375}
            yield Case({name: mpmath.mpf(value) for name, value in letters.items()}, functions={"f": f})


def _momentum() -> Iterator[Case]:
    for mu in (0.25, 0.5625):
        yield Case({"mu": mpmath.mpf(mu), "rho": mpmath.mpf(momentum_factor(0.25, mu, [1.0, 4.0, 9.0]))})


CASES: Mapping[str, Callable[[], Iterator[Case]]] = {
    **{
        it.id: partial(_cases, it)
        for it in (DESCENT_LEMMA, CONVEX_RATE, STRONGLY_CONVEX_RATE, PL_RATE, ACCELERATED_RATE)
    },
    CONVEX_FUNCTION.id: _chords,
    HEAVY_BALL_RATE.id: _momentum,
}
