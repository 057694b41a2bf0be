"""The derivative of a function that is applied to each element by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from calcref.autodiff.mechanism.box import shape, unboxed
from calcref.autodiff.mechanism.structure import differentiable
from calcref.autodiff.verbs.arguments import chosen, function, name_of, replaced
from calcref.autodiff.verbs.products import jvp
from calcref.core.errors import CalcrefError, OutsideDomain, ShapeMismatch

_TOLERANCE = {2: 1e-2, 4: 1e-3, 8: 1e-8}


def elementwise_grad(f: Callable[..., Any], argnums: int = 0) -> Callable[..., Any]:
    """Return a function that gives, for each element of x, the derivative of that element of `f(x)`.

    That has a meaning where element i of f(x) depends on element i of x alone; this is tested, on one random
    direction, and refused where it is not so. Applied twice it gives the second derivative, and so on.

    Raises (when it is called):
        ShapeMismatch: f(x) does not have the shape of x.
        CalcrefError: an element of f(x) depends on other elements of x.
        OutsideDomain, NoRuleApplies: as `grad`.

    >>> elementwise_grad(np.tanh)(np.array([0.0, 1.0])).round(4)
    array([1.  , 0.42])
    """
    function(f, "elementwise_grad")

    def slopes(*args: Any, **options: Any) -> Any:
        x = differentiable(chosen(args, argnums, "elementwise_grad"), "elementwise_grad")
        pushed = jvp(lambda at: f(*replaced(args, argnums, at), **options))
        plain = np.asarray(unboxed(x))
        ones = np.ones_like(plain, dtype=None if plain.dtype.kind == "f" else float)[()]
        y, y_dot = pushed(x, ones)
        if isinstance(y, dict | list | tuple) or (isinstance(y, np.ndarray) and type(y) is not np.ndarray):
            raise CalcrefError(f"elementwise_grad needs a function that gives an array, not a {type(y).__name__}")
        if shape(y) != shape(x):
            raise ShapeMismatch(
                f"elementwise_grad needs a function that keeps the shape; {name_of(f)} made {shape(y)} of {shape(x)}: "
                "use jacobian"
            )
        if np.asarray(unboxed(y)).dtype.kind not in "biufc":
            raise OutsideDomain(f"elementwise_grad needs a function that gives numbers; {name_of(f)} gave {y!r:.60}")
        _check_elementwise(f, x, pushed, unboxed(y_dot), ones)
        return y_dot

    return slopes


def _check_elementwise(f: Callable[..., Any], x: Any, pushed: Any, slope: Any, ones: Any) -> None:
    """Refuse a function whose Jacobian is not diagonal: a diagonal one times v is its diagonal times v."""
    if np.size(slope) < 2:
        return
    v = np.random.default_rng(0).uniform(-1.0, 1.0, np.shape(slope)).astype(ones.dtype)
    found, expected = unboxed(pushed(unboxed(x), v)[1]), slope * v
    scale = np.max(np.abs(slope), initial=0.0, where=np.isfinite(slope))
    if not np.allclose(found, expected, rtol=0, atol=_TOLERANCE.get(ones.dtype.itemsize, 1e-8) * scale, equal_nan=True):
        raise CalcrefError(
            f"elementwise_grad needs a function of each element by itself; {name_of(f)} mixes them: use jacobian, or "
            "vjp with a cotangent of ones for the gradient of the sum"
        )
