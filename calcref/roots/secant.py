"""The secant method: Newton's, with the slope between the last two places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, final

from calcref.core.about import Source, Stated
from calcref.core.methods import State
from calcref.roots.problem import Equation, RootMethod, ends


@final
@dataclass(frozen=True, slots=True)
class Secant(RootMethod):
    """To where the line through the last two places crosses zero: one value a step, and order 1.618.

    >>> from calcref.roots import find_root
    >>> round(find_root(lambda x: x**2 - 2, (1.0, 2.0), Secant()).x, 12)
    1.414213562373
    """

    about: ClassVar[Stated] = Stated(
        id="secant-method",
        name="Secant method",
        page="optimization/roots/#secant",
        statement="x' = x - f(x)*(x - w)/(f(x) - f(w)), w the place before x",
        statement_latex=r"x' = x - y\,\frac{x - w}{y - z}",
        given=("$w$ the place before $x$, $y$ and $z$ the values of $f$ at $x$ and $w$, not equal",),
        source=Source("Burden and Faires, Numerical Analysis (2010)", "algorithm 2.4"),
        ml_use="In several variables it is BFGS: a slope that is learned from two gradients.",
    )

    def init(self, problem: Equation, x0: Any) -> State:
        """The second of two places, with the first in memory."""
        first, second = ends(x0, self)
        return State(second, problem.at(second), memory=(first, problem.at(first)), evaluations=2)

    def step(self, problem: Equation, state: State) -> State:
        """Where the line crosses zero; `state` itself where it is level."""
        before, value = state.memory
        if value == state.value:
            return state
        x = state.x - state.value * (state.x - before) / (state.value - value)
        return State(x, problem.at(x), memory=(state.x, state.value), evaluations=state.evaluations + 1)
