"""Adamax: Adam by the largest gradient in place of the mean square."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source, Stated
from calcref.core.trees import tree_map
from calcref.optimization.first_order import FirstOrder, average, decayed, wide, zeros


@final
@dataclass(frozen=True, slots=True)
class Adamax(FirstOrder):
    """u = max(beta2 * u, |gradient| + epsilon), x - learning_rate * m / (1 - beta1^t) / u; as PyTorch's.

    A maximum needs no correction for its start at 0. The paper has no epsilon.

    Raises:
        OutsideDomain: the learning rate or epsilon is not a positive finite number, a beta is not at least 0 and
            less than 1, or the weight decay is negative.

    >>> from calcref.optimization import minimize
    >>> trace = minimize(lambda x: x**2, 1.0, Adamax(learning_rate=0.1), steps=1, grad=lambda x: 2 * x)
    >>> round(float(trace.x), 6)
    0.9
    """

    about: ClassVar[Stated] = Stated(
        id="adamax",
        name="Adamax",
        page="optimization/adaptive-methods/#adamax",
        statement=(
            "m[t] = beta1*m[t-1] + (1-beta1)*g[t], u[t] = max(beta2*u[t-1], |g[t]| + epsilon), "
            "x[t] = x[t-1] - eta*m[t]/((1-beta1^t)*u[t])"
        ),
        statement_latex=(
            r"m_t = \beta_1 m_{t-1} + (1-\beta_1)g_t,\quad "
            r"u_t = \max(\beta_2 u_{t-1}, \lvert g_t\rvert + \varepsilon),\quad "
            r"x_t = x_{t-1} - \eta\,\frac{m_t}{(1-\beta_1^t)\,u_t}"
        ),
        given=(r"$\eta > 0$", r"$0 \le \beta_1 < 1$", r"$0 \le \beta_2 < 1$", r"$\varepsilon > 0$"),
        source=Source("Kingma and Ba, Adam: A Method for Stochastic Optimization (2015)", "algorithm 2"),
        ml_use="Gradients that are mostly zero, with a large one now and then: embeddings.",
    )

    learning_rate: float = 2e-3
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    weight_decay: float = 0.0

    def start(self, x: Any) -> Any:
        """No step taken, the average and the maximum at 0."""
        return 0, zeros(x), zeros(x)

    def move(self, x: Any, gradient: Any, memory: Any) -> tuple[Any, Any]:
        """One step, at most about the learning rate in each entry."""
        t, first, largest = memory
        gradient = decayed(wide(gradient), x, self.weight_decay)
        first = average(first, gradient, self.beta1)
        largest = tree_map(lambda u, g: np.maximum(self.beta2 * u, np.abs(g) + self.epsilon), largest, gradient)
        rate = self.learning_rate / (1 - self.beta1 ** (t + 1))
        return tree_map(lambda at, m, u: at - rate * m / u, x, first, largest), (t + 1, first, largest)
