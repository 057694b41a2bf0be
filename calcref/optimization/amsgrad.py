"""AMSGrad: Adam whose divisor never falls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source, Stated
from calcref.core.trees import tree_map
from calcref.optimization.adam import corrected, moments
from calcref.optimization.first_order import FirstOrder, decayed, wide, zeros


@final
@dataclass(frozen=True, slots=True)
class AMSGrad(FirstOrder):
    """Adam with the largest v so far in place of v; as PyTorch's Adam with `amsgrad=True`.

    The maximum is taken before the correction, as PyTorch does; the paper has no correction at all.

    Raises:
        OutsideDomain: the learning rate or epsilon is not a positive finite number, a beta is not at least 0 and
            less than 1, or the weight decay is negative.

    >>> from calcref.optimization import minimize
    >>> trace = minimize(lambda x: x**2, 1.0, AMSGrad(learning_rate=0.1), steps=1, grad=lambda x: 2 * x)
    >>> round(float(trace.x), 6)
    0.9
    """

    about: ClassVar[Stated] = Stated(
        id="amsgrad",
        name="AMSGrad",
        page="optimization/adaptive-methods/#amsgrad",
        statement=(
            "m[t] = beta1*m[t-1] + (1-beta1)*g[t], v[t] = beta2*v[t-1] + (1-beta2)*g[t]^2, "
            "w[t] = max(w[t-1], v[t]), x[t] = x[t-1] - eta*(m[t]/(1-beta1^t))/(sqrt(w[t]/(1-beta2^t)) + epsilon)"
        ),
        statement_latex=(
            r"m_t = \beta_1 m_{t-1} + (1-\beta_1)g_t,\quad v_t = \beta_2 v_{t-1} + (1-\beta_2)g_t^2,\quad "
            r"w_t = \max(w_{t-1}, v_t),\quad "
            r"x_t = x_{t-1} - \eta\,\frac{m_t/(1-\beta_1^t)}{\sqrt{w_t/(1-\beta_2^t)}+\varepsilon}"
        ),
        given=(r"$\eta > 0$", r"$0 \le \beta_1 < 1$", r"$0 \le \beta_2 < 1$", r"$\varepsilon > 0$"),
        source=Source("Reddi, Kale and Kumar, On the Convergence of Adam and Beyond (2018)", "algorithm 2"),
        ml_use="Adam where large gradients are rare, and must not be forgotten before the next one.",
    )

    learning_rate: float = 1e-3
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    weight_decay: float = 0.0

    def start(self, x: Any) -> Any:
        """No step taken; both averages, and the largest square, at 0."""
        return (0, zeros(x), zeros(x)), zeros(x)

    def move(self, x: Any, gradient: Any, memory: Any) -> tuple[Any, Any]:
        """One step, no longer than Adam's."""
        averages, largest = memory
        gradient = decayed(wide(gradient), x, self.weight_decay)
        t, first, second = moments(averages, gradient, self.beta1, self.beta2)
        largest = tree_map(np.maximum, largest, second)
        return corrected(self, x, t, first, largest), ((t, first, second), largest)
