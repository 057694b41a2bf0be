"""The places where a function of several variables is level, and what the second-order test says of each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import sympy as sp

from calcref.core.records import Derivation
from calcref.core.shown import Brief

if TYPE_CHECKING:
    from calcref.core.evidence import Evidence

Kind = Literal["local minimum", "local maximum", "saddle point", "undecided"]
NOTHING = "the test decides nothing"


@dataclass(frozen=True, slots=True, repr=False)
class CriticalPoint(Brief):
    """One place where the gradient is 0.

    Args:
        at: its coordinates, in the order of the variables.
        value: that of the function.
        hessian: the second derivatives there, row by row.
        eigenvalues: of the Hessian, in rising order; numbers of 15 digits where there are more than two variables.
        kind: what the second-order test says; "undecided" where it decides nothing.
    """

    at: tuple[sp.Expr, ...]
    value: sp.Expr
    hessian: tuple[tuple[sp.Expr, ...], ...]
    eigenvalues: tuple[sp.Expr, ...]
    kind: Kind

    @property
    def said(self) -> str:
        """What the test says, in words."""
        return NOTHING if self.kind == "undecided" else self.kind


@dataclass(frozen=True, eq=False)
class CriticalPoints:
    """All critical points of a function, with the derivations that they rest on.

    Args:
        function, variables: what it is about.
        points: all places where the gradient is 0, in the order of their coordinates.
        gradient, hessian: the derivations.
    """

    function: sp.Expr
    variables: tuple[sp.Symbol, ...]
    points: tuple[CriticalPoint, ...]
    gradient: Derivation
    hessian: Derivation

    # What follows crosses layers: one line each, imported when called.

    def check(self) -> Evidence:
        """Check both derivations, each place and kind by differences, and by Newton's method that none is missing."""
        return self._evidence

    @cached_property
    def _evidence(self) -> Evidence:
        from calcref.verify.critical_points import check

        return check(self)

    def to_text(self) -> str:
        """The derivations and the table of points, for a terminal."""
        from calcref.render.critical_points import to_text

        return to_text(self)

    def to_latex(self) -> str:
        """The points as a table for math mode."""
        from calcref.render.critical_points import to_latex

        return to_latex(self)

    def to_markdown(self) -> str:
        """The derivations and the table of points, as Markdown."""
        from calcref.render.critical_points import to_markdown

        return to_markdown(self)

    def to_html(self, typeset: bool = False) -> str:
        """The same as HTML with TeX; with MathML if `typeset`."""
        from calcref.render.critical_points import to_html

        return to_html(self, typeset)

    def to_json(self) -> str:
        """The points as text and LaTeX, and both derivations in their own schema."""
        from calcref.render.critical_points import to_json

        return to_json(self)

    def _repr_html_(self) -> str:
        return self.to_html(typeset=True)

    def _repr_markdown_(self) -> str:
        return self.to_markdown()

    def __repr__(self) -> str:
        count = len(self.points)
        return f"CriticalPoints({count} point{'s' * (count != 1)}: {', '.join(it.said for it in self.points)})"

    def __str__(self) -> str:
        return self.to_text()
