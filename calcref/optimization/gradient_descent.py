"""Gradient descent: against the gradient, by the same multiple of it at every step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, final

from calcref.core.about import Source, Stated
from calcref.core.trees import tree_map
from calcref.optimization.first_order import FirstOrder


@final
@dataclass(frozen=True, slots=True)
class GradientDescent(FirstOrder):
    """Gradient descent, x - learning_rate * f'(x).

    Where the gradient is Lipschitz with constant L, every step with learning_rate < 2/L lowers f (Nesterov,
    section 1.2.3); above 2/L a quadratic is left for good.

    Raises:
        OutsideDomain: the learning rate is not a positive finite number.

    >>> from calcref.optimization import minimize
    >>> minimize(lambda x: 2 * x**2, 1.0, GradientDescent(learning_rate=0.125), steps=3, grad=lambda x: 4 * x).values
    (2.0, 0.5, 0.125, 0.03125)
    """

    about: ClassVar[Stated] = Stated(
        id="gradient-descent",
        name="Gradient descent",
        page="optimization/gradient-descent/",
        statement="x[k+1] = x[k] - eta*grad f(x[k])",
        statement_latex=r"x_{k+1} = x_k - \eta\,\nabla f(x_k)",
        given=(r"$\eta > 0$",),
        source=Source("Nesterov, Introductory Lectures on Convex Optimization (2004)", "section 1.2.3"),
        ml_use="Every way of training a network by its gradient is a variation of this step.",
    )

    learning_rate: float

    def start(self, x: Any) -> None:
        """Nothing to remember."""

    def move(self, x: Any, gradient: Any, memory: Any) -> tuple[Any, Any]:
        """One multiple of the gradient down."""
        return tree_map(lambda at, slope: at - self.learning_rate * slope, x, gradient), None
