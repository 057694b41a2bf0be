"""Adadelta: steps as long as recent steps were, so that no rate needs to be found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source, Stated
from calcref.core.trees import tree_map
from calcref.optimization.first_order import FirstOrder, average, decayed, squares, wide, zeros


@final
@dataclass(frozen=True, slots=True)
class Adadelta(FirstOrder):
    """d = gradient * sqrt(u + epsilon) / sqrt(v + epsilon), x - learning_rate * d; v and u average gradient^2 and d^2.

    As PyTorch's. The ratio of the roots has the unit of x over that of the gradient, so the step has the unit of x,
    which the gradient alone has not. Since u starts at 0, the first steps are about sqrt(epsilon) long.

    Args:
        learning_rate: scales every step; 1 is the method as published.
        rho: how much of each average stays.
        epsilon: inside of both roots; it is also what the first steps are made of.
        weight_decay: adds the gradient of weight_decay/2 |x|^2 to that of f.

    Raises:
        OutsideDomain: the learning rate or epsilon is not a positive finite number, rho is not at least 0 and less
            than 1, or the weight decay is negative.

    >>> from calcref.optimization import minimize
    >>> trace = minimize(lambda x: x**2, 1.0, Adadelta(), steps=1, grad=lambda x: 2 * x)
    >>> round(1 - float(trace.x), 6)
    0.003162
    """

    about: ClassVar[Stated] = Stated(
        id="adadelta",
        name="Adadelta",
        page="optimization/adaptive-methods/#adadelta",
        statement=(
            "v[t] = rho*v[t-1] + (1-rho)*g[t]^2, d[t] = g[t]*sqrt(u[t-1]+epsilon)/sqrt(v[t]+epsilon), "
            "u[t] = rho*u[t-1] + (1-rho)*d[t]^2, x[t] = x[t-1] - eta*d[t]"
        ),
        statement_latex=(
            r"v_t = \rho v_{t-1} + (1-\rho)g_t^2,\quad "
            r"d_t = \frac{\sqrt{u_{t-1}+\varepsilon}}{\sqrt{v_t+\varepsilon}}\,g_t,\quad "
            r"u_t = \rho u_{t-1} + (1-\rho)d_t^2,\quad x_t = x_{t-1} - \eta\,d_t"
        ),
        given=(r"$\eta > 0$", r"$0 \le \rho < 1$", r"$\varepsilon > 0$"),
        source=Source("Zeiler, ADADELTA: An Adaptive Learning Rate Method (2012)", "algorithm 1"),
        ml_use="For those who would rather not choose a rate, at the price of a slow start.",
    )

    learning_rate: float = 1.0
    rho: float = 0.9
    epsilon: float = 1e-6
    weight_decay: float = 0.0

    def start(self, x: Any) -> Any:
        """Both averages at 0."""
        return zeros(x), zeros(x)

    def move(self, x: Any, gradient: Any, memory: Any) -> tuple[Any, Any]:
        """One step, about as long as those before."""
        second, steps = memory
        gradient = decayed(wide(gradient), x, self.weight_decay)
        second = average(second, squares(gradient), self.rho)
        step = tree_map(
            lambda g, u, v: np.sqrt(u + self.epsilon) / np.sqrt(v + self.epsilon) * g, gradient, steps, second
        )
        steps = average(steps, squares(step), self.rho)
        return tree_map(lambda at, d: at - self.learning_rate * d, x, step), (second, steps)
