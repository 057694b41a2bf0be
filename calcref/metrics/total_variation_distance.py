"""Total variation: the largest difference in probability that any event can have."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.core.about import Source
from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.metrics.metric import Metric
from calcref.verify.given import reals

_SLACK = 1e-9  # by which a sum of probabilities may miss 1


def total_variation_distance(p: Any, q: Any) -> float:
    """Return half the sum of |p - q| for the probabilities `p` and `q` of the same values: from 0 to 1.

    Raises:
        ShapeMismatch: `p` and `q` have not one shape, or are empty.
        OutsideDomain: a probability is negative or NaN, or one of them does not sum to 1.

    >>> round(total_variation_distance([0.5, 0.5, 0.0], [0.25, 0.5, 0.25]), 12)
    0.25
    """
    one, other = _probabilities(p, "p"), _probabilities(q, "q")
    if one.shape != other.shape:
        raise ShapeMismatch(
            f"p and q give probabilities to the same values; found shapes {one.shape} and {other.shape}: a value that "
            "only one of them has gets 0 in the other"
        )
    return float(np.sum(np.abs(one - other)) / 2)


def _probabilities(value: Any, name: str) -> Any:
    found = reals(value, f"the probabilities {name}")
    if found.size == 0:
        raise ShapeMismatch(f"{name} needs at least one probability; found none")
    if not np.all(found >= 0):
        at = int(np.argmax(~(np.ravel(found) >= 0)))
        raise OutsideDomain(f"probabilities are at least 0; found {np.ravel(found)[at]:g} at index {at} of {name}")
    total = float(np.sum(found))
    if not abs(total - 1) <= _SLACK:
        raise OutsideDomain(f"the probabilities {name} must sum to 1; found {total:.12g}: try {name}/sum({name})")
    return found


TOTAL_VARIATION = Metric(
    id="total-variation-distance",
    name="Total variation distance",
    page="metrics/distances/#total-variation-distance",
    statement="sum(|p[i] - q[i]|)/2 = 1 - sum(min(p[i], q[i]))",
    statement_latex=r"\frac12\sum_i \lvert p_i - q_i\rvert = 1 - \sum_i \min(p_i, q_i)",
    given=("$p_i, q_i \\ge 0$, each with the sum $1$",),
    source=Source("Levin, Peres and Wilmer, Markov Chains and Mixing Times", "proposition 4.2"),
    ml_use="Bounds what any test, or any discriminator, can tell of two distributions.",
    value=total_variation_distance,
)
