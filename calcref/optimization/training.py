"""Minimize an average over data, a batch a step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from calcref.core.errors import CalcrefError
from calcref.core.methods import Method, State, Trace
from calcref.optimization.descent import is_finite, left_the_numbers
from calcref.optimization.objective import Function, Gradient, beginning, objective


def train(
    f: Function, x0: Any, batches: Iterable[tuple[Any, ...]], method: Method, grad: Gradient = "autodiff"
) -> Iterator[State]:
    """Yield the state before each step, with the value and gradient on its batch, and the state after the last.

    So n batches take n steps and yield n + 1 states, the last of them read on the last batch once more. Nothing is
    kept: what comes is one state at a time, so that long runs fit in memory and a progress bar fits around them.

    Args:
        f: a function of the parameters and of what a batch holds, `f(x, *batch)`, that returns one number.
        x0: the parameters to start from: an array, or a tree of arrays.
        batches: tuples, as `minibatches` yields them.
        method: such as `Adam()`.
        grad: "autodiff", or a function of the same arguments that returns the gradient in `x`.

    Raises:
        DidNotConverge: an iterate, a value or a gradient is not finite; `.trace` holds that one state.
        ShapeMismatch: the value is not a scalar, or the gradient does not have the shape of `x0`.
        OutsideDomain: what was given is not made of real numbers.

    >>> import numpy as np
    >>> from calcref.optimization import SGD, minibatches
    >>> x = np.linspace(-1, 1, 64)
    >>> batches = minibatches(x, 3 * x, size=8, rng=np.random.default_rng(0), epochs=40)
    >>> *_, last = train(lambda w, x, y: np.mean((w * x - y) ** 2), 0.0, batches, SGD(0.5))
    >>> round(float(last.x), 6)
    3.0
    """
    if not isinstance(method, Method):
        raise CalcrefError(f"method must be a record such as Adam(); found {method!r}")
    return _states(f, beginning(x0), batches, method, grad)


def _states(
    f: Function, x0: Any, batches: Iterable[tuple[Any, ...]], method: Method, grad: Gradient
) -> Iterator[State]:
    state: State | None = None
    for batch in batches:
        problem = objective(f, grad, *batch)
        state = _finite(method, method.init(problem, x0) if state is None else method.step(problem, state))
        yield state
    if state is not None:
        yield _finite(method, method.step(problem, state))


def _finite(method: Method, state: State) -> State:
    if not is_finite(state):
        raise left_the_numbers(method, Trace((state,), "not finite"))
    return state
