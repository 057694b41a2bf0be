"""Romberg's rule: trapezoid sums, whose errors in h^2, h^4, ... are taken out one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, final

import numpy as np

from calcref.core.about import Source, Stated
from calcref.core.methods import Method, State, Trace
from calcref.quadrature.composite import Integral
from calcref.quadrature.estimate import Integrand, in_order, values, whole

MOST = 24  # halvings


@final
@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Romberg(Stated, Method):
    """R[k, 0] is the trapezoid sum on 2^k panels, and R[k, j] = R[k, j-1] + (R[k, j-1] - R[k-1, j-1])/(4^j - 1).

    Each halving reads the function only where it has not been read yet.

    >>> round(romberg(np.exp, 0, 1, halvings=5), 12)
    1.718281828459
    """

    def __call__(self, f: Integrand, a: float, b: float, halvings: int = 6) -> float:
        """The estimate R[halvings, halvings] of the integral of `f` from `a` to `b`.

        Raises:
            OutsideDomain: a bound or a value of `f` is not a finite real number, the bounds are out of order, or
                `halvings` is not a whole number from 0 to 24.
            ShapeMismatch: `f` returns another shape than it was given.
        """
        return float(self.trace(f, a, b, halvings).value)

    def trace(self, f: Integrand, a: float, b: float, halvings: int = 6) -> Trace:
        """The states of all halvings: `memory` of the k-th is the row R[k, 0], ..., R[k, k] of the table."""
        low, high = in_order(a, b)
        states = [self.init(Integral(f, low, high), 1)]
        for _ in range(whole(halvings, "halvings", 0, MOST, 6)):
            states.append(self.step(Integral(f, low, high), states[-1]))
        return Trace(tuple(states), "steps")

    def init(self, problem: Integral, x0: Any) -> State:
        """The trapezoid sum on `x0` panels."""
        panels = whole(x0, "the number of panels", 1, 2**MOST, 1)
        at = np.linspace(problem.lower, problem.upper, panels + 1)
        found = values(problem.integrand, at)
        first = (problem.upper - problem.lower) / panels * float(np.sum(found) - (found[0] + found[-1]) / 2)
        return State(panels, first, memory=(first,), evaluations=panels + 1)

    def step(self, problem: Integral, state: State) -> State:
        """The next row of the table, from the middles of all panels."""
        h = (problem.upper - problem.lower) / state.x
        middles = problem.lower + h * (np.arange(state.x) + 0.5)
        row = [(state.memory[0] + h * float(np.sum(values(problem.integrand, middles)))) / 2]
        for j, before in enumerate(state.memory, 1):
            row.append(row[-1] + (row[-1] - before) / (4**j - 1))
        return State(2 * state.x, row[-1], memory=tuple(row), evaluations=state.evaluations + state.x)


romberg = Romberg(
    id="rombergs-rule",
    name="Romberg's rule",
    page="quadrature/gaussian-quadrature/#romberg",
    statement="R[k,j] = R[k,j-1] + (R[k,j-1] - R[k-1,j-1])/(4^j - 1), R[k,0] the trapezoid sum on 2^k panels",
    statement_latex=r"R_{kj} = R_{k,j-1} + \frac{R_{k,j-1} - R_{k-1,j-1}}{4^j - 1}",
    given=("$R_{k0}$ the trapezoid sum on $2^k$ panels; $f$ with $2j + 2$ continuous derivatives",),
    source=Source("Davis and Rabinowitz, Methods of Numerical Integration (2nd ed.)", "section 6.3"),
    ml_use="Integrals of smooth curves from samples on a grid that is already there, such as a learning curve.",
)
