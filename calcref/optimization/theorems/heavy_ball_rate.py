"""The rate of momentum on quadratics: the roots of one quadratic equation for each curvature."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from calcref.core.about import Source, Stated
from calcref.core.errors import OutsideDomain

HEAVY_BALL_RATE = Stated(
    id="heavy-ball-rate",
    name="Rate of momentum on quadratics",
    page="optimization/rates-of-convergence/#momentum",
    statement="rho = sqrt(mu), where rho is the largest size of a root of z^2 - (1 + mu - eta*lambda)*z + mu",
    statement_latex=r"\rho = \sqrt{\mu}",
    given=(
        r"$f$ quadratic, $\rho$ the largest size of a root of $z^2 - (1 + \mu - \eta\lambda)z + \mu$ over its "
        r"curvatures $\lambda$, and $(1 - \sqrt{\eta\lambda})^2 \le \mu < 1$ for each",
    ),
    source=Source(
        "Polyak, Some methods of speeding up the convergence of iteration methods",
        "USSR Comput. Math. Math. Phys. 4 (1964), section 4",
    ),
    ml_use="Why a momentum of $0.9$ suits condition numbers of some hundreds.",
)


def momentum_factor(learning_rate: float, momentum: float, curvatures: Sequence[float]) -> float:
    """By what factor a step of momentum shrinks a quadratic in the long run: above 1 it diverges.

    Each curvature has its own equation z^2 - (1 + momentum - learning_rate * curvature) z + momentum = 0.

    Raises:
        OutsideDomain: there is no curvature, or one of the numbers is not finite.

    >>> momentum_factor(0.25, 0.25, [1.0, 4.0])
    0.5
    """
    given = np.array([learning_rate, momentum, *curvatures], dtype=float)
    if len(given) < 3 or not np.all(np.isfinite(given)):
        raise OutsideDomain("a rate needs a learning rate, a momentum and at least one curvature, all finite")
    return max(_largest_root(1 + momentum - learning_rate * curvature, momentum) for curvature in given[2:])


def _largest_root(middle: float, last: float) -> float:
    """The largest size of a root of z² − middle·z + last."""
    inside = middle * middle - 4 * last
    if inside < 0:  # two conjugate roots, whose product is `last`
        return math.sqrt(last)
    return float((abs(middle) + math.sqrt(inside)) / 2)


def best_momentum(least: float, largest: float) -> tuple[float, float]:
    """The learning rate and the momentum with the least factor for curvatures between two numbers.

    Raises:
        OutsideDomain: the numbers are not positive, or in the wrong order.

    >>> best_momentum(1.0, 9.0)
    (0.25, 0.25)
    """
    if not 0 < least <= largest < math.inf:
        raise OutsideDomain(f"curvatures go from a positive number to one that is no less; found {least} and {largest}")
    total = math.sqrt(least) + math.sqrt(largest)
    return 4 / total**2, ((math.sqrt(largest) - math.sqrt(least)) / total) ** 2
