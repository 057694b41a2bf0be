"""RAdam: Adam that waits until its average of squares can be trusted."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source, Stated
from calcref.core.trees import tree_map
from calcref.optimization.adam import moments
from calcref.optimization.first_order import FirstOrder, with_decay, zeros

ENOUGH = 5  # an average over so many gradients has a variance that its formula gives


@final
@dataclass(frozen=True, slots=True)
class RAdam(FirstOrder):
    """Adam's step times r[t], which grows towards 1; before v averages over five gradients, a step along m alone.

    As PyTorch's, which divides by sqrt(v) + epsilon before it corrects v.

    Args:
        learning_rate: eta.
        beta1: how much of the average gradient stays.
        beta2: how much of the average square stays.
        epsilon: outside of the root.
        weight_decay: adds the gradient of weight_decay/2 |x|^2 to that of f; as in AdamW where it is `decoupled`.
        decoupled: whether the weights shrink by themselves instead.

    Raises:
        OutsideDomain: the learning rate or epsilon is not a positive finite number, a beta is not at least 0 and
            less than 1, or the weight decay is negative.

    >>> from calcref.optimization import minimize
    >>> trace = minimize(lambda x: x**2, 1.0, RAdam(learning_rate=0.1), steps=1, grad=lambda x: 2 * x)
    >>> round(float(trace.x), 6)
    0.8
    """

    about: ClassVar[Stated] = Stated(
        id="radam",
        name="RAdam",
        page="optimization/adaptive-methods/#radam",
        statement=(
            "m[t] = beta1*m[t-1] + (1-beta1)*g[t], v[t] = beta2*v[t-1] + (1-beta2)*g[t]^2, "
            "n = 2/(1-beta2) - 1, q[t] = n - 2*t*beta2^t/(1-beta2^t), "
            "r[t] = sqrt((q[t]-4)*(q[t]-2)*n/((n-4)*(n-2)*q[t])), "
            "x[t] = x[t-1] - eta*r[t]*(m[t]/(1-beta1^t))*sqrt(1-beta2^t)/(sqrt(v[t]) + epsilon) where q[t] > 5, "
            "x[t-1] - eta*m[t]/(1-beta1^t) elsewhere"
        ),
        statement_latex=(
            r"m_t = \beta_1 m_{t-1} + (1-\beta_1)g_t,\quad v_t = \beta_2 v_{t-1} + (1-\beta_2)g_t^2,\quad "
            r"q_t = n - \frac{2t\beta_2^t}{1-\beta_2^t},\quad "
            r"r_t = \sqrt{\frac{(q_t-4)(q_t-2)\,n}{(n-4)(n-2)\,q_t}},\quad "
            r"u_t = [q_t > 5]\,\frac{r_t\sqrt{1-\beta_2^t}}{\sqrt{v_t}+\varepsilon} + [q_t \le 5],\quad "
            r"x_t = x_{t-1} - \eta\,\frac{m_t}{1-\beta_1^t}\,u_t,\quad n = \frac{2}{1-\beta_2} - 1"
        ),
        given=(r"$\eta > 0$", r"$0 \le \beta_1 < 1$", r"$0 \le \beta_2 < 1$", r"$\varepsilon > 0$"),
        source=Source("Liu and others, On the Variance of the Adaptive Learning Rate and Beyond (2020)", "algorithm 2"),
        ml_use="Adam that needs no warm-up of its rate by hand.",
    )

    learning_rate: float = 1e-3
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    weight_decay: float = 0.0
    decoupled: bool = False

    def start(self, x: Any) -> Any:
        """No step taken, and both averages at 0."""
        return 0, zeros(x), zeros(x)

    def move(self, x: Any, gradient: Any, memory: Any) -> tuple[Any, Any]:
        """One step along the average, divided by the size of the gradient as far as that is known."""
        x, gradient = with_decay(self, x, gradient)
        t, first, second = moments(memory, gradient, self.beta1, self.beta2)
        rate, trust = self.learning_rate / (1 - self.beta1**t), self._trust(t)
        if trust is None:
            return tree_map(lambda at, m: at - rate * m, x, first), (t, first, second)
        rate *= trust
        moved = tree_map(lambda at, m, v: at - rate * m / (np.sqrt(v) + self.epsilon), x, first, second)
        return moved, (t, first, second)

    def _trust(self, t: int) -> float | None:
        """By what the step is multiplied for the average of squares to have the variance it will have in the end."""
        left, most = 1 - self.beta2**t, 2 / (1 - self.beta2) - 1
        many = most - 2 * t * self.beta2**t / left
        if many <= ENOUGH:
            return None
        return math.sqrt((many - 4) * (many - 2) * most / ((most - 4) * (most - 2) * many)) * math.sqrt(left)
