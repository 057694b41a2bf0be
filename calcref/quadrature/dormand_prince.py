"""Dormand-Prince: two Runge-Kutta methods on the same slopes, whose difference says how long a step may be."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source, Stated
from calcref.core.errors import DidNotConverge
from calcref.core.methods import Described, State, Trace
from calcref.quadrature.estimate import tolerances
from calcref.quadrature.flow import Flow
from calcref.quadrature.tableau import combined, slopes

ROWS: tuple[tuple[float, ...], ...] = (
    (),
    (1 / 5,),
    (3 / 40, 9 / 40),
    (44 / 45, -56 / 15, 32 / 9),
    (19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729),
    (9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656),
    (35 / 384, 0.0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84),
)
FIFTH = (*ROWS[-1], 0.0)
FOURTH = (5179 / 57600, 0.0, 7571 / 16695, 393 / 640, -92097 / 339200, 187 / 2100, 1 / 40)
_ERROR = tuple(five - four for five, four in zip(FIFTH, FOURTH, strict=True))
_SHORTEST = 16 * float(np.finfo(np.float64).eps)


@final
@dataclass(frozen=True, slots=True)
class DormandPrince(Described):
    """Steps of order 5 whose error, by one of order 4 on the same slopes, stays below atol + rtol abs(x).

    The last slope of a step is the first of the next, so that a step takes six.

    Raises:
        OutsideDomain: a tolerance is negative or not finite, or both are 0.

    >>> from calcref.quadrature import solve
    >>> trace = solve(lambda t, x: -x, 1.0, 0, 1, DormandPrince(rtol=1e-8, atol=1e-8))
    >>> round(float(trace.x), 7), trace.reason
    (0.3678794, 'end')
    """

    about: ClassVar[Stated] = Stated(
        id="dormand-prince",
        name="Dormand-Prince method",
        page="quadrature/differential-equations/#dormand-prince",
        statement=(
            "x' = x + h*sum(b[i]*s[i], i = 1..7), delta = h/tau*abs(sum((b[i] - d[i])*s[i], i = 1..7)), "
            "h' = 9/10*h*delta^(-1/5)"
        ),
        statement_latex=(
            r"x' = x + h\sum_{i=1}^{7} b_i s_i,\quad \delta = \frac h\tau\lvert\sum_{i=1}^{7}(b_i - d_i)\,s_i\rvert,"
            r"\quad h' = \tfrac{9}{10}\,h\,\delta^{-1/5}"
        ),
        given=(r"$s_i$ the slopes, $\tau$ the tolerance, $h'$ from $h/5$ to $5h$; again with $h'$ where $\delta > 1$",),
        source=Source("Hairer, Nørsett and Wanner, Solving Ordinary Differential Equations I (1993)", "section II.5"),
        ml_use="The default solver of neural ODEs: many slopes where the flow bends, few where it does not.",
    )

    rtol: float = 1e-6
    atol: float = 1e-9

    def __post_init__(self) -> None:
        tolerances(self.rtol, self.atol)

    def init(self, problem: Flow, x0: Any) -> State:
        """The first slope, and a step that is short beside what it would change."""
        slope = problem.at(problem.start, x0)
        size, fast = self._norm(x0, x0), self._norm(slope, x0)
        span = abs(problem.end - problem.start)
        h = min(span, 0.01 * size / fast if size > 1e-5 and 1e-5 < fast < math.inf else 1e-3 * span)
        return State(x0, problem.start, memory=(math.copysign(h, problem.end - problem.start), slope), evaluations=1)

    def step(self, problem: Flow, state: State) -> State:
        """One step whose error is small enough, after as many that were too long as need be.

        Raises:
            DidNotConverge: no step is short enough.
        """
        (h, first), longest = state.memory, 5.0
        evaluations = state.evaluations
        while True:
            left = problem.end - state.value
            last = abs(h) >= abs(left) * (1 - 1e-12)
            h = left if last else h
            found = slopes(problem, state, h, ROWS, first)
            evaluations += len(ROWS) - 1
            with np.errstate(all="ignore"):
                x = state.x + h * combined(FIFTH, found)
                delta = self._norm(h * combined(_ERROR, found), np.maximum(np.abs(state.x), np.abs(x)))
            ahead = (
                h * (min(longest, max(0.2, 0.9 * delta**-0.2)) if delta > 0 else longest)
                if math.isfinite(delta)
                else h / 5
            )
            if delta <= 1:
                time = problem.end if last else state.value + h
                return State(x, time, memory=(ahead, found[-1]), evaluations=evaluations)
            h, longest = ahead, 1.0
            if abs(h) <= _SHORTEST * max(abs(state.value), abs(left)):
                raise DidNotConverge(
                    f"at time {state.value:.6g} no step is short enough: x leaves the finite numbers there, its slope "
                    "jumps or is not finite, or the tolerance is below rounding; end before it, or raise rtol and atol",
                    Trace((state,), "not finite"),
                )

    def _norm(self, change: Any, size: Any) -> float:
        """The root of the mean square of a change, measured by what is tolerated."""
        if change.size == 0:
            return 0.0
        with np.errstate(all="ignore"):
            return math.sqrt(float(np.mean(np.square(change / (self.atol + self.rtol * np.abs(size))))))
