"""Projection: after every step back to the nearest point that is allowed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source, Stated
from calcref.core.errors import CalcrefError, OutsideDomain, ShapeMismatch
from calcref.core.trees import tree_map
from calcref.optimization.around import Around, inside
from calcref.optimization.first_order import FirstOrder
from calcref.optimization.sets import ConvexSet

NEAR = 1e-9  # of the size of a start: nearer to the set than this is in it


@final
@dataclass(frozen=True, slots=True)
class Projected(Around):
    """`method` with every iterate moved to the nearest point of a convex set, leaf by leaf.

    With `GradientDescent` it is projected gradient descent. The norm in its trace is that of x - P(x - gradient): 0
    exactly where no way that is allowed leads down, if the function is convex.

    Args:
        method: a first-order method.
        onto: a set such as `Box(0, 1)`, `Ball(2.0)`, `Simplex()`; or whatever else has a method `project`.

    Raises:
        CalcrefError: `method` or `onto` is none of these.
        OutsideDomain: at the start, x is not in the set.
        ShapeMismatch: the projection of x has another shape.

    >>> from calcref.optimization import Box, GradientDescent, minimize
    >>> method = Projected(GradientDescent(0.25), onto=Box(0.0, 1.0))
    >>> trace = minimize(lambda x: (x - 3.0) ** 2, 0.5, method, grad=lambda x: 2 * (x - 3.0))
    >>> float(trace.x), trace.reason
    (1.0, 'gradient')
    """

    about: ClassVar[Stated] = Stated(
        id="projected-gradient-descent",
        name="Projected gradient descent",
        page="optimization/projected-and-mirror-descent/",
        statement="x' = P(x - eta*g), P(z) the point of C nearest to z",
        statement_latex=r"x' = \operatorname{proj}(x - \eta\,g)",
        given=(r"$\eta > 0$", r"$\operatorname{proj}$ the nearest point of a closed convex set, which holds the start"),
        source=Source("Beck, First-Order Methods in Optimization (2017)", "section 8.2"),
        ml_use="Weights that may not be negative, attacks within a small box around an image, weights clipped by norm.",
    )

    method: FirstOrder
    onto: ConvexSet

    def __post_init__(self) -> None:
        inside(self)
        if not isinstance(self.onto, ConvexSet) or isinstance(self.onto, type):
            raise CalcrefError(f"onto must be a set that can project; found {self.onto!r:.60}: try Box(0, 1)")

    def start(self, x: Any) -> Any:
        """The memory of the method inside.

        Raises:
            OutsideDomain: x is not in the set.
        """
        tree_map(self._allowed, x)
        return self.method.start(x)

    def move(self, x: Any, gradient: Any, memory: Any) -> tuple[Any, Any]:
        """A step, and back into the set."""
        x, memory = self.method.move(x, gradient, memory)
        return tree_map(self.onto.project, x), memory

    def reduced(self, x: Any, gradient: Any) -> Any:
        """What a step of the rate 1 would move."""
        return tree_map(lambda at, g: at - self.onto.project(at - g), x, gradient)

    def _allowed(self, leaf: Any) -> None:
        try:
            nearest = np.asarray(self.onto.project(leaf))
        except ValueError as error:
            raise ShapeMismatch(f"{self.onto!r:.60} does not fit a start of shape {np.shape(leaf)}: {error}") from error
        if nearest.shape != np.shape(leaf):
            raise ShapeMismatch(
                f"a projection keeps the shape of x, {np.shape(leaf)}; {self.onto!r:.60} returns {nearest.shape}"
            )
        away = float(np.max(np.abs(nearest - leaf), initial=0.0))
        if away > NEAR * max(1.0, float(np.max(np.abs(leaf), initial=0.0))):
            raise OutsideDomain(
                f"a start must be in the set; found {leaf!s:.60}, which is {away:.3g} away from the nearest point of "
                f"{self.onto!r:.60}: try that point, {nearest!s:.60}"
            )
