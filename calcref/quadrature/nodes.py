"""Rules whose nodes follow from how many there are: on an interval, and on a weight that reaches to infinity."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, final

import numpy as np

from calcref.core.about import Stated
from calcref.quadrature.estimate import Integrand, in_order, in_range, values, whole

Nodes = Callable[[int], tuple[Any, Any]]


@final
@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class OnInterval(Stated):
    """A rule (b-a)/2 * sum(weight * f((a+b)/2 + (b-a)/2 * node)), with nodes from -1 to 1.

    Args:
        nodes: of how many there are: where they lie, and their weights, which add up to 2.
        least: the fewest points that it takes.
        most: the most.

    The other arguments are those of `Stated`.

    >>> from calcref.quadrature import gauss_legendre
    >>> round(gauss_legendre(lambda x: x**5, 0, 2, points=3), 12)
    10.666666666667
    """

    nodes: Nodes
    least: int
    most: int

    def __call__(self, f: Integrand, a: float, b: float, points: int = 20) -> float:
        """The estimate of the integral of `f` from `a` to `b`, with so many points.

        `f` takes an array and returns one of its shape (or one number, for a constant).

        Raises:
            OutsideDomain: a bound or a value of `f` is not a finite real number, the bounds are out of order, or
                `points` is not a whole number that the rule takes.
            ShapeMismatch: `f` returns another shape than it was given.
        """
        low, high = in_order(a, b)
        x, w = self.nodes(whole(points, "points", self.least, self.most, 20))
        half = (high - low) / 2
        at = np.clip(low + half * (1 + x), low, high)
        return in_range(half * float(w @ values(f, at)))


@final
@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class OnWeight(Stated):
    """A rule sum(weight * f(node)) for the integral of f(x) times a fixed weight function.

    Args:
        nodes: of how many there are: where they lie, and their weights.
        most: the most points that it takes.

    The other arguments are those of `Stated`.

    >>> from calcref.quadrature import gauss_hermite
    >>> round(gauss_hermite(lambda x: x**2, points=2) / float(np.sqrt(np.pi)), 12)
    0.5
    """

    nodes: Nodes
    most: int

    def __call__(self, f: Integrand, points: int = 20) -> float:
        """The estimate of the integral of `f` times the weight, with so many points.

        `f` takes an array and returns one of its shape (or one number, for a constant); it does not hold the weight.

        Raises:
            OutsideDomain: a value of `f` is not a finite real number, or `points` is not a whole number that the rule
                takes.
            ShapeMismatch: `f` returns another shape than it was given.
        """
        x, w = self.nodes(whole(points, "points", 1, self.most, 20))
        return in_range(float(w @ values(f, x)))
