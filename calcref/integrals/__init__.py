"""Rules of integration, in the order in which they are tried."""

from __future__ import annotations

from calcref.core.records import Law, Rule
from calcref.integrals import (
    by_cases,
    by_sympy,
    cases,
    constant,
    constant_multiple,
    equal_bounds,
    expand,
    fundamental_theorem,
    improper,
    pieces,
    power_rule,
    quotient,
    read_backwards,
    reciprocal,
    split,
    standard_form,
    substitution,
    sum,
    table,
)

RULES: tuple[Rule, ...] = (
    standard_form.RULE,  # first, collect like terms
    constant.RULE,  # nothing varies
    power_rule.RULE,  # a power of the variable
    reciprocal.RULE,  # the power that is left out
    *read_backwards.RULES,  # the slope of a known function
    *table.RULES,  # what is looked up
    *by_cases.RULES,  # what depends on a sign
    quotient.RULE,  # of two waves
    sum.RULE,  # split sums: each term is smaller
    constant_multiple.RULE,  # take constants out
    substitution.RULE,  # a function of something, times its slope
    expand.RULE,  # no such thing: multiply out
    equal_bounds.RULE,  # from a place to itself
    split.RULE,  # at poles, jumps and kinks
    pieces.RULE,  # between them, without bars
    improper.RULE,  # towards a pole, or without end
    fundamental_theorem.RULE,  # what is left is continuous
)
LAST = by_sympy.RULE  # where all of these fail

CONCEPTS: tuple[Law, ...] = (
    constant.RULE,
    power_rule.RULE,
    reciprocal.RULE,
    sum.RULE,
    constant_multiple.RULE,
    read_backwards.TABLE,
    *table.RULES,
    *by_cases.RULES,
    quotient.RULE,
    substitution.RULE,
    standard_form.RULE,
    expand.RULE,
    fundamental_theorem.RULE,
    equal_bounds.RULE,
    split.RULE,
    pieces.RULE,
    improper.RULE,
    cases.SPECIAL,
    cases.BY_CASES,
    by_sympy.RULE,
)

__all__ = ["CONCEPTS", "LAST", "RULES"]
