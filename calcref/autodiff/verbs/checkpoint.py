"""Less memory for more time: what a function computed is forgotten, and computed again on the way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from calcref.autodiff.mechanism.box import Box
from calcref.autodiff.mechanism.rule import ArrayRule
from calcref.autodiff.verbs.arguments import name_of
from calcref.autodiff.verbs.products import jvp, vjp
from calcref.core.trees import leaves, tree_map


def checkpoint(f: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that computes what `f` does, and keeps only its arguments for the way back.

    Inside a gradient, what `f` computes in between is not kept: `f` runs a second time when the sweep comes to it.
    A chain of n layers cut into about sqrt(n) pieces, each checkpointed, needs memory for about 2 sqrt(n) layers
    instead of n, and one more run forward. Everything traced that `f` uses must be an argument of it; arguments may
    be structures of arrays, the value is an array or a tuple of arrays.

    Raises (when it is called):
        CalcrefError: `f` uses a traced value that is not among its arguments.

    Source: Griewank and Walther, Evaluating Derivatives, 2nd ed., chapter 12.

    >>> from calcref.autodiff import grad
    >>> import numpy as np
    >>> layer = checkpoint(lambda x: np.tanh(np.sin(x)))
    >>> float(grad(layer)(0.5)) == float(grad(lambda x: np.tanh(np.sin(x)))(0.5))
    True
    """

    def run(*args: Any, **options: Any) -> Any:
        given = (args, options)
        traced = [leaf for leaf in leaves(given) if type(leaf) is Box]
        return _rule(f, given, len(traced))(*traced) if traced else f(*args, **options)

    return run


def _rule(f: Callable[..., Any], given: tuple[Any, dict[str, Any]], n: int) -> ArrayRule:
    """`f` as a rule on the traced ones among its arguments."""
    every = tuple(range(n))

    def of(*values: Any) -> Any:
        rest = iter(values)
        args, options = tree_map(lambda leaf: next(rest) if type(leaf) is Box else leaf, given)
        return f(*args, **options)

    def push(x_dots: Any, y: Any, *values: Any) -> Any:
        return jvp(of, every)(*values, x_dots if n > 1 else (x_dots,))[1]

    def pull(y_bar: Any, y: Any, *values: Any) -> Any:
        bars = vjp(of, every)(*values)[1](y_bar)
        return bars if n > 1 else bars[0]

    return ArrayRule(f"checkpoint({name_of(f)})", of, push, pull, reads="inputs", complex_too=True)
