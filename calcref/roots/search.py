"""Find a root by a method, and keep the trace."""

from __future__ import annotations

import math
from typing import Any

from calcref.core.errors import CalcrefError, DidNotConverge, OutsideDomain
from calcref.core.methods import State, Trace
from calcref.roots.brent import Brent
from calcref.roots.problem import Equation, Function, RootMethod, function
from calcref.verify.given import is_finite, is_whole


def find_root(
    f: Function,
    start: Any,
    method: RootMethod | None = None,
    steps: int = 100,
    slope: Function | None = None,
    tolerance: float = 1e-14,
) -> Trace:
    """The trace of `method` on f(x) = 0; `.x` is the root.

    Args:
        f: a function of one number that returns one.
        start: for `Bisection` and `Brent` an interval (lower, upper) at whose ends f has opposite signs, for `Secant`
            any two numbers, for `Newton` one.
        method: `Brent()` unless it is given.
        steps: at most so many.
        slope: the derivative of f, for `Newton`; without it, f is traced.
        tolerance: stop where the last step, or the interval, is at most this times max(1, |x|); it gives
            `reason="tolerance"`. A value of exactly 0 gives `reason="root"`.

    Raises:
        OutsideDomain: there is no change of sign, bounds are in the wrong order, or something is no finite number.
        DidNotConverge: a value is not finite, a slope is 0, or the steps were not enough; `.trace` ends there. Also
            where the sign changes at a jump or a pole.
        CalcrefError: f, `slope` or the method is none.

    >>> find_root(lambda x: x**2 - 2, (0.0, 2.0)).x
    1.4142135623730951
    """
    function(f, "f")
    if slope is not None:
        function(slope, "slope")
    method = Brent() if method is None else method
    if not isinstance(method, RootMethod):
        raise CalcrefError(f"method must be one for roots, such as Brent(); found {method!r:.60}")
    if not is_whole(steps) or not 0 <= steps <= 1_000_000:
        raise OutsideDomain(f"steps must be a whole number from 0 to 1,000,000; found {steps!r:.60}: try 100")
    if not (is_finite(tolerance) and tolerance >= 0):
        raise OutsideDomain(f"tolerance must be a finite number, at least 0; found {tolerance!r:.60}: try 1e-14")
    return _run(Equation(f, slope, float(tolerance)), start, method, steps)


def _run(problem: Equation, start: Any, method: RootMethod, steps: int) -> Trace:
    states = [method.init(problem, start)]
    while not (reason := method.done(problem, states[-2] if len(states) > 1 else None, states[-1])):
        if not (math.isfinite(states[-1].x) and math.isfinite(states[-1].value)):
            raise _lost(method, states, "not finite", "the place or the value there is not finite")
        if len(states) > steps:
            raise _lost(method, states, "steps", f"f({states[-1].x:.6g}) = {states[-1].value:.3g} is no root yet")
        after = method.step(problem, states[-1])
        if after is states[-1]:
            raise _lost(method, states, "no lower point", f"at x = {after.x:.6g} the line that it follows is level")
        states.append(after)
    if reason == "tolerance" and abs(states[-1].value) > abs(states[0].value) > 0:
        raise _lost(method, states, "tolerance", f"the sign changes at x = {states[-1].x:.6g} by a jump or at a pole")
    return Trace(tuple(states), reason)


def _lost(method: RootMethod, states: list[State], reason: str, why: str) -> DidNotConverge:
    return DidNotConverge(
        f"{method} found no root in {len(states) - 1} steps: {why}; try another start, or Brent() on an interval where "
        "f changes its sign (.trace holds the way there)",
        Trace(tuple(states), reason),
    )
