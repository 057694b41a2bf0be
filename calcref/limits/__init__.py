"""Rules for limits, in the order in which they are tried."""

from __future__ import annotations

from calcref.core.records import Rule
from calcref.limits import (
    both_sides,
    by_sympy,
    composition,
    continuous,
    dominant,
    ends,
    euler,
    growth,
    infinite_limit,
    laws,
    leading_term,
    lhopital,
    one_side,
    rewriting,
    squeeze,
    standard,
)

AT_A_POINT: tuple[Rule, ...] = (
    both_sides.RULE,  # a kink: each side by itself
    one_side.RULE,  # on one side there is none
    leading_term.RULE,  # powers of the distance
    by_sympy.RULE,  # what has no such powers
)

STEPS: tuple[Rule, ...] = (  # what a reader asks for, step by step
    continuous.RULE,  # the place can be put in
    ends.RULE,  # what is looked up
    *standard.TABLE,
    euler.E,
    rewriting.TURN,  # minus infinity is infinity, seen from behind
    both_sides.RULE,  # a kink: each side by itself
    one_side.RULE,  # on one side there is none
    growth.RULE,
    laws.SUM,  # what the parts say
    laws.QUOTIENT,
    laws.PRODUCT,
    composition.RULE,
    rewriting.LOGARITHM,
    rewriting.CANCEL,  # 0/0: the same, without what is 0 above and below
    standard.TRACED_BACK,
    euler.POWER,
    squeeze.RULE,
    dominant.RULE,
    rewriting.CONJUGATE,
    rewriting.TOGETHER,
    rewriting.CIRCLE,
    lhopital.RULE,
    both_sides.APART,  # where all of these fail
    leading_term.RULE,
)

RULES: tuple[Rule, ...] = (
    one_side.RULE,  # no kinks far out, nor on one side
    leading_term.RULE,  # powers of the distance
    by_sympy.RULE,  # a limit that is a number
    infinite_limit.RULE,  # one that is not: what makes an integral diverge
)

OWN: tuple[Rule, ...] = (  # in integrals: without SymPy, and without what may go on for long
    leading_term.RULE,
    *(rule for rule in STEPS if rule not in (leading_term.RULE, lhopital.RULE, both_sides.APART)),
)

LAST: Rule = by_sympy.RULE  # where no rule reaches

CONCEPTS: tuple[Rule, ...] = (  # in reading order
    continuous.RULE,
    laws.SUM,
    laws.PRODUCT,
    laws.QUOTIENT,
    composition.RULE,
    both_sides.RULE,
    one_side.RULE,
    rewriting.CANCEL,
    rewriting.CONJUGATE,
    rewriting.TOGETHER,
    rewriting.LOGARITHM,
    *standard.TABLE,
    standard.TRACED_BACK,
    rewriting.CIRCLE,
    euler.E,
    euler.POWER,
    squeeze.RULE,
    ends.RULE,
    rewriting.TURN,
    growth.RULE,
    dominant.RULE,
    lhopital.RULE,
    leading_term.RULE,
    by_sympy.RULE,
    infinite_limit.RULE,
)

__all__ = ["AT_A_POINT", "CONCEPTS", "LAST", "RULES", "STEPS"]
