"""Laws of functions of several variables, in reading order."""

from __future__ import annotations

from calcref.core.records import Law
from calcref.multivariable import (
    chain_rule,
    directional_derivative,
    gradient,
    hessian,
    implicit_function,
    inverse_function,
    jacobian,
    lagrange_multipliers,
    partial_derivative,
    second_order_test,
    symmetry,
    taylor,
)

CONCEPTS: tuple[Law, ...] = (
    partial_derivative.LAW,  # all variables but one held still
    gradient.LAW,  # all of these, side by side
    directional_derivative.LAW,  # any other direction
    chain_rule.TOTAL,  # along a path
    jacobian.LAW,  # several functions at once
    chain_rule.COMPOSITION,  # one map after another
    hessian.LAW,  # twice
    symmetry.LAW,  # in either order
    taylor.LAW,  # the polynomial that fits best
    second_order_test.LAW,  # how a function bends where it is level
    implicit_function.LAW,  # where equations describe functions
    inverse_function.LAW,  # the way back
    lagrange_multipliers.LAW,  # where equations hold the variables
)

__all__ = ["CONCEPTS"]
