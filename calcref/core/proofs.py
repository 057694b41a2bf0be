"""Why a law is true, and what goes wrong where one of its conditions is dropped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import sympy as sp

from calcref.core.about import Formula, Source, Typed, Words
from calcref.core.expr import nodes
from calcref.core.shown import Brief


@dataclass(frozen=True, slots=True, repr=False)
class FromDefinition(Brief):
    """A proof by the limit of the difference quotient of `expr` in `var`."""

    expr: sp.Expr
    var: sp.Symbol

    def words(self, source: Source | None) -> Words:
        """The proof of a law with this source, in a sentence."""
        return "by the limit of the difference quotient of ", Formula.of(self.expr)


@dataclass(frozen=True, slots=True, repr=False)
class FromForm(Brief):
    """A proof by differentiating `form`, another way to write the same function, with the other rules."""

    form: sp.Expr
    var: sp.Symbol

    @property
    def where(self) -> Words:
        """The form, and where it has a value if its logarithms do not have one everywhere."""
        inner = [node.args[0] for node in nodes(self.form) if isinstance(node, sp.log)]
        wanted = [Formula.of(expr, " > 0") for expr in inner if not expr.is_positive]
        links = (" for ", *(" and ",) * (len(wanted) - 1))
        return Formula.of(self.form), *(part for pair in zip(links, wanted, strict=False) for part in pair)

    def words(self, source: Source | None) -> Words:
        """The proof of a law with this source, in a sentence."""
        return "by the other rules, from the form ", *self.where


@dataclass(frozen=True, slots=True, repr=False)
class FromInverse(Brief):
    """A proof by the inverse function rule: `expr` in `var` is the function whose inverse is differentiated."""

    expr: sp.Expr
    var: sp.Symbol

    def words(self, source: Source | None) -> Words:
        """The proof of a law with this source, in a sentence."""
        return "by the inverse function rule, as the inverse of ", Formula.of(self.expr)


@dataclass(frozen=True, slots=True, repr=False)
class Argument(Brief):
    """A proof in words, where the limit of the difference quotient is beyond SymPy; TeX between dollar signs."""

    text: str
    source: Source

    def words(self, source: Source | None) -> Words:
        """The proof of a law with this source, in a sentence, and where it stands if that is elsewhere."""
        return (self.text if self.source == source else f"{self.text} ({self.source})",)


@dataclass(frozen=True, slots=True, repr=False)
class Counterexample(Brief):
    """What goes wrong at `at` when `dropped`, one of the conditions, is dropped.

    Args:
        expr: the function, as a reader would type it.
        at: the point, as a reader would type it.
        dropped: the condition or hypothesis that fails there, with TeX between dollar signs as in its own words.
        found: what happens instead, with TeX between dollar signs.
    """

    expr: str
    at: str
    dropped: str
    found: str

    def words(self, lettered: Callable[[str], str]) -> Words:
        """The example in a sentence; `lettered` writes what is dropped in the letters of the law."""
        function, point = Formula.of(Typed(self.expr)), Formula.of(Typed(self.at))
        return f"{lettered(self.dropped)}: ", function, " at ", point, f", where {self.found}"
