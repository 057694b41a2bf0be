"""Coordinate descent: along one variable at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal, final

import numpy as np

from calcref.core.about import Source, Stated
from calcref.core.errors import OutsideDomain
from calcref.core.methods import State
from calcref.optimization.along_a_line import AlongALine, Moved, shortest
from calcref.optimization.line_search import NARROW, LineSearch
from calcref.optimization.space import Space

ORDERS = ("cyclic", "greedy")


@final
@dataclass(frozen=True, slots=True)
class CoordinateDescent(AlongALine):
    """Search along one variable, all others held, and go on to the next.

    Args:
        order: "cyclic", one variable after the other, past those whose slope is 0; "greedy", the one with the largest
            slope (Gauss and Southwell).

    Raises:
        OutsideDomain: there is no such order.

    >>> from calcref.optimization import minimize
    >>> bowl = lambda x: x[0] ** 2 + x[1] ** 2 + x[0] * x[1] - 3 * x[0]
    >>> minimize(bowl, np.zeros(2), CoordinateDescent(), grad="autodiff").x.round(6)
    array([ 2., -1.])
    """

    about: ClassVar[Stated] = Stated(
        id="coordinate-descent",
        name="Coordinate descent",
        page="optimization/projected-and-mirror-descent/#coordinate-descent",
        statement="x' = x - a*(u.g)*u",
        statement_latex=r"x' = x - a\,(u^\top g)\,u",
        given=("$u$ the unit vector of one variable",),
        source=Source("Wright, Coordinate Descent Algorithms", "Math. Program. 151 (2015) 3-34, algorithm 1"),
        ml_use="The lasso and support vector machines: a step in one weight costs one column of the data.",
    )

    order: Literal["cyclic", "greedy"] = "cyclic"
    line_search: LineSearch = NARROW

    def __post_init__(self) -> None:
        if not isinstance(self.order, str) or self.order not in ORDERS:
            raise OutsideDomain(f"coordinate descent has no order {self.order!r:.60}; try 'cyclic' or 'greedy'")

    def direction(self, space: Space, state: State, gradient: Any) -> tuple[Any, float]:
        """Down one variable."""
        if self.order == "greedy":
            chosen = int(np.argmax(np.abs(gradient)))
        else:
            later = (np.arange(gradient.size) + (0 if state.memory is None else state.memory + 1)) % gradient.size
            chosen = int(later[np.flatnonzero(gradient[later])[0]]) if np.any(gradient) else 0
        way = np.zeros_like(gradient)
        way[chosen] = -gradient[chosen]
        return way, shortest(way) if way[chosen] else 1.0

    def learned(self, memory: Any, moved: Moved) -> Any:
        """Which variable it was."""
        return int(np.argmax(np.abs(moved.way)))
