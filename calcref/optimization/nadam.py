"""NAdam: Adam with Nesterov's look ahead."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source, Stated
from calcref.core.trees import tree_map
from calcref.optimization.adam import moments
from calcref.optimization.first_order import FirstOrder, with_decay, zeros

WARM_UP = 0.96  # to the power t * momentum_decay: how far momentum is from its full size at step t


@final
@dataclass(frozen=True, slots=True)
class NAdam(FirstOrder):
    """Adam's step along mu' m + (1 - mu) gradient, with momentum mu of this step and mu' of the next; as PyTorch's.

    mu grows with the steps, from about beta1/2 towards beta1.

    Args:
        learning_rate: eta.
        beta1: what mu grows to, and how much of the average gradient stays.
        beta2: how much of the average square stays.
        epsilon: outside of the root.
        weight_decay: adds the gradient of weight_decay/2 |x|^2 to that of f; as in AdamW where it is `decoupled`.
        momentum_decay: psi, how fast mu grows.
        decoupled: whether the weights shrink by themselves instead.

    Raises:
        OutsideDomain: the learning rate or epsilon is not a positive finite number, a beta is not at least 0 and
            less than 1, or one of the decays is negative.

    >>> from calcref.optimization import minimize
    >>> trace = minimize(lambda x: x**2, 1.0, NAdam(learning_rate=0.1), steps=2, grad=lambda x: 2 * x)
    >>> [round(float(x), 4) for x in trace.iterates]
    [1.0, 0.8944, 0.82]
    """

    about: ClassVar[Stated] = Stated(
        id="nadam",
        name="NAdam",
        page="optimization/adaptive-methods/#nadam",
        statement=(
            "m[t] = beta1*m[t-1] + (1-beta1)*g[t], v[t] = beta2*v[t-1] + (1-beta2)*g[t]^2, "
            "mu[t] = beta1*(1 - 0.96^(t*psi)/2), p[t] = p[t-1]*mu[t], "
            "d[t] = (1-mu[t])*g[t]/(1-p[t]) + mu[t+1]*m[t]/(1-p[t]*mu[t+1]), "
            "x[t] = x[t-1] - eta*d[t]/(sqrt(v[t]/(1-beta2^t)) + epsilon)"
        ),
        statement_latex=(
            r"m_t = \beta_1 m_{t-1} + (1-\beta_1)g_t,\quad v_t = \beta_2 v_{t-1} + (1-\beta_2)g_t^2,\quad "
            r"\mu_t = \beta_1\left(1 - \tfrac12\,0.96^{t\psi}\right),\quad p_t = p_{t-1}\mu_t,\quad "
            r"d_t = \frac{(1-\mu_t)g_t}{1-p_t} + \frac{\mu_{t+1}m_t}{1-p_t\mu_{t+1}},\quad "
            r"x_t = x_{t-1} - \eta\,\frac{d_t}{\sqrt{v_t/(1-\beta_2^t)}+\varepsilon}"
        ),
        given=(r"$\eta > 0$", r"$0 \le \beta_1 < 1$", r"$0 \le \beta_2 < 1$", r"$\varepsilon > 0$", r"$\psi \ge 0$"),
        source=Source("Dozat, Incorporating Nesterov Momentum into Adam (2016)", "algorithm 8, as PyTorch has it"),
        ml_use="Adam that reacts to a turn of the gradient a step earlier.",
    )

    learning_rate: float = 2e-3
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    momentum_decay: float = 4e-3
    weight_decay: float = 0.0
    decoupled: bool = False

    def start(self, x: Any) -> Any:
        """No step taken, both averages at 0, and the product of no momenta."""
        return (0, zeros(x), zeros(x)), 1.0

    def move(self, x: Any, gradient: Any, memory: Any) -> tuple[Any, Any]:
        """One step along the average as the next step will have it."""
        averages, product = memory
        x, gradient = with_decay(self, x, gradient)
        t, first, second = moments(averages, gradient, self.beta1, self.beta2)
        now, next_ = self._momentum(t), self._momentum(t + 1)
        product *= now
        fresh = self.learning_rate * (1 - now) / (1 - product)
        kept = self.learning_rate * next_ / (1 - product * next_)
        root = math.sqrt(1 - self.beta2**t)
        moved = tree_map(
            lambda at, g, m, v: at - (fresh * g + kept * m) / (np.sqrt(v) / root + self.epsilon),
            *(x, gradient, first, second),
        )
        return moved, ((t, first, second), product)

    def _momentum(self, t: int) -> float:
        return self.beta1 * (1 - 0.5 * math.pow(WARM_UP, t * self.momentum_decay))
