"""Several variables: rules in the order in which they are tried, and what else there is to know of them."""

from __future__ import annotations

from calcref.core.records import Law, Rule
from calcref.multivariable import lagrange_multipliers

RULES: tuple[Rule, ...] = ()

CONCEPTS: tuple[Law, ...] = (
    lagrange_multipliers.LAW,  # extrema under constraints
)

__all__ = ["CONCEPTS", "RULES"]
