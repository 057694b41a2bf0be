"""The adjoint method: the gradient of a loss at the end of a differential equation, by solving another backwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from calcref.autodiff import vjp
from calcref.core.errors import ShapeMismatch
from calcref.core.methods import Method
from calcref.core.shown import Brief
from calcref.quadrature.flow import solve
from calcref.quadrature.tableau import RungeKutta
from calcref.verify.given import reals


@dataclass(frozen=True, slots=True, repr=False)
class Sensitivity(Brief):
    """What a loss of x(end) does.

    Args:
        x: the solution at the end.
        x0_bar: the gradient of the loss in x0, of its shape.
        w_bar: that in the parameters, of their shape.
        evaluations: of the slope on the way, and of it with its pullback on the way back.
    """

    x: Any
    x0_bar: Any
    w_bar: Any
    evaluations: tuple[int, int]


def adjoint(
    slope: Callable[[float, Any, Any], Any],
    x0: Any,
    w: Any,
    start: float,
    end: float,
    loss_slope: Callable[[Any], Any],
    method: Method,
    steps: int = 100,
) -> Sensitivity:
    """Return x at `end` for x' = slope(t, x, w), and the gradient of a loss of it in `x0` and in `w`.

    On the way back a' = -(df/dx)^T a and g' = -(df/dw)^T a are solved from a = dloss/dx and g = 0 at the end; then
    a is the gradient in x0 and g that in w. x is solved backwards beside them, from what was found on the way at each
    step, so that its error cannot grow from one step to the next.

    Args:
        slope: plain NumPy in x and w; takes a time, an array of the shape of `x0`, and the parameters.
        x0: a number or an array.
        w: an array of parameters, or a number.
        start: the time at which x is `x0`.
        end: the time at which the loss is taken.
        loss_slope: takes x at `end`, and returns the gradient of the loss there, of its shape.
        method: such as `DormandPrince()`.
        steps: as for `solve`.

    Raises:
        ShapeMismatch: the gradient of the loss has not the shape of x; else, as the other errors, by `solve`.

    Source: Chen, Rubanova, Bettencourt and Duvenaud, Neural Ordinary Differential Equations (2018), section 2.

    >>> from calcref.quadrature import DormandPrince
    >>> found = adjoint(lambda t, x, w: w * x, 1.0, 0.5, 0.0, 2.0, lambda x: 1.0, DormandPrince())
    >>> round(float(found.x0_bar), 4), round(float(found.w_bar), 4)
    (2.7183, 5.4366)
    """
    at, weights = reals(x0, "x0"), reals(w, "parameters")
    ahead = solve(lambda t, x: slope(t, x, weights[()]), at, start, end, method, steps)
    bar = reals(loss_slope(ahead.x[()]), "the gradient of the loss")
    if bar.shape != at.shape:
        raise ShapeMismatch(f"the gradient of the loss must have the shape of x, {at.shape}; found {bar.shape}")
    size = at.size

    def back(time: float, z: Any) -> Any:
        x, a = (part.reshape(at.shape) for part in (z[:size], z[size : 2 * size]))
        value, pullback = vjp(slope, argnums=(1, 2))(time, x[()], weights[()])
        x_bar, w_bar = pullback(a[()])
        return np.concatenate([np.ravel(value), -np.ravel(x_bar), -np.ravel(w_bar)])

    z = np.concatenate([ahead.x.ravel(), bar.ravel(), np.zeros(weights.size)])
    asked = 0
    for before, after in zip(ahead.states[-2::-1], ahead.states[:0:-1], strict=True):
        z[:size] = after.x.ravel()
        way = solve(back, z, after.value, before.value, method, 1 if isinstance(method, RungeKutta) else steps)
        z, asked = np.array(way.x), asked + way.evaluations
    x0_bar, w_bar = z[size : 2 * size].reshape(at.shape), z[2 * size :].reshape(weights.shape)
    return Sensitivity(ahead.x[()], x0_bar[()], w_bar[()], (ahead.evaluations, asked))
