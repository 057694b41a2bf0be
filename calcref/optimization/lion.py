"""Lion: the sign of an average gradient, so that every entry moves by the rate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source, Stated
from calcref.core.trees import tree_map
from calcref.optimization.first_order import FirstOrder, average, shrunk, wide, zeros


@final
@dataclass(frozen=True, slots=True)
class Lion(FirstOrder):
    """A step of the rate in every entry, by the sign of an average of gradients in which the newest weighs more.

    Args:
        learning_rate: eta, the length of each step in each entry: a tenth or so of what Adam is given.
        beta1: how much of the average counts for the sign.
        beta2: how much of the average stays.
        weight_decay: lambda; the weights shrink by themselves, as in AdamW.

    Raises:
        OutsideDomain: the learning rate is not a positive finite number, a beta is not at least 0 and less than 1, or
            the weight decay is negative.

    >>> from calcref.optimization import minimize
    >>> trace = minimize(lambda x: x**2, 1.0, Lion(learning_rate=0.25), steps=3, grad=lambda x: 2 * x)
    >>> [float(x) for x in trace.iterates]
    [1.0, 0.75, 0.5, 0.25]
    """

    about: ClassVar[Stated] = Stated(
        id="lion",
        name="Lion",
        page="optimization/adaptive-methods/#lion",
        statement=(
            "x[t] = x[t-1] - eta*(sign(beta1*m[t-1] + (1-beta1)*g[t]) + lambda*x[t-1]), "
            "m[t] = beta2*m[t-1] + (1-beta2)*g[t]"
        ),
        statement_latex=(
            r"u_t = \beta_1 m_{t-1} + (1-\beta_1)g_t,\quad x_t = x_{t-1} - \eta\,(\operatorname{sign}(u_t) "
            r"+ \lambda x_{t-1}),\quad m_t = \beta_2 m_{t-1} + (1-\beta_2)g_t"
        ),
        given=(r"$\eta > 0$", r"$0 \le \beta_1 < 1$", r"$0 \le \beta_2 < 1$", r"$\lambda \ge 0$"),
        source=Source("Chen and others, Symbolic Discovery of Optimization Algorithms (2023)", "program 1"),
        ml_use="Large models: it keeps one average per weight where Adam keeps two.",
    )

    learning_rate: float = 1e-4
    beta1: float = 0.9
    beta2: float = 0.99
    weight_decay: float = 0.0

    def start(self, x: Any) -> Any:
        """The average at 0."""
        return zeros(x)

    def move(self, x: Any, gradient: Any, memory: Any) -> tuple[Any, Any]:
        """One step of the rate in every entry whose average is not 0."""
        gradient = wide(gradient)
        way = tree_map(np.sign, average(memory, gradient, self.beta1))
        moved = tree_map(lambda at, sign: at - self.learning_rate * sign, shrunk(self, x), way)
        return moved, average(memory, gradient, self.beta2)
