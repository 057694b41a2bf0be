"""The record of a numeric rule: a value, and how tangents and cotangents pass through it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from calcref.autodiff.mechanism.box import call_rule
from calcref.core.shown import Brief

Reads = Literal["all", "inputs", "output", "others", "shapes"]
PerArgument = tuple[Callable[..., Any] | None, ...]


@dataclass(frozen=True, slots=True, repr=False)
class ArrayRule(Brief):
    """A map on arrays with its derivative: call it in place of the function, on plain arrays or inside `grad`.

    Positional arguments are arrays, keywords are options without a derivative. With one array x:
    `value(x)` is y; `jvp(x_dot, y, x)` is the tangent of y, J x_dot; `vjp(y_bar, y, x)` is the cotangent of x,
    J^T y_bar. With several, `jvp` and `vjp` are tuples with a function for each argument, of the same signature:
    `jvp[k](x_dot, y, *args)` is the share of argument k in the tangent of y, and `vjp[k](y_bar, y, *args)` is its
    cotangent; None where an argument has no derivative. Or they are one function for all arguments:
    `jvp(x_dots, y, *args)` takes a tuple of tangents and `vjp(y_bar, y, *args)` returns a tuple of cotangents.

    `value` sees plain arrays only. `jvp` and `vjp` are written in NumPy and may see traced arrays: that is what
    second derivatives are made of. A value that is a tuple of arrays has tuples of tangents and cotangents.

    Args:
        name: what messages and graphs call it.
        value: the function itself.
        jvp: as above; or "linear" (in its one argument) or "bilinear" (in each argument by itself), where the
            value of the tangent is the tangent of the value.
        vjp: as above.
        reads: what `vjp` reads, for the tape to keep: "all"; "inputs" (y comes as None); "output" (the arguments
            come as None); "others" (an argument that alone is traced comes as its shape); "shapes" (y comes as
            None, the arguments as their shapes).
        complex_too: whether the rule holds for complex arrays, with the inner product Re sum(conj(a) b).
        fresh: whether `vjp` returns y_bar, a view, or a new array that nothing else holds; what is new is then
            added to in place.
        drops: `drops(k, *args)` says where argument k is not chosen, so that nothing goes back to it.
        shares: whether `vjp` takes an option `shared`, a dictionary that lives as long as the tape.
        watches: whether `vjp` of a tuple looks at `y_bar.unread`, where nothing of the value was used.

    >>> import numpy as np
    >>> from calcref.autodiff import grad
    >>> def slope(v, y, x):
    ...     return 3 * x**2 * v
    >>> cube = ArrayRule("cube", lambda x: x**3, jvp=slope, vjp=slope)
    >>> grad(lambda x: np.sum(cube(x)))(np.array([1.0, 2.0]))
    array([ 3., 12.])
    """

    name: str
    value: Callable[..., Any]
    jvp: Callable[..., Any] | PerArgument | Literal["linear", "bilinear"]
    vjp: Callable[..., Any] | PerArgument
    reads: Reads = "all"
    complex_too: bool = False
    fresh: bool = False
    shares: bool = False
    drops: Callable[..., Any] | None = None
    watches: bool = False
    short: int = field(init=False, default=0)  # the longest entry of a tape that the sweep may pull without a look

    def __post_init__(self) -> None:
        if self.fresh and self.drops is None:
            each = type(self.vjp) is tuple and None not in self.vjp
            object.__setattr__(self, "short", 7 if each else 5 if callable(self.vjp) else 0)

    def __call__(self, *args: Any, **options: Any) -> Any:
        return call_rule(self, args, options)
