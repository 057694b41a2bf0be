"""The record of a dual problem: how it is derived, line by line, and what holds the lines to account."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from calcref.core.about import Stated
from calcref.core.evidence import Evidence, together

Data = Mapping[str, Any]
"""The matrices, vectors and numbers of one problem, by name."""

DRAWN = 20
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Dual(Stated):
    """A problem, its Lagrangian, and the largest lower bound that the Lagrangian gives.

    Args:
        primal: what is minimized, in words and TeX.
        lagrangian_latex: the objective, and each constraint times its multiplier.
        inner_latex: where the Lagrangian is least, for fixed multipliers.
        objective: of the problem, from data and a point.
        lagrangian: from data, a point, which need not be feasible, and multipliers.
        inner: where the Lagrangian is least, from data and multipliers.
        value: the dual objective, from data and multipliers.
        point: a feasible point, drawn.
        multipliers: admissible multipliers, drawn.
    """

    primal: str
    lagrangian_latex: str
    inner_latex: str
    objective: Callable[[Data, Any], float]
    lagrangian: Callable[[Data, Any, Any], float]
    inner: Callable[[Data, Any], Any]
    value: Callable[[Data, Any], float]
    point: Callable[[Data, np.random.Generator], Any]
    multipliers: Callable[[Data, np.random.Generator], Any]

    @property
    def steps(self) -> tuple[tuple[str, str], ...]:
        """The lines of the derivation, each with what it is."""
        return (
            ("the problem", self.primal),
            ("its Lagrangian", f"${self.lagrangian_latex}$"),
            ("least at", f"${self.inner_latex}$"),
            ("put in, the dual", f"${self.statement_latex}$"),
        )

    def check(self, data: Data, rng: np.random.Generator) -> Evidence:
        """The derivation at random multipliers and points.

        The inner point is lower than others, the Lagrangian there is the dual objective, at feasible points the
        Lagrangian is no higher than the objective, and so the dual objective is below it: weak duality.
        """
        found = []
        for _ in range(DRAWN):
            m, x = self.multipliers(data, rng), self.point(data, rng)
            inner, bound, aim = self.inner(data, m), self.value(data, m), self.objective(data, x)
            scale = 1 + abs(bound) + abs(aim)
            found += [
                _at_most(bound, self.lagrangian(data, x, m), scale, "the Lagrangian is least at the inner point"),
                _at_most(self.lagrangian(data, x, m), aim, scale, "at feasible points the Lagrangian is no higher"),
                _at_most(abs(self.lagrangian(data, inner, m) - bound), 0.0, scale, "the dual objective is its value"),
                _at_most(bound, aim, scale, "weak duality"),
            ]
        return together(found, "comparisons of the derivation")


def _at_most(low: float, high: float, scale: float, how: str) -> Evidence:
    error = max(0.0, float(low - high)) / scale
    return Evidence("agrees" if error <= ROUNDING else "refuted", how, 1, error)
