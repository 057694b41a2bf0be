"""Momentum: a ball that rolls down, and keeps a part of its speed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, final

from calcref.core.about import Source, Stated
from calcref.core.trees import tree_map
from calcref.optimization.first_order import FirstOrder, zeros


@final
@dataclass(frozen=True, slots=True)
class Momentum(FirstOrder):
    """Polyak's heavy ball: v = momentum * v - learning_rate * gradient, x + v.

    The same as x - learning_rate * gradient + momentum * (x - the x before). At a constant rate its iterates are those
    of `SGD` with momentum, which keeps the rate outside of the velocity.

    Raises:
        OutsideDomain: the learning rate is not a positive finite number, or momentum is not at least 0 and less than 1.

    >>> from calcref.optimization import minimize
    >>> trace = minimize(lambda x: x**2, 1.0, Momentum(0.25, momentum=0.5), steps=2, grad=lambda x: 2 * x)
    >>> [float(x) for x in trace.iterates]
    [1.0, 0.5, 0.0]
    """

    about: ClassVar[Stated] = Stated(
        id="momentum",
        name="Momentum",
        page="optimization/momentum/",
        statement="v[k+1] = mu*v[k] - eta*grad f(x[k]), x[k+1] = x[k] + v[k+1]",
        statement_latex=r"v_{k+1} = \mu v_k - \eta\,\nabla f(x_k),\quad x_{k+1} = x_k + v_{k+1}",
        given=(r"$\eta > 0$", r"$0 \le \mu < 1$"),
        source=Source(
            "Polyak, Some methods of speeding up the convergence of iteration methods",
            "USSR Comput. Math. Math. Phys. 4 (1964) 1-17",
        ),
        ml_use="Trains a network through narrow valleys, whose walls it does not bounce between.",
    )

    learning_rate: float
    momentum: float = 0.9

    def start(self, x: Any) -> Any:
        """At rest."""
        return zeros(x)

    def move(self, x: Any, gradient: Any, memory: Any) -> tuple[Any, Any]:
        """One step along the velocity."""
        velocity = tree_map(lambda v, g: self.momentum * v - self.learning_rate * g, memory, gradient)
        return tree_map(lambda at, v: at + v, x, velocity), velocity
