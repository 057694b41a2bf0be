"""Laws of functions of several variables, in reading order."""

from __future__ import annotations

from calcref.core.records import Law
from calcref.multivariable import (
    chain_rule,
    change_of_variables,
    curl,
    directional_derivative,
    divergence,
    double_integral,
    gradient,
    hessian,
    implicit_function,
    inverse_function,
    jacobian,
    lagrange_multipliers,
    laplacian,
    partial_derivative,
    second_order_test,
    symmetry,
    taylor,
)

CONCEPTS: tuple[Law, ...] = (
    partial_derivative.LAW,  # all variables but one held still
    gradient.LAW,  # all of these, side by side
    directional_derivative.LINE,  # any other direction
    directional_derivative.LAW,  # the same, from the gradient
    chain_rule.TOTAL,  # along a path
    jacobian.LAW,  # several functions at once
    chain_rule.COMPOSITION,  # one map after another
    hessian.LAW,  # twice
    symmetry.LAW,  # in either order
    divergence.LAW,  # what a field carries away
    curl.LAW,  # how it turns
    curl.SPACE,  # and around which axis
    curl.FREE,  # a gradient does not
    laplacian.LAW,  # all bending together
    laplacian.FLOW,  # what a gradient carries away
    taylor.LAW,  # the polynomial that fits best
    second_order_test.LAW,  # how a function bends where it is level
    implicit_function.LAW,  # where equations describe functions
    inverse_function.LAW,  # the way back
    lagrange_multipliers.LAW,  # where equations hold the variables
    double_integral.INSIDE,  # volumes, one variable after the other
    double_integral.FUBINI,  # in either order
    double_integral.CORNER,  # of a triangle, too
    change_of_variables.LAW,  # in other coordinates
    change_of_variables.POLAR,  # those that turn
)

__all__ = ["CONCEPTS"]
