"""Differential equations x' = f(t, x): the problem, and the run of a method from one time to another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from calcref.core.errors import DidNotConverge, OutsideDomain, ShapeMismatch
from calcref.core.methods import Method, Trace
from calcref.core.shown import Brief
from calcref.quadrature.estimate import whole
from calcref.verify.given import is_finite, reals

Slope = Callable[[float, Any], Any]

MOST_STEPS = 1_000_000


@dataclass(frozen=True, slots=True, repr=False)
class Flow(Brief):
    """The problem: x' = slope(t, x) from `start` to `end`, which may lie before it, in at most so many steps."""

    slope: Slope
    start: float
    end: float
    steps: int

    def __post_init__(self) -> None:
        for name, time in (("start", self.start), ("end", self.end)):
            if not is_finite(time):
                raise OutsideDomain(f"the {name} must be a finite real number; found {time!r:.60}")
        if self.start == self.end:
            raise OutsideDomain(f"start and end must differ; found {self.start!r:.30} twice: there is nothing to solve")
        whole(self.steps, "steps", 1, MOST_STEPS, 100)

    def at(self, time: float, x: Any) -> Any:
        """The slope there, of the shape of `x`; what is not finite is left to the run.

        Raises:
            ShapeMismatch: it has another shape, or is no slope at all.
        """
        try:
            with np.errstate(all="ignore"):
                found = reals(self.slope(time, x[()]), "slopes")
        except (TypeError, IndexError) as error:
            raise ShapeMismatch(
                f"the slope must be a function of a time and an array, here of shape {x.shape}; calling it said: "
                f"{error}"
            ) from error
        if found.shape != x.shape:
            raise ShapeMismatch(f"the slope must have the shape of x, {x.shape}; found {found.shape}")
        return found


def solve(slope: Slope, x0: Any, start: float, end: float, method: Method, steps: int = 100) -> Trace:
    """Return the trace of x' = slope(t, x) from `x0` at `start`: `.iterates` are x, `.values` the times.

    Args:
        slope: takes a time and an array of the shape of `x0`, and returns one of that shape.
        x0: a number or an array.
        start: the time at which x is `x0`.
        end: the time at which to stop; before `start`, the equation is solved backwards.
        method: `euler`, `heun` or `runge_kutta` take all `steps`; `DormandPrince()` at most so many, as it needs.
        steps: how many.

    Raises:
        OutsideDomain: `x0`, a time or `steps` is not what it should be.
        ShapeMismatch: the slope has another shape than x.
        DidNotConverge: x left the finite numbers, or the steps were used up; `.trace` holds it up to there.

    >>> from calcref.quadrature import runge_kutta
    >>> round(float(solve(lambda t, x: -x, 1.0, 0, 1, runge_kutta).x), 8)
    0.36787944
    """
    problem = Flow(slope, start, end, steps)
    x = reals(x0, "x0")
    if not np.all(np.isfinite(x)):
        raise OutsideDomain(f"x0 must be finite; found {np.array2string(x)[:60]}")
    states = [method.init(problem, x)]
    for _ in range(steps):
        try:
            with np.errstate(all="ignore"):
                now = method.step(problem, states[-1])
        except DidNotConverge as error:
            raise DidNotConverge(str(error), Trace(tuple(states), "not finite")) from None
        if not np.all(np.isfinite(now.x)):
            raise DidNotConverge(
                f"x left the finite numbers after time {states[-1].value:.6g}, in step {len(states)}: it may do so "
                "itself; else take more steps, or DormandPrince()",
                Trace(tuple(states), "not finite"),
            )
        states.append(now)
        if now.value == end:
            return Trace(tuple(states), "end")
    raise DidNotConverge(
        f"{steps} steps led from {start:g} to {states[-1].value:.6g}, and not to {end:g}: allow more (steps=), or a "
        "larger tolerance; an equation that is stiff needs an implicit method, which is not here",
        Trace(tuple(states), "steps"),
    )
