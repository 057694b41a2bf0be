"""AdaGrad: every entry has a rate of its own, which falls as its gradients add up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source, Stated
from calcref.core.trees import tree_map
from calcref.optimization.first_order import FirstOrder, decayed, wide, zeros


@final
@dataclass(frozen=True, slots=True)
class AdaGrad(FirstOrder):
    """s = s + gradient^2, x - learning_rate * gradient / (sqrt(s) + epsilon), entry by entry; as PyTorch's Adagrad.

    Args:
        learning_rate: eta.
        epsilon: keeps an entry whose gradients were all 0 from a division by 0.
        learning_rate_decay: divides the rate of step t by 1 + (t - 1) * learning_rate_decay.
        weight_decay: adds the gradient of weight_decay/2 |x|^2 to that of f.
        initial_accumulator: what s is before the first step.

    Raises:
        OutsideDomain: the learning rate or epsilon is not a positive finite number, or another one is negative.

    >>> from calcref.optimization import minimize
    >>> trace = minimize(lambda x: x**2, 1.0, AdaGrad(0.5), steps=2, grad=lambda x: 2 * x)
    >>> [round(float(x), 4) for x in trace.iterates]
    [1.0, 0.5, 0.2764]
    """

    about: ClassVar[Stated] = Stated(
        id="adagrad",
        name="AdaGrad",
        page="optimization/adaptive-methods/#adagrad",
        statement="s[t] = s[t-1] + g[t]^2, x[t] = x[t-1] - eta*g[t]/(sqrt(s[t]) + epsilon)",
        statement_latex=(r"s_t = s_{t-1} + g_t^2,\quad x_t = x_{t-1} - \eta\,\frac{g_t}{\sqrt{s_t}+\varepsilon}"),
        given=(r"$\eta > 0$", r"$\varepsilon > 0$"),
        source=Source(
            "Duchi, Hazan and Singer, Adaptive Subgradient Methods for Online Learning and Stochastic Optimization",
            "J. Mach. Learn. Res. 12 (2011) 2121-2159",
        ),
        ml_use="Rare features keep a large rate while frequent ones slow down: text, clicks, embeddings.",
    )

    learning_rate: float = 1e-2
    epsilon: float = 1e-10
    learning_rate_decay: float = 0.0
    weight_decay: float = 0.0
    initial_accumulator: float = 0.0

    def start(self, x: Any) -> Any:
        """No step taken, and the sum of squares where it begins."""
        return 0, tree_map(lambda leaf: leaf + self.initial_accumulator, zeros(x))

    def move(self, x: Any, gradient: Any, memory: Any) -> tuple[Any, Any]:
        """One step, at most the learning rate in each entry."""
        t, total = memory
        gradient = decayed(wide(gradient), x, self.weight_decay)
        total = tree_map(lambda s, g: s + g * g, total, gradient)
        rate = self.learning_rate / (1 + t * self.learning_rate_decay)
        moved = tree_map(lambda at, s, g: at - rate * g / (np.sqrt(s) + self.epsilon), x, total, gradient)
        return moved, (t + 1, total)
