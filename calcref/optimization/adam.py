"""Adam: momentum, divided by the recent size of the gradient, entry by entry."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source, Stated
from calcref.core.trees import tree_map
from calcref.optimization.first_order import (
    FirstOrder,
    average,
    decayed,
    squares,
    wide,
    zeros,
)


@final
@dataclass(frozen=True, slots=True)
class Adam(FirstOrder):
    """x - learning_rate * m_hat / (sqrt(v_hat) + epsilon), m_hat = m/(1 - beta1^t), v_hat = v/(1 - beta2^t).

    m and v are moving averages of the gradient and of its square from 0 at t = 0; the divisions undo their pull
    towards 0. Defaults and place of epsilon (outside the root, after the correction) are PyTorch's. `weight_decay`
    adds the gradient of weight_decay/2 |x|^2 to that of f, which Adam then rescales, too; see AdamW.

    Raises:
        OutsideDomain: the learning rate or epsilon is not a positive finite number, a beta is not at least 0 and
            less than 1, or the weight decay is negative.

    >>> from calcref.optimization import minimize
    >>> trace = minimize(lambda x: x**2, 1.0, Adam(learning_rate=0.1), steps=1, grad=lambda x: 2 * x)
    >>> round(float(trace.x), 6)
    0.9
    """

    about: ClassVar[Stated] = Stated(
        id="adam",
        name="Adam",
        page="optimization/gradient-descent/#adam",
        statement=(
            "m[t] = beta1*m[t-1] + (1-beta1)*g[t], v[t] = beta2*v[t-1] + (1-beta2)*g[t]^2, "
            "x[t] = x[t-1] - eta*(m[t]/(1-beta1^t))/(sqrt(v[t]/(1-beta2^t)) + epsilon)"
        ),
        statement_latex=(
            r"m_t = \beta_1 m_{t-1} + (1-\beta_1)g_t,\quad v_t = \beta_2 v_{t-1} + (1-\beta_2)g_t^2,\quad "
            r"x_t = x_{t-1} - \eta\,\frac{m_t/(1-\beta_1^t)}{\sqrt{v_t/(1-\beta_2^t)}+\varepsilon}"
        ),
        given=(
            r"$\eta > 0$",
            r"$0 \le \beta_1 < 1$",
            r"$0 \le \beta_2 < 1$",
            r"$\varepsilon > 0$",
        ),
        source=Source("Kingma and Ba, Adam: A Method for Stochastic Optimization (2015)", "algorithm 1"),
        ml_use="The default for training networks whose gradients differ in size from layer to layer.",
    )

    learning_rate: float = 1e-3
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    weight_decay: float = 0.0

    def start(self, x: Any) -> Any:
        """No step taken, and both averages at 0."""
        return 0, zeros(x), zeros(x)

    def move(self, x: Any, gradient: Any, memory: Any) -> tuple[Any, Any]:
        """One step, at most about the learning rate in each entry."""
        gradient = decayed(wide(gradient), x, self.weight_decay)
        t, first, second = moments(memory, gradient, self.beta1, self.beta2)
        return corrected(self, x, t, first, second), (t, first, second)


def corrected(method: Any, x: Any, t: int, first: Any, second: Any) -> Any:
    """Step number `t` along one average over the root of another, both corrected for their start at 0."""
    rate, root = method.learning_rate / (1 - method.beta1**t), math.sqrt(1 - method.beta2**t)
    return tree_map(lambda at, m, v: at - rate * m / (np.sqrt(v) / root + method.epsilon), x, first, second)


def moments(memory: Any, gradient: Any, beta1: float, beta2: float) -> tuple[int, Any, Any]:
    """The number of this step, and the averages of the gradient and of its square, from those before."""
    t, first, second = memory
    return t + 1, average(first, gradient, beta1), average(second, squares(gradient), beta2)
