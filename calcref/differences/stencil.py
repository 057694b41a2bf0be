"""A finite difference: values at a few nodes, weighted, over a power of the step."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, final

import numpy as np

from calcref.core.about import Facts, Stated
from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.differences.fornberg import weights, whole_order
from calcref.differences.quotients import Function
from calcref.verify.given import is_finite, is_whole, reals

EPS = float(np.finfo(np.float64).eps)
MOST_ORDER, MOST_ACCURACY = 12, 16


@final
@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Stencil(Stated):
    """sum(w[i] * f(x + h*nodes[i]))/h^order, with Fornberg's weights w.

    Args:
        nodes: in steps from x.
        order: of the derivative.
        accuracy: the error shrinks like h**accuracy, for a smooth f.

    The other arguments are those of `Stated`.

    >>> from calcref.differences import central_difference
    >>> float(central_difference(lambda x: x**2, 3.0, 0.5))
    6.0
    """

    nodes: tuple[float, ...]
    order: int
    accuracy: int

    @property
    def facts(self) -> Facts:
        """How fast its error shrinks."""
        power = f"h^{self.accuracy}" if self.accuracy > 1 else "h"
        return (("Order", ((f"{self.accuracy}: the error shrinks like ${power}$",),)),)

    @property
    def best_step(self) -> float:
        """The h with the least error for a function that is of order one, like all its derivatives."""
        return best_step(self.nodes, self.order, self.accuracy)

    def __call__(self, f: Function, x: Any, step: float | None = None) -> Any:
        """The estimate at `x`, entry by entry; `step` is the best one times max(1, abs(x)), unless it is given.

        Raises:
            OutsideDomain: `x` or a value of `f` is not finite, or `step` is not a positive number.
            ShapeMismatch: `f` returns another shape than it was given.
        """
        return difference(f, x, self.nodes, self.order, self.best_step if step is None else step, scaled=step is None)


def derivative(f: Function, x: Any, order: int = 1, accuracy: int = 2, step: float | None = None) -> Any:
    """Return the derivative of `f` at `x`, entry by entry, by a central difference.

    Args:
        f: takes an array and returns one of its shape.
        x: where; a number or an array.
        order: of the derivative, from 1 to 12.
        accuracy: an even number from 2 to 16: the error shrinks like h**accuracy, on more nodes.
        step: h; unless it is given, the best one for derivatives of order one, times max(1, abs(x)).

    Raises:
        OutsideDomain: an argument is not what it should be, or `f` has a value that is not finite.
        ShapeMismatch: `f` returns another shape than it was given.

    >>> round(float(derivative(np.exp, 0.0, order=3, accuracy=4)), 6)
    1.0
    """
    whole_order(order)
    if not 1 <= order <= MOST_ORDER:
        raise OutsideDomain(f"the order must be from 1 to {MOST_ORDER}; found {order}: higher ones drown in rounding")
    if not is_whole(accuracy) or accuracy % 2 or not 2 <= accuracy <= MOST_ACCURACY:
        raise OutsideDomain(
            f"accuracy must be an even number from 2 to {MOST_ACCURACY}; found {accuracy!r:.60}: try 2 or 4"
        )
    half = (order + 1) // 2 + accuracy // 2 - 1
    nodes = tuple(float(k) for k in range(-half, half + 1))
    h = best_step(nodes, order, accuracy) if step is None else step
    return difference(f, x, nodes, order, h, scaled=step is None)


def best_step(nodes: tuple[float, ...], order: int, accuracy: int) -> float:
    """The h at which C h^p + eps S/h^m is least: p is the accuracy, m the order, S the sum of abs(w), and C the first
    term of Taylor's series that the weights w leave, for a derivative of 1."""
    w, x = weights(nodes, order), np.array(nodes)
    left = abs(float(w @ x ** (order + accuracy))) / math.factorial(order + accuracy)
    rounding = EPS * float(np.sum(np.abs(w)))
    return float((order * rounding / (accuracy * left)) ** (1 / (order + accuracy)))


def difference(f: Function, x: Any, nodes: tuple[float, ...], order: int, h: Any, scaled: bool) -> Any:
    """The weighted sum of values, over the power of a step that adding it to `x` does not round."""
    at = reals(x, "points")
    if not np.all(np.isfinite(at)):
        raise OutsideDomain(f"finite differences need finite points; found {np.array2string(at)[:60]}")
    if not is_finite(h) or h <= 0:
        raise OutsideDomain(f"a step must be a positive finite number; found {h!r:.60}: try 1e-3, or leave it out")
    with np.errstate(all="ignore"):
        wide = h * np.maximum(1.0, np.abs(at)) if scaled else np.full_like(at, h)
        step = (at + wide) - at
    if not np.all(np.isfinite(step) & (step > 0)):
        raise OutsideDomain(f"a step of {h:g} is lost at x = {at.ravel()[0]:g} by rounding or overflow: try another")
    offsets = np.reshape(np.array(nodes), (-1,) + (1,) * at.ndim)
    with np.errstate(all="ignore"):
        found = values(f, at + offsets * step)
        quotient = np.tensordot(weights(nodes, order), found, 1) / step**order
    if not np.all(np.isfinite(quotient)):
        raise OutsideDomain(f"the quotient overflows for a step of {h:g}: scale x and f, or try another step")
    return quotient[()]


def values(f: Function, places: Any) -> Any:
    """`f` at the places, checked."""
    try:
        with np.errstate(all="ignore"):
            found = reals(f(places), "values of the function")
    except TypeError as error:
        raise ShapeMismatch(
            f"the function must take an array, here of shape {places.shape}; calling it said: {error}: "
            "write it with NumPy functions, or wrap it in np.vectorize"
        ) from error
    if found.shape != places.shape:
        raise ShapeMismatch(
            f"the function must return the shape it is given, {places.shape}; found {found.shape}: "
            "for a function of several variables use gradient or jacobian"
        )
    if not np.all(np.isfinite(found)):
        bad = ~np.isfinite(found)
        raise OutsideDomain(
            f"the function must be finite around x; found {found[bad][0]} at x = {places[bad][0]}: try a smaller step"
        )
    return found
