"""Clipping: a gradient that is too long is shortened before a method sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source, Stated
from calcref.core.errors import OutsideDomain
from calcref.core.trees import tree_map
from calcref.optimization.around import Around, inside
from calcref.optimization.first_order import FirstOrder
from calcref.optimization.hyper_parameters import positive
from calcref.optimization.objective import norm as length


@final
@dataclass(frozen=True, slots=True)
class Clipped(Around):
    """`method`, given gradients of bounded length, or of bounded entries.

    Args:
        method: a first-order method.
        norm: the longest gradient, over all entries of a tree; a longer one keeps its direction.
        value: the largest entry instead; a larger one is set to it, which turns the direction.

    Raises:
        OutsideDomain: not exactly one of `norm` and `value` is given, or it is not a positive finite number.
        CalcrefError: `method` is none of these.

    >>> from calcref.optimization import GradientDescent, minimize
    >>> method = Clipped(GradientDescent(0.5), norm=1.0)
    >>> float(minimize(lambda x: x**4, 10.0, method, steps=1, grad=lambda x: 4 * x**3).x)
    9.5
    """

    about: ClassVar[Stated] = Stated(
        id="gradient-clipping",
        name="Gradient clipping",
        page="optimization/schedules-and-clipping/#clipping",
        statement="x' = x - eta*h, h = min(1, c/|g|) g",
        statement_latex=r"x' = x - \eta\,h,\quad h = \min\Bigl(1, \frac{c}{\sqrt{g^\top g}}\Bigr)\,g",
        given=(r"$c > 0$", r"$g \ne 0$"),
        source=Source(
            "Pascanu, Mikolov and Bengio, On the Difficulty of Training Recurrent Networks (2013)", "algorithm 1"
        ),
        ml_use="Recurrent networks and transformers, where a rare batch has a gradient a thousand times too long.",
    )

    method: FirstOrder
    norm: float | None = None
    value: float | None = None

    def __post_init__(self) -> None:
        inside(self)
        if (self.norm is None) == (self.value is None):
            raise OutsideDomain(
                f"clipping is by norm or by value, one of the two; found norm={self.norm!r}, value={self.value!r}: try "
                "Clipped(method, norm=1.0)"
            )
        name = "value" if self.norm is None else "norm"
        positive(name, getattr(self, name), "1.0")

    def move(self, x: Any, gradient: Any, memory: Any) -> tuple[Any, Any]:
        """A step by what is left of the gradient."""
        return self.method.move(x, self._clipped(gradient), memory)

    def _clipped(self, gradient: Any) -> Any:
        if self.norm is None:
            return tree_map(lambda leaf: np.clip(leaf, -self.value, self.value), gradient)  # type: ignore[operator]
        found = length(gradient)
        if not found > self.norm:
            return gradient
        share = self.norm / found
        return tree_map(lambda leaf: leaf * share, gradient)
