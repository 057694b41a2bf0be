"""What a question about convexity is answered by: rules, reasons, a Hessian, or two points that refute it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import sympy as sp

from calcref.convex.domain import Domain
from calcref.core.errors import CalcrefError
from calcref.core.evidence import Evidence
from calcref.core.shown import Brief

Said = tuple[Any, ...]
"""A sentence: words, and expressions or relations between them."""
Curvature = Literal["constant", "affine", "convex", "concave", "unknown"]


@dataclass(frozen=True, slots=True, repr=False)
class CurvatureRule(Brief):
    """One way to see that a function is convex or concave from what its parts are.

    Args:
        id: the slug.
        name: what a derivation calls it.
        text: what it says, with TeX between dollar signs.
        example: a formula that it is about, as typed, and the domain on which it is tried.
    """

    id: str
    name: str
    text: str
    example: tuple[str, str]


@dataclass(frozen=True, slots=True, repr=False)
class Reason(Brief):
    """One line of a derivation: `expr` has this curvature, by a rule, from what its parts are.

    Args:
        condition: what the step leans on beside its parts, a sentence in words and expressions; empty for nothing.
    """

    expr: sp.Expr
    curvature: Curvature
    rule: CurvatureRule
    parts: tuple[Reason, ...] = ()
    condition: Said = ()


@dataclass(frozen=True, slots=True, repr=False)
class HessianCertificate(Brief):
    """The matrix of second derivatives, and expressions that were shown to be nowhere negative.

    Args:
        of: the function that is convex: the one that was asked about, or its negative.
        hessian: its entries, by rows.
        minors: its principal minors, each shown to be at least 0 on the whole domain; for a matrix of numbers they
            are the pivots of its elimination.
        strict: whether the leading ones were shown to be above 0.
    """

    of: sp.Expr
    hessian: sp.Matrix
    minors: tuple[sp.Expr, ...]
    strict: bool


@dataclass(frozen=True, slots=True, repr=False)
class Refutation(Brief):
    """Two points between which the graph leaves the side of the chord where it would have to be.

    Args:
        one: a point, by letter; each number is a fraction.
        other: the second point.
        t: the share of the way from `one` to `other` at which the values are compared.
        value: of the function there.
        chord: the height of the chord there.
        how: "exactly" where both numbers are exact, "by intervals" where doubles enclose both and do not overlap.
    """

    one: dict[sp.Symbol, sp.Rational]
    other: dict[sp.Symbol, sp.Rational]
    t: sp.Rational
    value: sp.Expr
    chord: sp.Expr
    how: str


Certificate = Reason | HessianCertificate | Refutation


@dataclass(frozen=True, repr=False)
class Convexity(Brief):
    """What is known of the shape of a function on a domain: each verdict is True, False, or None for not decided.

    Args:
        expr: the function.
        variables: the letters in which it is asked about; others are constants of any value in the domain.
        domain: where.
        convex: the verdict on chords above the graph.
        concave: the one on chords below it.
        strictly_convex: whether chords lie above the graph but for their ends.
        certificate: what shows, or refutes, that it is convex; None where nothing does.
        concave_certificate: the same for concave.
    """

    expr: sp.Expr
    variables: tuple[sp.Symbol, ...]
    domain: Domain
    convex: bool | None
    concave: bool | None
    strictly_convex: bool | None
    certificate: Certificate | None
    concave_certificate: Certificate | None

    @property
    def verdict(self) -> bool | None:
        """Whether it is convex."""
        return self.convex

    def __bool__(self) -> bool:
        raise CalcrefError(
            "a verdict can be None, which is neither yes nor no: ask for .convex, or compare it with True"
        )

    def check(self) -> Evidence:
        """Compare graph and chords at points that had no part in the verdict."""
        from calcref.convex.checking import checked

        return checked(self)

    def to_text(self) -> str:
        """The certificate, line by line."""
        from calcref.convex.showing import told

        return told(self, markdown=False)

    def to_markdown(self) -> str:
        """The certificate in Markdown, with formulas in TeX."""
        from calcref.convex.showing import told

        return told(self, markdown=True)

    def _repr_markdown_(self) -> str:
        return self.to_markdown()

    def __str__(self) -> str:
        return self.to_text()
