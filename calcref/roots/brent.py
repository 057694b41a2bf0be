"""Brent's method: as fast as the secant where that gets on, and bisection where it does not."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, final

from calcref.core.about import Source, Stated
from calcref.core.methods import State
from calcref.roots.problem import Bracket, Equation, RootMethod, bracketed, narrowed


class Way(NamedTuple):
    """What is remembered of the last steps.

    Args:
        bracket: where the sign changes.
        before: the place before the best one, and f there.
        last: how far the last step went.
        earlier: how far the one before it went.
    """

    bracket: Bracket
    before: tuple[float, float]
    last: float
    earlier: float


@final
@dataclass(frozen=True, slots=True)
class Brent(RootMethod):
    """Inverse quadratic interpolation through three places, or the secant, inside of an interval that keeps the root.

    Where that step leaves the interval, or steps have not halved in two, it takes the middle instead: so it is never
    much slower than bisection, and on smooth functions nearly as fast as Newton's method, without a slope.

    >>> from calcref.roots import find_root
    >>> trace = find_root(lambda x: x**3 - 2 * x - 5, (2.0, 3.0), Brent())
    >>> round(trace.x, 12), trace.evaluations
    (2.094551481542, 8)
    """

    about: ClassVar[Stated] = Stated(
        id="brents-method",
        name="Brent's method",
        page="optimization/roots/#brent",
        statement=(
            "x' = a f(b) f(c)/((f(a)-f(b))(f(a)-f(c))) + b f(a) f(c)/((f(b)-f(a))(f(b)-f(c))) "
            "+ c f(a) f(b)/((f(c)-f(a))(f(c)-f(b)))"
        ),
        statement_latex=(r"x' = \frac{a\,v w}{(u-v)(u-w)} + \frac{b\,u w}{(v-u)(v-w)} + \frac{c\,u v}{(w-u)(w-v)}"),
        given=("$u$, $v$, $w$ the values of $f$ at $a$, $b$, $c$; else the secant, or the middle of the interval",),
        source=Source("Brent, Algorithms for Minimization without Derivatives (1973)", "chapter 4"),
        ml_use="The default wherever one number has to be solved for.",
    )

    def init(self, problem: Equation, x0: Any) -> State:
        """The better end of an interval with a change of sign."""
        state = bracketed(problem, x0, self)
        bracket = state.memory
        way = Way(bracket, (bracket.other, bracket.value_there), bracket.width, bracket.width)
        return State(bracket.best, bracket.value, memory=way, evaluations=state.evaluations)

    def step(self, problem: Equation, state: State) -> State:
        """The step that fits best, within the interval."""
        bracket, before, last, earlier = state.memory
        middle, least = (bracket.other - bracket.best) / 2, problem.near(bracket.best) / 2
        step = self._interpolated(bracket, before)
        if earlier < least or not 0 < step / middle < 1.5 - least / abs(2 * middle) or 2 * abs(step) >= earlier:
            step, last = middle, abs(middle)  # steps are measured afresh
        if abs(step) < least:
            step = math.copysign(least, middle)
        x = bracket.best + step
        value = problem.at(x)
        asked = state.evaluations + 1
        if not math.isfinite(value):
            return State(x, value, memory=state.memory, evaluations=asked)
        after, came_from, sizes = narrowed(bracket, x, value), (bracket.best, bracket.value), (abs(step), last)
        if (value < 0) != (bracket.value < 0):  # the root lies between the last two places
            sizes = (abs(step), abs(step))
        if after.best != x:
            came_from = (x, value)
        return State(after.best, after.value, memory=Way(after, came_from, *sizes), evaluations=asked)

    def done(self, problem: Equation, before: State | None, state: State) -> str:
        """Where the interval is short enough."""
        if state.value == 0:
            return "root"
        bracket = state.memory.bracket
        middle = (bracket.best + bracket.other) / 2
        close = bracket.width <= problem.near(state.x) or middle in (bracket.best, bracket.other)
        return "tolerance" if close else ""

    def _interpolated(self, bracket: Bracket, before: tuple[float, float]) -> float:
        """How far from the best place the interpolation crosses zero."""
        a, u = before
        b, v, c, w = bracket
        if abs(u) <= abs(v):
            return 0.0
        if u in (v, w):
            return -v * (c - b) / (w - v)
        return a * v * w / ((u - v) * (u - w)) + b * u * w / ((v - u) * (v - w)) + c * u * v / ((w - u) * (w - v)) - b
