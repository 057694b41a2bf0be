"""A problem with constraints, and the points at which its conditions hold."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from calcref.convex.records import Said
from calcref.core.evidence import Evidence
from calcref.core.shown import Brief

Point = dict[sp.Symbol, sp.Expr]


@dataclass(frozen=True, slots=True, repr=False)
class Constrained(Brief):
    """Minimize `objective` where each of `inequalities` is at most 0 and each of `equalities` is 0."""

    objective: sp.Expr
    inequalities: tuple[sp.Expr, ...]
    equalities: tuple[sp.Expr, ...]
    variables: tuple[sp.Symbol, ...]

    @property
    def multipliers(self) -> tuple[sp.Symbol, ...]:
        """A letter for each inequality, then one for each equality."""
        names = [f"mu_{k}" for k in range(1, len(self.inequalities) + 1)]
        names += [f"lambda_{k}" for k in range(1, len(self.equalities) + 1)]
        return tuple(sp.Symbol(name, real=True) for name in names)

    @property
    def lagrangian(self) -> sp.Expr:
        """The objective, and each constraint times its multiplier."""
        constraints = (*self.inequalities, *self.equalities)
        return sp.Add(self.objective, *(m * g for m, g in zip(self.multipliers, constraints, strict=True)))


@dataclass(frozen=True, slots=True, repr=False)
class Candidate(Brief):
    """A feasible point that may be a minimum.

    Args:
        point: its coordinates.
        multipliers: one for each inequality, then one for each equality, with which the conditions of Karush, Kuhn and
            Tucker hold; None where there are none.
        active: the numbers, from 0, of the inequalities that are 0 there.
        value: of the objective.
        qualified: whether the gradients of all active constraints are linearly independent there.
        neighbors: whether feasible points around it have no lower value, by sampling.
    """

    point: Point
    multipliers: tuple[sp.Expr, ...] | None
    active: tuple[int, ...]
    value: sp.Expr
    qualified: bool
    neighbors: Evidence

    @property
    def is_kkt(self) -> bool:
        """Whether the conditions of Karush, Kuhn and Tucker hold."""
        return self.multipliers is not None


@dataclass(frozen=True, slots=True, repr=False)
class Case(Brief):
    """What was found with some inequalities taken to be active.

    Args:
        active: their numbers, from 0.
        equations: that were solved, each an expression that is 0.
        found: for each real solution the point, and why it is not a candidate, a sentence of words and expressions;
            nothing where it is one.
        solved: whether SymPy gave all solutions.
    """

    active: tuple[int, ...]
    equations: tuple[sp.Expr, ...]
    found: tuple[tuple[Point, Said], ...]
    solved: bool


@dataclass(frozen=True, repr=False)
class KKT(Brief):
    """The conditions of a problem, solved case by case.

    Args:
        problem: what was asked.
        stationarity: the slope of the Lagrangian in each variable: all of them are 0 at a solution.
        cases: one for each set of inequalities that may be active, and one for each in which the gradients of the
            constraints may depend on one another.
        candidates: the points that are left, lowest value first.
        convex: whether objective and inequalities are convex, and equalities affine, so that a point at which the
            conditions hold is a minimum of the whole; None where that was not decided.
        slater: a point strictly inside of all inequalities, where one was found.
        lower: a feasible point with a lower value than every candidate, where one was found: there is no minimum then,
            or it was missed.
    """

    problem: Constrained
    stationarity: tuple[sp.Expr, ...]
    cases: tuple[Case, ...]
    candidates: tuple[Candidate, ...]
    convex: bool | None
    slater: Point | None
    lower: Point | None

    @property
    def complete(self) -> bool:
        """Whether all cases were solved, so that no candidate is missing."""
        return all(case.solved for case in self.cases)

    @property
    def minimum(self) -> Candidate | None:
        """The lowest candidate; None where there is none, or a feasible point was found that is lower."""
        return self.candidates[0] if self.candidates and self.lower is None else None

    @property
    def is_global(self) -> bool | None:
        """Whether `minimum` is known to be one of the whole: by convexity; None where that is not known."""
        return True if self.minimum is not None and self.minimum.is_kkt and self.convex else None

    def to_text(self) -> str:
        """The steps, line by line."""
        from calcref.convex.kkt_showing import told

        return told(self, markdown=False)

    def to_markdown(self) -> str:
        """The steps in Markdown, with formulas in TeX."""
        from calcref.convex.kkt_showing import told

        return told(self, markdown=True)

    def _repr_markdown_(self) -> str:
        return self.to_markdown()

    def __str__(self) -> str:
        return self.to_text()
