"""Conjugate gradients: each direction keeps what the one before has won."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, final

from calcref.core.about import Source, Stated
from calcref.core.methods import State
from calcref.optimization.along_a_line import AlongALine, Moved, shortest
from calcref.optimization.line_search import NARROW, LineSearch
from calcref.optimization.space import Space


@final
@dataclass(frozen=True, slots=True)
class ConjugateGradient(AlongALine):
    """Search along d = -g + beta d, with beta = max(0, g (g - g before) / |g before|^2): Polak and Ribiere's.

    Where beta is 0 it starts again down the gradient.

    >>> import numpy as np
    >>> from calcref.optimization import minimize
    >>> curvature = np.array([1.0, 10.0, 100.0])
    >>> trace = minimize(lambda x: np.sum(curvature * x**2), np.ones(3), ConjugateGradient(), grad="autodiff")
    >>> trace.reason
    'gradient'
    """

    about: ClassVar[Stated] = Stated(
        id="conjugate-gradient",
        name="Conjugate gradients",
        page="optimization/second-order-methods/#conjugate-gradient",
        statement="x' = x + a d, d' = -g' + max(0, g'.(g'-g)/g.g) d",
        statement_latex=(r"x' = x + a\,d,\quad d' = -g' + \max\Bigl(0, \frac{g'^\top (g' - g)}{g^\top g}\Bigr)\,d"),
        given=(r"$g \ne 0$",),
        source=Source("Nocedal and Wright, Numerical Optimization (2006)", "section 5.2"),
        ml_use="Large linear systems: a Gauss-Newton step of a network, a kernel machine, without any matrix stored.",
    )

    line_search: LineSearch = NARROW

    def direction(self, space: Space, state: State, gradient: Any) -> tuple[Any, float]:
        """The direction that was prepared, and a first step that would gain as much as the last one did."""
        if state.memory is None:
            return -gradient, shortest(gradient)
        way, gained = state.memory
        return way, min(1e3, gained / -float(way @ gradient)) if float(way @ gradient) < 0 else 1.0

    def learned(self, memory: Any, moved: Moved) -> Any:
        """The next direction, and the product of this step with its slope."""
        before = moved.gradient - moved.change
        length = float(before @ before)  # 0 where squares of what is left are too small for doubles
        beta = max(0.0, float(moved.gradient @ moved.change) / length) if length else 0.0
        old = memory[0] if memory is not None else -before
        return -moved.gradient + beta * old, -float(moved.way @ before)
