"""Mirror descent on probabilities: each is multiplied, and all together are made to add up to 1 again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source, Stated
from calcref.core.errors import OutsideDomain
from calcref.core.trees import tree_map
from calcref.optimization.first_order import FirstOrder
from calcref.optimization.sets import Simplex

NEAR = 1e-9


@final
@dataclass(frozen=True, slots=True)
class MirrorDescent(FirstOrder):
    """x exp(-learning_rate * gradient), divided by its sum: descent with the distance of Kullback and Leibler.

    Every leaf is one set of probabilities. None of them becomes exactly 0, and none that is 0 at the start would grow.
    The norm in its trace is that of x - P(x - gradient), P being the projection onto the simplex.

    Raises:
        OutsideDomain: the learning rate is not a positive finite number; at the start, an entry is not positive, or the
            entries do not add up to 1.

    >>> from calcref.optimization import minimize
    >>> losses = np.array([1.0, 0.0, 2.0])
    >>> trace = minimize(lambda p: losses @ p, np.ones(3) / 3, MirrorDescent(1.0), steps=10, grad=lambda p: losses)
    >>> trace.x.round(4)
    array([0., 1., 0.])
    """

    about: ClassVar[Stated] = Stated(
        id="mirror-descent",
        name="Mirror descent on the simplex",
        page="optimization/projected-and-mirror-descent/#mirror-descent",
        statement="x'[i] = x[i]*exp(-eta*g[i])/sum(x[j]*exp(-eta*g[j]), j)",
        statement_latex=r"y_i = \frac{x_i\,e^{-\eta g_i}}{\sum_{j=1}^{n} x_j\,e^{-\eta g_j}}",
        given=(r"$\eta > 0$", r"$x_i > 0$, with the sum $1$; $y$ is the next iterate"),
        source=Source(
            "Beck and Teboulle, Mirror Descent and Nonlinear Projected Subgradient Methods",
            "Oper. Res. Lett. 31 (2003) 167-175, section 5",
        ),
        ml_use="Weights of experts, of mixtures, of models that vote; exponentiated gradients, the core of AdaBoost.",
    )

    learning_rate: float

    def start(self, x: Any) -> None:
        """Nothing to remember.

        Raises:
            OutsideDomain: x is not made of positive numbers that add up to 1.
        """
        tree_map(_probabilities, x)

    def move(self, x: Any, gradient: Any, memory: Any) -> tuple[Any, Any]:
        """One multiplication."""
        return tree_map(self._moved, x, gradient), None

    def left(self, x: Any, gradient: Any) -> Any:
        """What a projected step of the rate 1 would move."""
        return tree_map(lambda at, g: at - Simplex().project(at - g), x, gradient)

    def _moved(self, at: Any, gradient: Any) -> Any:
        weights = np.log(at) - self.learning_rate * gradient
        weights = np.exp(weights - np.max(weights))
        return weights / np.sum(weights)


def _probabilities(leaf: Any) -> None:
    if not np.ndim(leaf) or not np.all(np.isfinite(leaf)) or np.min(leaf, initial=np.inf) <= 0:
        raise OutsideDomain(
            f"mirror descent starts from an array of positive numbers; found {leaf!s:.60}: try np.full(n, 1 / n)"
        )
    total = float(np.sum(leaf))
    if abs(total - 1) > max(NEAR, 10 * float(np.finfo(np.result_type(leaf)).eps)):
        raise OutsideDomain(f"probabilities add up to 1; these add up to {total:.9g}: try x / x.sum()")
