"""Muon: momentum whose matrix is made orthogonal, so that all of its directions move alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal, final

import numpy as np

from calcref.core.about import Source, Stated
from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.core.trees import tree_map
from calcref.optimization.first_order import FirstOrder, average, shrunk, wide, zeros
from calcref.optimization.hyper_parameters import check

SCALES = {
    "original": lambda rows, columns: max(1.0, rows / columns) ** 0.5,
    "match_rms_adamw": lambda rows, columns: 0.2 * max(rows, columns) ** 0.5,
}


@final
@dataclass(frozen=True, slots=True)
class Muon(FirstOrder):
    """A step along U V^T, where U S V^T is the momentum: each of its directions by the same length.

    The product is approximated by a few steps of a polynomial in the matrix (Newton and Schulz): with the default
    coefficients it takes singular values near 1, not to 1. As PyTorch's, which rounds them to bfloat16; here they have
    the precision of x.

    Args:
        learning_rate: eta.
        weight_decay: lambda; the weights shrink by themselves, as in AdamW.
        momentum: mu, how much of the average gradient stays.
        nesterov: whether to step along the average that the same gradient would lead to once more.
        coefficients: a, b and c of a X + b X X^T X + c (X X^T)^2 X.
        epsilon: the least norm by which the momentum is divided.
        iterations: how often the polynomial is applied.
        scale: what the rate is multiplied by: "original", sqrt(max(1, rows/columns)), or "match_rms_adamw",
            0.2 sqrt(max(rows, columns)), for rates that were found with AdamW.

    Raises:
        OutsideDomain: a number is out of its range, or there is no such scale.
        ShapeMismatch: it is given an array that is no matrix.

    >>> from calcref.optimization import minimize
    >>> start = np.array([[3.0, 0.0], [0.0, 0.01]])
    >>> trace = minimize(lambda x: np.sum(x**2) / 2, start, Muon(0.1, 0.0), steps=1, grad=lambda x: x)
    >>> (trace.iterates[0] - trace.x).round(2)  # one slope is 300 times the other
    array([[0.07, 0.  ],
           [0.  , 0.12]])
    """

    about: ClassVar[Stated] = Stated(
        id="muon",
        name="Muon",
        page="optimization/adaptive-methods/#muon",
        statement=(
            "B' = mu*B + (1-mu)*G, X = N(mu*B' + (1-mu)*G), x' = (1-eta*lambda)*x - eta*X, "
            "where N(U S V^T) is near U V^T"
        ),
        statement_latex=(r"B' = \mu B + (1-\mu)G,\quad x' = (1-\eta\lambda)\,x - \eta\,N(\mu B' + (1-\mu)G)"),
        given=(
            r"$x$ a matrix",
            r"$N$ so many steps of $aX + bXX^\top X + c(XX^\top)^2X$ from the matrix over its norm",
        ),
        source=Source(
            "Jordan and others, Muon: An optimizer for hidden layers in neural networks (2024)", "the algorithm"
        ),
        ml_use="The weight matrices of hidden layers; biases, embeddings and the last layer are left to AdamW.",
    )

    learning_rate: float = 1e-3
    weight_decay: float = 0.1
    momentum: float = 0.95
    nesterov: bool = True
    coefficients: tuple[float, float, float] = (3.4445, -4.7750, 2.0315)
    epsilon: float = 1e-7
    iterations: int = 5
    scale: Literal["original", "match_rms_adamw"] = "original"

    def __post_init__(self) -> None:
        check(self)
        if not isinstance(self.scale, str) or self.scale not in SCALES:
            raise OutsideDomain(f"Muon has no scale {self.scale!r:.60}; try {', '.join(map(repr, SCALES))}")

    def start(self, x: Any) -> Any:
        """The average at 0.

        Raises:
            ShapeMismatch: an array is no matrix.
        """
        tree_map(_matrix, x)
        return zeros(x)

    def move(self, x: Any, gradient: Any, memory: Any) -> tuple[Any, Any]:
        """One step along the momentum, made orthogonal."""
        gradient = wide(gradient)
        velocity = average(memory, gradient, self.momentum)
        ahead = average(velocity, gradient, self.momentum) if self.nesterov else velocity
        return tree_map(self._moved, shrunk(self, x), ahead), velocity

    def _moved(self, at: Any, momentum: Any) -> Any:
        return at - self.learning_rate * SCALES[self.scale](*momentum.shape) * self._orthogonal(momentum)

    def _orthogonal(self, momentum: Any) -> Any:
        wide_one = momentum.T if momentum.shape[0] > momentum.shape[1] else momentum
        a, b, c = self.coefficients
        x = wide_one / max(float(np.linalg.norm(wide_one)), self.epsilon)
        for _ in range(self.iterations):
            square = x @ x.T
            x = a * x + (b * square + c * square @ square) @ x
        return x.T if momentum.shape[0] > momentum.shape[1] else x


def _matrix(leaf: Any) -> None:
    if np.ndim(leaf) != 2:
        raise ShapeMismatch(
            f"Muon moves matrices; found shape {np.shape(leaf)}: give it the weight matrices alone, and "
            "train the rest by AdamW"
        )
