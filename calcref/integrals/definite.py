"""What the rules of definite integrals ask about an integral: its bounds, and what stands in the way between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy as sp

from calcref.core.expr import is_open, raw
from calcref.core.letters import K
from calcref.core.questions import Antideriv, DefiniteIntegral, Question
from calcref.core.records import Ask, Derivation
from calcref.reals.breaks import Breaks, breaks
from calcref.reals.continuity import continued


@dataclass(frozen=True, slots=True)
class Definite:
    """A definite integral that can be looked into.

    Args:
        expr, var, lower, upper: its parts.
        found: where the integrand breaks.
    """

    expr: sp.Expr
    var: sp.Symbol
    lower: sp.Expr
    upper: sp.Expr
    found: Breaks

    @property
    def ends(self) -> tuple[sp.Expr, sp.Expr] | None:
        """The bounds from left to right; None where their order cannot be told."""
        if sp.Lt(self.lower, self.upper) == sp.true:
            return self.lower, self.upper
        return (self.upper, self.lower) if sp.Lt(self.upper, self.lower) == sp.true else None

    def between(self, found: Breaks, kinks: bool = False) -> tuple[sp.Expr, ...] | None:
        """The gaps (and kinks) strictly between the bounds, from the lower to the upper; None where not known."""
        if not found.gaps and not (kinks and found.kinks):
            return ()
        if self.ends is None:
            return None
        places = found.between(*self.ends, kinks)
        return places if places is None or self.ends[0] == self.lower else tuple(reversed(places))

    def is_clear(self, found: Breaks) -> bool:
        """Whether no gap lies between the bounds; where their letters leave that open, gaps of the integrand are ruled
        out by the condition that the rule names, and a jump of the antiderivative alone is not.
        """
        places = self.between(found)
        if places is not None:
            return not places
        if self.lower.is_number and self.upper.is_number:
            return False
        return all(self.found.at(gap) and not self.must_cross(gap) for gap in found.gaps)

    def must_cross(self, gap: sp.Expr) -> bool:
        """Whether `gap` lies between the bounds whatever their letters are."""
        if gap.has(K):
            return bool((sp.Abs(self.upper - self.lower) - sp.Abs(sp.diff(gap, K))).is_nonnegative)
        return bool(sp.expand((self.lower - gap) * (self.upper - gap)).is_nonpositive)

    def over(self, lower: sp.Expr, upper: sp.Expr) -> Any:
        """The same integral over other bounds."""
        return raw(DefiniteIntegral, self.expr, self.var, lower, upper)


def definite(question: Question) -> Definite | None:
    """What a definite integral asks, if what breaks its integrand is known."""
    if is_open(question.expr):
        return None
    found = breaks(question.expr, question.var)
    if found is None:
        return None
    return Definite(question.expr, question.var, question.lower, question.upper, found)


def antiderivative(asked: Definite, ask: Ask) -> tuple[Derivation, Breaks] | None:
    """An antiderivative of the integrand, and where it breaks; None where either is not known."""
    derivation = ask(raw(Antideriv, asked.expr, asked.var))
    found = None if derivation is None else breaks(derivation.answer, asked.var)
    if derivation is None or found is None:
        return None
    return derivation, continued(found) if any(gap not in asked.found.gaps for gap in found.gaps) else found


def is_missing(place: sp.Expr, *functions: Breaks) -> bool:
    """Whether `place` is infinite, or one of the functions is known to break there."""
    return bool(place.is_infinite) or any(function.at(place) for function in functions)
