"""How a tangent goes through a rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from calcref.autodiff.mechanism.box import shape, unboxed
from calcref.core.errors import NoRuleApplies, ShapeMismatch

if TYPE_CHECKING:
    from calcref.autodiff.mechanism.rule import ArrayRule


def push(rule: ArrayRule, x_dots: Sequence[Any], y: Any, values: Sequence[Any], options: dict[str, Any]) -> Any:
    """The tangent of `y` from those of the arguments, None where an argument has none."""
    if callable(rule.jvp) and len(values) > 1:
        filled = tuple(np.zeros_like(unboxed(v)) if x is None else x for x, v in zip(x_dots, values, strict=True))
        y_dot = rule.jvp(filled, y, *values, **options)
    else:
        y_dot = None
        for k, x_dot in enumerate(x_dots):
            if x_dot is not None:
                part = share(rule, k, x_dot, y, values, options)
                y_dot = part if y_dot is None else y_dot + part
    if not rule.fresh:
        _check(rule, y, y_dot)
    return y_dot


def share(rule: ArrayRule, k: int, x_dot: Any, y: Any, values: Sequence[Any], options: dict[str, Any]) -> Any:
    """What the tangent of argument `k` contributes to that of `y`."""
    jvp = rule.jvp
    if type(jvp) is tuple:
        one = jvp[k]
        if one is None:
            raise no_derivative(rule, k)
        return one(x_dot, y, *values, **options)
    if jvp == "linear" or jvp == "bilinear":
        return rule(*values[:k], x_dot, *values[k + 1 :], **options)
    return jvp(x_dot, y, *values, **options)  # type: ignore[operator]


def no_derivative(rule: ArrayRule, k: int) -> NoRuleApplies:
    """What to say where argument `k` has no derivative."""
    return NoRuleApplies(
        f"{rule.name} has no derivative in its argument number {k + 1}, which was traced; hand it stop_gradient of that"
    )


def _check(rule: ArrayRule, y: Any, y_dot: Any) -> None:
    """Refuse a tangent that does not have the shape of its value."""
    pairs = zip(y_dot, y, strict=True) if type(y) is tuple else ((y_dot, y),)
    for found, value in pairs:
        if shape(found) != shape(value):
            raise ShapeMismatch(
                f"the jvp of {rule.name} returned a tangent of shape {shape(found)} for a value of shape {shape(value)}"
            )
