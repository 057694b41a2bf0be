"""The record of a loss, and how a curve of one number becomes a loss of many predictions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from calcref.core.about import Facts, Stated
from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.core.kinks import Kink, slope_domain, slope_facts
from calcref.core.shown import Brief
from calcref.verify.given import array_of, is_finite

Pair = Callable[[Any, Any], Any]


@dataclass(frozen=True, slots=True, repr=False)
class Curve(Brief):
    """The loss of one example as a function of one number u.

    Args:
        argument: (prediction, target) to u and its derivative in the prediction: `residuals` or `margins`.
        value: u to the loss, entry by entry.
        slope: u to its derivative; at a kink the element of the subdifferential that is nearest to 0.
        kinks: where there is no derivative.
        convex: whether it is; where not, a slope is a subgradient for what is near alone.
        prox: (u, step) to the x that minimizes step * value(x) + (x - u)^2 / 2, where that is a formula.
    """

    argument: Callable[[Any, Any], tuple[Any, Any]]
    value: Callable[[Any], Any]
    slope: Callable[[Any], Any]
    kinks: tuple[Kink, ...] = ()
    convex: bool = True
    prox: Callable[[Any, float], Any] | None = None

    def subdifferential(self, u: Any) -> tuple[Any, Any]:
        """The ends of the interval of subgradients at every entry of `u`; both are the slope away from kinks.

        >>> from calcref.losses import mae
        >>> lower, upper = mae.curve.subdifferential(np.array([-2.0, 0.0]))
        >>> lower.tolist(), upper.tolist()
        ([-1.0, -1.0], [-1.0, 1.0])
        """
        u = np.asarray(u, dtype=np.float64)
        lower = upper = self.slope(u)
        for kink in self.kinks:
            lower, upper = np.where(u == kink.at, kink.lower, lower), np.where(u == kink.at, kink.upper, upper)
        return lower, upper


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Loss(Stated):
    """A loss, the mean over all examples, and its gradient in the predictions.

    Args:
        expression: the loss of one example as `calcref.parse` reads it.
        variable: the letter in it that the prediction moves.
        derivative: its derivative in that letter, away from kinks, as `calcref.parse` reads it.
        value: (prediction, target) to the loss; not a number where an entry is not a number.
        gradient: (prediction, target) to the gradient, of the shape of the prediction; at a kink, the subgradient
            that is nearest to 0.
        curve: the loss of one example as a function of one number, where it is one.
        parameters: names in `expression` that are fixed, with their values.

    The other arguments are those of `Stated`.
    """

    expression: str
    variable: str
    derivative: str
    value: Pair
    gradient: Pair
    curve: Curve | None = None
    parameters: tuple[tuple[str, float], ...] = ()

    @property
    def domain(self) -> tuple[str, ...]:
        """Every number that the prediction can move; its slope, away from kinks."""
        return self.given or slope_domain(self.variable, self.curve.kinks if self.curve else ())

    @property
    def facts(self) -> Facts:
        """The slope of one example, and what stands in its place at a kink."""
        kinks = self.curve.kinks if self.curve else ()
        (name, told), *others = slope_facts(self.expression, self.variable, self.derivative, kinks, self.parameters)
        return (name, (*told, ("This is for one example. In the gradient of the mean it is divided by $n$.",))), *others


def of_curve(curve: Curve) -> tuple[Pair, Pair]:
    """Value and gradient of the mean of `curve` over all examples.

    Both raise ShapeMismatch where the shapes differ or nothing was predicted, and what `curve.argument` raises.
    """

    def value(prediction: Any, target: Any) -> Any:
        with np.errstate(over="ignore", invalid="ignore"):  # infinite and NaN losses are answers
            u, _ = curve.argument(*alike(prediction, target))
            return np.mean(curve.value(u))

    def gradient(prediction: Any, target: Any) -> Any:
        with np.errstate(over="ignore", invalid="ignore"):
            u, u_dot = curve.argument(*alike(prediction, target))
            return curve.slope(u) * u_dot / np.size(target)

    return value, gradient


def residuals(prediction: Any, target: Any) -> tuple[Any, Any]:
    """The residuals prediction - target, and their derivative in the prediction."""
    return prediction - target, 1.0


def margins(prediction: Any, target: Any) -> tuple[Any, Any]:
    """The margins (2*target - 1)*prediction for labels 0 and 1, and their derivative in the prediction.

    Raises:
        OutsideDomain: another label.
    """
    if not np.all((target == 0) | (target == 1)):
        found = ", ".join(map(str, np.unique(target)[:5]))
        raise OutsideDomain(f"labels must be 0 or 1; found {found}: for -1 and 1 try (label + 1) / 2")
    signs = 2 * target - 1
    return signs * prediction, signs


def positive(name: str, value: Any) -> float:
    """A parameter: a positive finite number.

    Raises:
        OutsideDomain: it is not.
    """
    if not (is_finite(value) and value > 0):
        raise OutsideDomain(f"{name} must be a positive finite number; found {value!r:.60}: try 1")
    return float(value)


def alike(prediction: Any, target: Any) -> tuple[Any, Any]:
    """Both as arrays of real numbers of one shape; a prediction that is traced by `calcref.autodiff` stays traced.

    Raises:
        ShapeMismatch: the shapes differ, or there is no entry.
        OutsideDomain: one of them is not made of real numbers.
    """
    if not hasattr(prediction, "__array_function__"):
        prediction = array_of(prediction, "predictions")
    target = array_of(target, "targets")
    for name, array in (("predictions", prediction), ("targets", target)):
        if array.dtype.kind not in "fiub":
            raise OutsideDomain(f"{name} must be real numbers; found {array.dtype}")
    if prediction.shape != target.shape:
        raise ShapeMismatch(
            f"predictions and targets have one shape; found {prediction.shape} and {target.shape}: "
            "they are not broadcast, for (n,) against (n, 1) would compare all with all"
        )
    if target.size == 0:
        raise ShapeMismatch(f"a mean needs at least one example; found shape {target.shape}")
    if prediction.dtype.kind == "b":
        prediction = prediction.astype(np.float64)
    return prediction, target if target.dtype.kind == "f" else target.astype(np.float64)
