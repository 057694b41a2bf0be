"""What a function may reach where equations hold its variables: candidates, and what decides each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import sympy as sp

from calcref.core.records import Derivation
from calcref.core.shown import Brief, cut

if TYPE_CHECKING:
    from calcref.core.evidence import Evidence

Kind = Literal["minimum", "maximum", "saddle", "undecided"]
Equation = tuple[sp.Expr, sp.Expr]


@dataclass(frozen=True, slots=True, repr=False)
class Candidate(Brief):
    """A point at which a function may have an extremum under constraints.

    Args:
        point: the value of each variable.
        value: that of the function.
        kind: what the point is among its neighbors on the constraints, if the second-order test decides it.
        multipliers: one for each constraint; none where the multiplier rule is silent, since the gradients of the
            constraints depend on each other there.
        curvature: the rows of the second-order test, the Hessian of the Lagrangian along the constraints; empty where
            no direction is left, or the rule is silent.
    """

    point: Mapping[sp.Symbol, sp.Expr]
    value: sp.Expr
    kind: Kind
    multipliers: tuple[sp.Expr, ...] = ()
    curvature: tuple[tuple[sp.Expr, ...], ...] = ()

    @property
    def is_regular(self) -> bool:
        """Whether the gradients of the constraints are independent there, as the multiplier rule needs."""
        return bool(self.multipliers)


@dataclass(frozen=True, eq=False, repr=False)
class ConstrainedExtrema:
    """The candidates for an extremum of a function under constraints, with the equations that they come from.

    Args:
        function: what is to be small or large.
        constraints: the two sides of each equation.
        variables: the letters that move.
        letters: the multipliers, one for each constraint.
        slopes: the derivations of all partial derivatives: of the function, then of each constraint's left side minus
            its right one, in the order of the variables.
        system: the equations that every regular candidate solves.
        candidates: sorted by the value of the function.
    """

    function: sp.Expr
    constraints: tuple[Equation, ...]
    variables: tuple[sp.Symbol, ...]
    letters: tuple[sp.Symbol, ...]
    slopes: tuple[Derivation, ...]
    system: tuple[Equation, ...]
    candidates: tuple[Candidate, ...]

    @property
    def levels(self) -> tuple[sp.Expr, ...]:
        """Of each constraint the left side minus the right one."""
        from calcref.core.expr import add, negative

        return tuple(add(left, negative(right)) for left, right in self.constraints)

    # What follows crosses layers: one line each, imported when called.

    def check(self) -> Evidence:
        """Check every candidate by walking on the constraints, and look for others; once."""
        return self._evidence

    @cached_property
    def _evidence(self) -> Evidence:
        from calcref.verify.constrained import check_extrema

        return check_extrema(self)

    def to_text(self) -> str:
        """The equations and the candidates for a terminal."""
        from calcref.render.constrained import to_text

        return to_text(self)

    def to_latex(self) -> str:
        """The system of equations as one `aligned` block."""
        from calcref.render.constrained import to_latex

        return to_latex(self)

    def to_markdown(self) -> str:
        """The equations, a table of the candidates, and the derivation of every slope, which fold."""
        from calcref.render.constrained import to_markdown

        return to_markdown(self)

    def to_html(self) -> str:
        """The same as HTML with TeX, for a page that runs a math script."""
        from calcref.render.constrained import to_html

        return to_html(self)

    def to_json(self) -> str:
        """The same as JSON text; each slope is the table that `Derivation.to_json` writes."""
        from calcref.render.constrained import to_json

        return to_json(self)

    def _repr_markdown_(self) -> str:
        return self.to_markdown()

    def __repr__(self) -> str:
        return f"ConstrainedExtrema({cut(', '.join(f'{it.kind} {it.value}' for it in self.candidates), 240)})"

    def __str__(self) -> str:
        return self.to_text()
