"""RMSProp: the gradient over its recent root mean square, entry by entry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source, Stated
from calcref.core.trees import tree_map
from calcref.optimization.first_order import FirstOrder, average, decayed, squares, wide, zeros


@final
@dataclass(frozen=True, slots=True)
class RMSProp(FirstOrder):
    """v = alpha * v + (1 - alpha) * gradient^2, x - learning_rate * gradient / (sqrt(v) + epsilon); as PyTorch's.

    TensorFlow keeps epsilon inside of the root. Nothing undoes the start of v at 0, so the first steps are long.

    Args:
        learning_rate: eta.
        alpha: how much of the average stays.
        epsilon: outside of the root.
        momentum: how much of a velocity stays that the steps add up to; 0 for none.
        centered: whether to subtract the square of the average gradient from v, which leaves its variance.
        weight_decay: adds the gradient of weight_decay/2 |x|^2 to that of f.

    Raises:
        OutsideDomain: the learning rate or epsilon is not a positive finite number, alpha or momentum is not at least
            0 and less than 1, or the weight decay is negative.

    >>> from calcref.optimization import minimize
    >>> trace = minimize(lambda x: x**2, 1.0, RMSProp(0.05), steps=2, grad=lambda x: 2 * x)
    >>> [round(float(x), 4) for x in trace.iterates]
    [1.0, 0.5, 0.2755]
    """

    about: ClassVar[Stated] = Stated(
        id="rmsprop",
        name="RMSProp",
        page="optimization/adaptive-methods/#rmsprop",
        statement="v[t] = alpha*v[t-1] + (1-alpha)*g[t]^2, x[t] = x[t-1] - eta*g[t]/(sqrt(v[t]) + epsilon)",
        statement_latex=(
            r"v_t = \alpha v_{t-1} + (1-\alpha)g_t^2,\quad x_t = x_{t-1} - \eta\,\frac{g_t}{\sqrt{v_t}+\varepsilon}"
        ),
        given=(r"$\eta > 0$", r"$0 \le \alpha < 1$", r"$\varepsilon > 0$"),
        source=Source("Tieleman and Hinton, Neural Networks for Machine Learning (2012)", "lecture 6.5"),
        ml_use="AdaGrad that forgets: for networks whose gradients change in size while they train.",
    )

    learning_rate: float = 1e-2
    alpha: float = 0.99
    epsilon: float = 1e-8
    momentum: float = 0.0
    centered: bool = False
    weight_decay: float = 0.0

    def start(self, x: Any) -> Any:
        """The averages of the square and of the gradient, and the velocity, at 0."""
        return zeros(x), zeros(x), zeros(x)

    def move(self, x: Any, gradient: Any, memory: Any) -> tuple[Any, Any]:
        """One step of the gradient over its size."""
        second, first, velocity = memory
        gradient = decayed(wide(gradient), x, self.weight_decay)
        second = average(second, squares(gradient), self.alpha)
        first = average(first, gradient, self.alpha) if self.centered else first
        root = tree_map(lambda v, m: np.sqrt(v - m * m) + self.epsilon, second, first)
        velocity = tree_map(lambda u, g, size: self.momentum * u + g / size, velocity, gradient, root)
        return tree_map(lambda at, u: at - self.learning_rate * u, x, velocity), (second, first, velocity)
