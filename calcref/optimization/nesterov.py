"""Nesterov's accelerated gradient: momentum that looks where it is about to be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, final

from calcref.core.about import Source, Stated
from calcref.core.trees import tree_map
from calcref.optimization.first_order import FirstOrder, zeros


@final
@dataclass(frozen=True, slots=True)
class Nesterov(FirstOrder):
    """v = momentum * v - learning_rate * gradient, x + momentum * v - learning_rate * gradient.

    Nesterov takes the gradient at y = x + momentum * v, where momentum alone would lead. The iterates here are these
    y, so that f and its gradient are asked for at one place; they are those of `SGD` with `nesterov=True`.

    Raises:
        OutsideDomain: the learning rate is not a positive finite number, or momentum is not at least 0 and less than 1.

    >>> from calcref.optimization import minimize
    >>> trace = minimize(lambda x: x**2, 1.0, Nesterov(0.25, momentum=0.5), steps=2, grad=lambda x: 2 * x)
    >>> [float(x) for x in trace.iterates]
    [1.0, 0.25, -0.0625]
    """

    about: ClassVar[Stated] = Stated(
        id="nesterov-momentum",
        name="Nesterov momentum",
        page="optimization/momentum/#nesterov",
        statement=("v[k+1] = mu*v[k] - eta*grad f(x[k]), x[k+1] = x[k] + mu*v[k+1] - eta*grad f(x[k])"),
        statement_latex=(
            r"v_{k+1} = \mu v_k - \eta\,\nabla f(x_k),\quad x_{k+1} = x_k + \mu v_{k+1} - \eta\,\nabla f(x_k)"
        ),
        given=(r"$\eta > 0$", r"$0 \le \mu < 1$"),
        source=Source(
            "Nesterov, Introductory Lectures on Convex Optimization (2004), section 2.2",
            "in the variables of Sutskever, Martens, Dahl and Hinton (ICML 2013)",
        ),
        ml_use="Momentum with less overshoot; no method that reads gradients alone has a better worst case.",
    )

    learning_rate: float
    momentum: float = 0.9

    def start(self, x: Any) -> Any:
        """At rest."""
        return zeros(x)

    def move(self, x: Any, gradient: Any, memory: Any) -> tuple[Any, Any]:
        """One step from the place ahead to the next place ahead."""
        velocity = tree_map(lambda v, g: self.momentum * v - self.learning_rate * g, memory, gradient)
        return (
            tree_map(lambda at, v, g: at + self.momentum * v - self.learning_rate * g, x, velocity, gradient),
            velocity,
        )
