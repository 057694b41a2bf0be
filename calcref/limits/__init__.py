"""Rules for limits, in the order in which they are tried."""

from __future__ import annotations

from calcref.core.records import Rule
from calcref.limits import both_sides, by_sympy, infinite_limit, leading_term, one_side

RULES: tuple[Rule, ...] = (
    one_side.RULE,  # no kinks far out, nor on one side
    leading_term.RULE,  # powers of the distance
    by_sympy.RULE,  # a limit that is a number
    infinite_limit.RULE,  # one that is not: what makes an integral diverge
)

AT_A_POINT: tuple[Rule, ...] = (
    both_sides.RULE,  # a kink: each side by itself
    one_side.RULE,  # on one side there is none
    leading_term.RULE,  # powers of the distance
    by_sympy.RULE,  # what has no such powers
)

CONCEPTS: tuple[Rule, ...] = (*AT_A_POINT, infinite_limit.RULE)  # in reading order

__all__ = ["AT_A_POINT", "CONCEPTS", "RULES"]
