"""Rules of differentiation, in the order in which they are tried."""

from __future__ import annotations

from calcref.core.records import Rule
from calcref.derivatives import (
    angle,
    chain_rule,
    change_of_base,
    constant,
    constant_multiple,
    general_power,
    higher_derivative,
    identity,
    maximum,
    piecewise,
    power_rule,
    product_rule,
    quotient_rule,
    sum,
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
    angle.RULE,  # the arctangent of two arguments
    higher_derivative.RULE,  # a derivative of a derivative
    variable_bounds.RULE,  # an integral, in its bounds
)

__all__ = ["DEFINITION", "RULES", "TAYLOR", "difference_quotient"]
