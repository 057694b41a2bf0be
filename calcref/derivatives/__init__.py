"""Rules of differentiation, in the order in which they are tried."""

from __future__ import annotations

from calcref.core.records import Rule
from calcref.derivatives import (
    angle,
    beta_function,
    chain_rule,
    change_of_base,
    constant,
    constant_multiple,
    general_power,
    higher_derivative,
    identity,
    implicit_differentiation,
    indexed_product,
    indexed_sum,
    inverse_function_rule,
    leibniz_integral_rule,
    leibniz_product_formula,
    maximum,
    nth_derivatives,
    parametric_slope,
    piecewise,
    power_rule,
    product_rule,
    quotient_rule,
    smooth_maximum,
    softmax,
    sum,
    unknown_function,
    variable_bounds,
)
from calcref.derivatives.definition import DEFINITION, difference_quotient
from calcref.derivatives.elementary import ELEMENTARY_RULES
from calcref.derivatives.taylor import TAYLOR

RULES: tuple[Rule, ...] = (
    constant.RULE,  # nothing varies
    identity.RULE,  # the variable itself
    sum.RULE,  # split sums first: each term is smaller
    constant_multiple.RULE,  # then take constants out
    quotient_rule.RULE,  # a product with a denominator
    product_rule.RULE,  # a product without one
    *ELEMENTARY_RULES,  # a known function of the variable
    power_rule.RULE,  # a power of the variable
    chain_rule.RULE,  # either of them, of something else
    general_power.RULE,  # base and exponent both vary
    change_of_base.RULE,  # a logarithm whose base varies
    maximum.RULE,  # max and min
    piecewise.RULE,  # a formula for each case
    indexed_sum.RULE,  # as many terms as a letter says
    indexed_product.RULE,  # as many factors
    angle.RULE,  # the arctangent of two arguments
    beta_function.RULE,  # the beta function of two arguments
    smooth_maximum.RULE,  # the smooth maximum of several
    softmax.RULE,  # one of its shares
    unknown_function.RULE,  # a function that nobody has given
    implicit_differentiation.RULE,  # the slope of a curve that an equation draws
    inverse_function_rule.RULE,  # the slope of an inverse
    parametric_slope.RULE,  # the slope of a path
    *nth_derivatives.RULES,  # a derivative of any order, where there is a formula
    leibniz_product_formula.RULE,  # of a polynomial times such a function
    higher_derivative.RULE,  # a derivative of a derivative
    variable_bounds.RULE,  # an integral, in its bounds
    leibniz_integral_rule.RULE,  # an integral, in its integrand too
)

__all__ = ["DEFINITION", "RULES", "TAYLOR", "difference_quotient"]
