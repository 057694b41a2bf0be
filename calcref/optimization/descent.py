"""Minimize a function by a method, and keep the trace."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from calcref.core.errors import CalcrefError, DidNotConverge, OutsideDomain
from calcref.core.methods import Method, State, Trace
from calcref.core.trees import leaves
from calcref.optimization.keeping import Keep, Kept, keeping
from calcref.optimization.objective import Function, Gradient, Objective, beginning, objective
from calcref.optimization.progress import Progress
from calcref.verify.given import is_number, is_whole

MOST_STEPS = 1_000_000_000  # a day and more


def minimize(
    f: Function | None,
    x0: Any,
    method: Method,
    steps: int = 1000,
    grad: Gradient | None = None,
    gradient_tolerance: float = 1e-8,
    hess: Callable[..., Any] | None = None,
    residuals: Callable[..., Any] | None = None,
    keep: Keep = None,
) -> Trace:
    """Return the trace of `method` on `f` from `x0`.

    Args:
        f: a function of one array (or number, or tree of arrays) that returns one number; None where `residuals` are
            given, for half the sum of their squares.
        x0: where to start; integers are read as float64, a list of plain numbers as an array.
        method: such as `GradientDescent(learning_rate=0.1)`.
        steps: at most so many; reaching them gives `reason="steps"`.
        grad: the gradient of `f`, of the shape of its argument; "autodiff" to have `f` traced; None for central
            differences, which are checked at every iterate (CheckFailed where they do not hold).
        gradient_tolerance: stop with `reason="gradient"` where the norm of the gradient is at most this.
        hess: the matrix of second derivatives of `f`, for methods that read one; without it, it is traced where `grad`
            is "autodiff", and taken by differences of the gradient elsewhere.
        residuals: for methods of least squares, a function of x that returns a vector. Its Jacobian is traced where
            `grad` is "autodiff", and taken by differences elsewhere.
        keep: which states the trace holds: all, or for long runs `Last(100)` or `Every(100)`, which bound memory.

    A run of more than a second shows a bar where standard error is a terminal.

    Raises:
        DidNotConverge: an iterate, a value or a gradient is not finite; `.trace` ends with it.
        ShapeMismatch: the value is not a scalar, or the gradient does not have the shape of `x0`.
        OutsideDomain: what was given is not made of real numbers, or is out of its range.

    >>> from calcref.optimization import GradientDescent
    >>> trace = minimize(lambda x: (x - 3.0)**2, 0.0, GradientDescent(learning_rate=0.4))
    >>> round(float(trace.x), 6), trace.reason
    (3.0, 'gradient')
    """
    problem = objective(f, "differences" if grad is None else grad, hess=hess, residuals=residuals)
    _check(method, steps, gradient_tolerance)
    keeping(keep)
    progress = Progress(steps)
    try:
        return descend(problem, method, beginning(x0), steps, gradient_tolerance, keep, progress.tell)
    finally:
        progress.end()


def descend(
    problem: Objective,
    method: Method,
    x0: Any,
    steps: int,
    tolerance: float,
    keep: Keep = None,
    tell: Callable[[int, float], None] = lambda step, value: None,
) -> Trace:
    """The trace of `method` on `problem`; `tell` hears of every step.

    Raises:
        DidNotConverge: an iterate, a value or a gradient is not finite; `.trace` ends with it.
    """
    kept = Kept(keep, method.init(problem, x0))
    while kept.number < steps:
        state = kept.last
        if not is_finite(state) or _is_flat(state, tolerance):
            break
        after = method.step(problem, state)
        if after is state:
            return kept.trace("tolerance" if after.gradient is None else "no lower point")
        kept.add(after)
        tell(kept.number, after.value)
    if not is_finite(kept.last):
        raise left_the_numbers(method, kept.trace("not finite"))
    return kept.trace("gradient" if _is_flat(kept.last, tolerance) else "steps")


def _is_flat(state: State, tolerance: float) -> bool:
    return state.gradient_norm is not None and state.gradient_norm <= tolerance


def is_finite(state: State) -> bool:
    """Whether iterate, value and gradient are all finite."""
    numbers = (*leaves(state.x), state.value, *([] if state.gradient is None else leaves(state.gradient)))
    return all(bool(np.all(np.isfinite(leaf))) for leaf in numbers)


def left_the_numbers(method: Method, trace: Trace) -> DidNotConverge:
    """The error for a trace whose last state is not finite."""
    state = trace.states[-1]
    parts = {"iterate": state.x, "value": [state.value], "gradient": state.gradient}
    found = next(name for name, part in parts.items() if not all(np.all(np.isfinite(leaf)) for leaf in leaves(part)))
    return DidNotConverge(
        f"{method} left the finite numbers after {trace.steps} steps: the {found} is not finite; "
        "try a smaller learning rate, another start, or fewer steps (.trace holds the way there)",
        trace,
    )


def _check(method: Method, steps: int, gradient_tolerance: float) -> None:
    if not isinstance(method, Method):
        raise CalcrefError(f"method must be a record such as GradientDescent(learning_rate=0.1); found {method!r}")
    if not is_whole(steps) or not 0 <= steps <= MOST_STEPS:
        raise OutsideDomain(f"steps must be a whole number from 0 to {MOST_STEPS:,}; found {steps!r:.60}: try 1000")
    if not is_number(gradient_tolerance) or not gradient_tolerance >= 0:
        raise OutsideDomain(
            f"gradient_tolerance must be a number, at least 0; found {gradient_tolerance!r:.60}: try 1e-8"
        )
