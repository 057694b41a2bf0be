"""Natural gradient: the steepest way where distance is how much a distribution changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source, Stated
from calcref.core.errors import CalcrefError, OutsideDomain, ShapeMismatch
from calcref.core.shown import Brief
from calcref.optimization.first_order import FirstOrder
from calcref.optimization.hyper_parameters import at_least_0, positive
from calcref.optimization.space import flat, shaped
from calcref.verify.given import reals

FLAT, TINY = 1e-12, 1e-15  # of the largest eigenvalue, and at all: directions that change nothing


@final
@dataclass(frozen=True, slots=True, repr=False)
class NaturalGradient(Brief, FirstOrder):
    """x - learning_rate * F^-1 g, where F is the Fisher information of the distribution that x describes.

    Directions that do not change the distribution (eigenvalues of 0) are left alone.

    Args:
        learning_rate: eta.
        fisher: from x to the matrix of n by n, in the order of its flattened entries, such as `normal_fisher`.
        damping: what is added to its diagonal.

    Raises:
        OutsideDomain: the learning rate is not a positive finite number, the damping is negative; on the way, the
            matrix bends down.
        ShapeMismatch: on the way, the matrix has another size.
        CalcrefError: `fisher` is no function.

    >>> from calcref.optimization import minimize
    >>> distance = lambda p: (p[0] - 1) ** 2 / 2 * np.exp(-2 * p[1])
    >>> method = NaturalGradient(1.0, normal_fisher)
    >>> minimize(distance, np.array([0.0, 3.0]), method, steps=1, grad="autodiff").x.round(3)
    array([1.   , 3.001])
    """

    about: ClassVar[Stated] = Stated(
        id="natural-gradient",
        name="Natural gradient",
        page="optimization/natural-gradient/",
        statement="F (x' - x) = -eta*g",
        statement_latex=r"F\,(x' - x) = -\eta\,g",
        given=(r"$\eta > 0$", r"$F$ the Fisher information at $x$; $g$ has no part where $F$ is $0$"),
        source=Source(
            "Amari, Natural Gradient Works Efficiently in Learning", "Neural Computation 10 (1998), theorem 1"
        ),
        ml_use="Policies (TRPO), variational inference, and by blocks for networks (K-FAC).",
    )

    learning_rate: float
    fisher: Callable[[Any], Any]
    damping: float = 0.0

    def __post_init__(self) -> None:
        positive("learning_rate", self.learning_rate, "1.0")
        at_least_0("damping", self.damping, "1e-3")
        if not callable(self.fisher):
            raise CalcrefError(f"fisher must be a function of x that returns a matrix; found {self.fisher!r:.60}")

    def start(self, x: Any) -> None:
        """Nothing to remember."""

    def move(self, x: Any, gradient: Any, memory: Any) -> tuple[Any, Any]:
        """One step, the longer the less it changes."""
        slope = flat(gradient)
        matrix = reals(self.fisher(x), "Fisher information")
        if matrix.shape != (slope.size, slope.size):
            raise ShapeMismatch(
                f"the Fisher information of {slope.size} numbers is a matrix of {slope.size} by {slope.size}; found "
                f"shape {matrix.shape}"
            )
        if not np.all(np.isfinite(matrix)):
            return shaped(x, np.full(slope.size, np.nan)), None
        sizes, ways = np.linalg.eigh((matrix + matrix.T) / 2 + self.damping * np.eye(slope.size))
        largest = float(np.max(np.abs(sizes)))
        tiny = max(FLAT * largest, TINY)
        if float(np.min(sizes)) < -max(1e-9 * largest, TINY):
            raise OutsideDomain(
                f"a Fisher information has no negative eigenvalue; found {float(np.min(sizes)):.3g} at x = {x!s:.60}: "
                "try the mean of the outer products of the score, or damping"
            )
        parts = np.divide(ways.T @ slope, sizes, out=np.zeros_like(slope), where=sizes > tiny)
        return shaped(x, flat(x) - self.learning_rate * (ways @ parts)), None


def softmax_fisher(logits: Any) -> Any:
    """The Fisher information diag(p) - p p^T of one class drawn with p = softmax(logits): (n, n) for logits of (n,).

    It is 0 along (1, ..., 1): adding a number to all logits changes nothing.

    >>> softmax_fisher([0.0, 0.0])
    array([[ 0.25, -0.25],
           [-0.25,  0.25]])
    """
    z = reals(logits, "logits").ravel()
    p = np.exp(z - np.max(z))
    p /= np.sum(p)
    return np.diag(p) - np.outer(p, p)


def normal_fisher(parameters: Any) -> Any:
    """The Fisher information diag(1/sigma^2, 2) of a normal density with parameters (mean, ln sigma).

    >>> normal_fisher([7.0, 0.0])
    array([[1., 0.],
           [0., 2.]])
    """
    found = reals(parameters, "parameters").ravel()
    if found.size != 2:
        raise ShapeMismatch(f"a normal density has two parameters, the mean and ln sigma; found {found.size}")
    return np.diag([np.exp(-2 * found[1]), 2.0])
