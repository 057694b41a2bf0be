"""Rules of integration, in the order in which they are tried."""

from __future__ import annotations

from calcref.core.records import Law, Rule
from calcref.integrals import (
    absolute,
    by_cases,
    by_parts,
    by_sympy,
    cases,
    conjugate,
    constant,
    constant_multiple,
    constant_sign,
    division,
    double_angle,
    equal_bounds,
    expand,
    exponential_substitution,
    fundamental_theorem,
    half_angle,
    improper,
    kinks,
    logarithmic_substitution,
    no_pole,
    odd_wave,
    partial_fractions,
    pieces,
    power_rule,
    power_substitution,
    principal_value,
    products_to_sums,
    pythagoras,
    quadratic,
    quotient,
    read_backwards,
    reciprocal,
    root_of_quadratic,
    root_of_square,
    root_substitution,
    secants,
    split,
    standard_form,
    substitution,
    sum,
    table,
    tangent,
)

RULES: tuple[Rule, ...] = (
    standard_form.RULE,  # first, collect like terms
    constant.RULE,  # nothing varies
    power_rule.RULE,  # a power of the variable
    reciprocal.RULE,  # the power that is left out
    *read_backwards.RULES,  # the slope of a known function
    *table.RULES,  # what is looked up
    absolute.POWERS,
    root_of_square.RULE,  # the root goes
    *by_cases.RULES,  # what depends on a sign
    quotient.RULE,  # of two waves
    sum.RULE,  # split sums: each term is smaller
    constant_multiple.RULE,  # take constants out
    absolute.EVEN,
    tangent.RULE,  # powers of waves, by their exponents
    secants.RULE,
    pythagoras.RULE,
    products_to_sums.RULE,
    odd_wave.RULE,
    division.RULE,  # quotients of polynomials
    partial_fractions.RULE,
    quadratic.REDUCE,
    quadratic.SPLIT,
    kinks.RULE,  # formulas that change
    substitution.RULE,  # a function of something, times its slope
    conjugate.RULE,  # sums of two roots
    root_of_quadratic.RULE,  # roots of quadratics
    power_substitution.RULE,  # a function of one power
    exponential_substitution.RULE,  # of one exponential
    root_substitution.RULE,  # of one root
    constant_sign.RULE,  # signs, on an interval
    by_parts.RULE,  # of two kinds
    logarithmic_substitution.RULE,
    expand.RULE,  # no such thing: multiply out
    double_angle.RULE,  # what is left of waves
    half_angle.RULE,
    equal_bounds.RULE,  # from a place to itself
    split.RULE,  # at poles, jumps and kinks
    pieces.RULE,  # between them, without bars
    improper.RULE,  # towards a pole, or without end
    fundamental_theorem.RULE,  # what is left is continuous
    principal_value.RULE,  # asked for by name
)
LAST = by_sympy.RULE  # where all of these fail

CONCEPTS: tuple[Law, ...] = (
    constant.RULE,
    power_rule.RULE,
    reciprocal.RULE,
    sum.RULE,
    constant_multiple.RULE,
    absolute.POWERS,
    absolute.EVEN,
    read_backwards.TABLE,
    *table.RULES,
    *by_cases.RULES,
    quotient.RULE,
    substitution.RULE,
    power_substitution.RULE,
    root_substitution.RULE,
    root_of_quadratic.RULE,
    root_of_square.RULE,
    conjugate.RULE,
    exponential_substitution.RULE,
    logarithmic_substitution.RULE,
    by_parts.RULE,
    partial_fractions.RULE,
    division.RULE,
    quadratic.SPLIT,
    quadratic.REDUCE,
    odd_wave.RULE,
    tangent.RULE,
    pythagoras.RULE,
    secants.RULE,
    products_to_sums.RULE,
    double_angle.RULE,
    half_angle.RULE,
    standard_form.RULE,
    expand.RULE,
    fundamental_theorem.RULE,
    no_pole.LAW,
    equal_bounds.RULE,
    split.RULE,
    pieces.RULE,
    kinks.RULE,
    constant_sign.RULE,
    improper.RULE,
    principal_value.RULE,
    cases.SPECIAL,
    cases.BY_CASES,
    by_sympy.RULE,
)

__all__ = ["CONCEPTS", "LAST", "RULES"]
