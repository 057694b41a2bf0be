"""The record of a penalty on weights, and how one for each weight becomes one for all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from calcref.core.about import Facts, Stated
from calcref.core.errors import OutsideDomain
from calcref.core.kinks import Kink, slope_domain, slope_facts
from calcref.verify.given import array_of, is_finite

Function = Callable[[Any], Any]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Penalty(Stated):
    """A penalty, and its gradient in the weights.

    Args:
        expression: what one weight w adds, as `calcref.parse` reads it; for a penalty that joins the weights, what
            stands under its integral.
        derivative: the derivative of that in w, away from kinks; empty where there is none.
        value: weights (an array of any shape) to the penalty.
        gradient: weights to the gradient, of their shape; at a kink, the subgradient of the smooth part alone, which
            is the one nearest to 0.
        prox: weights w and a step t to the proximal map: the u that minimizes t times the penalty of u + |u - w|^2 / 2.
        conjugate: slopes g, of the shape of the weights, to the supremum of <g, w> less the penalty of w; infinite
            where there is none. A slope that leaves the allowed set by rounding alone is taken to be in it.
        kinks: the values of one weight where it has no derivative, with the subdifferential there.
        parameters: names in `expression` that are fixed, with their values.

    The other arguments are those of `Stated`.
    """

    expression: str
    derivative: str
    value: Function
    gradient: Function
    prox: Callable[[Any, float], Any]
    conjugate: Function
    kinks: tuple[Kink, ...] = ()
    parameters: tuple[tuple[str, float], ...] = ()

    @property
    def domain(self) -> tuple[str, ...]:
        """Every weight; its slope, away from kinks."""
        return self.given or slope_domain("w", self.kinks)

    @property
    def facts(self) -> Facts:
        """Its slope in one weight, and what stands in its place at a kink; nothing where it joins the weights."""
        if not self.derivative:
            return ()
        return slope_facts(self.expression, "w", self.derivative, self.kinks, self.parameters)

    def subdifferential(self, weights: Any) -> tuple[Any, Any]:
        """The ends of the interval of subgradients in each weight; both are the gradient away from kinks.

        >>> from calcref.regularizers import l1
        >>> lower, upper = l1(strength=2.0).subdifferential([0.0, 3.0])
        >>> lower.tolist(), upper.tolist()
        ([-2.0, 2.0], [2.0, 2.0])
        """
        weights = real(weights)
        lower = upper = self.gradient(weights)
        for kink in self.kinks:
            there = weights == kink.at
            lower, upper = np.where(there, kink.lower, lower), np.where(there, kink.upper, upper)
        return lower, upper


def of_each(height: Function, slope: Function) -> tuple[Function, Function]:
    """Value and gradient of the sum of `height` over all weights; infinite and NaN penalties are answers."""

    def value(weights: Any) -> Any:
        with np.errstate(over="ignore", invalid="ignore"):
            return np.sum(height(real(weights)))

    def gradient(weights: Any) -> Any:
        with np.errstate(over="ignore", invalid="ignore"):
            return slope(real(weights))

    return value, gradient


def within(excess: Any, scale: float) -> float:
    """The indicator of a set as a conjugate: 0 where nothing exceeds 0 by more than rounding of `scale`, else infinite.

    >>> within([-1.0, 0.0], 1.0), within([0.5], 1.0)
    (0.0, inf)
    """
    return 0.0 if np.max(np.asarray(excess), initial=-np.inf) <= 1e-10 * (1 + scale) else float(np.inf)


def quadratic_conjugate(slopes: Any, size: float, corner: float = 0.0) -> float:
    """The conjugate of sum(corner*|w| + size*w^2/2): sum(max(|g| - corner, 0)^2)/(2*size), an indicator at size 0."""
    beyond = np.maximum(np.abs(real(slopes)) - corner, 0.0)
    return within(beyond, corner) if size == 0 else float(np.sum(np.square(beyond)) / (2 * size))


def soft_threshold(weights: Any, by: float) -> Any:
    """Each weight moved towards 0 by so much, and no further: the proximal map of by * |w|.

    >>> soft_threshold([3.0, -0.5], 1.0).tolist()
    [2.0, -0.0]
    """
    weights = real(weights)
    return np.sign(weights) * np.maximum(np.abs(weights) - by, 0.0)


def real(weights: Any) -> Any:
    """The weights as an array of floats; what `calcref.autodiff` traces stays traced.

    Raises:
        OutsideDomain: they are not real numbers.
    """
    if not hasattr(weights, "__array_function__"):
        weights = array_of(weights, "weights")
    if weights.dtype.kind not in "fiub":
        raise OutsideDomain(f"weights must be real numbers; found {weights.dtype}")
    return weights if weights.dtype.kind == "f" else weights.astype(np.float64)


def strength(name: str, value: Any) -> float:
    """The strength of a penalty: a finite number, at least 0.

    Raises:
        OutsideDomain: it is not.
    """
    if not (is_finite(value) and value >= 0):
        raise OutsideDomain(f"{name} must be a finite number, at least 0; found {value!r:.60}: try 1")
    return float(value)
