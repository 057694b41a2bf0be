"""Rules for limits, in the order in which they are tried."""

from __future__ import annotations

from calcref.core.records import Rule
from calcref.limits import by_sympy, infinite_limit

RULES: tuple[Rule, ...] = (
    by_sympy.RULE,  # a limit that is a number
    infinite_limit.RULE,  # one that is not: what makes an integral diverge
)

__all__ = ["RULES"]
