"""Check a penalty: its gradient against finite differences, its kinks against the slopes on their two sides."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref import differences
from calcref.core.evidence import Evidence, weakest
from calcref.regularizers.penalty import Penalty
from calcref.verify.arrays import compare
from calcref.verify.given import reals

_CLOSE = 1e-4  # nearer to a kink than this, central differences might straddle it
_TOLERANCE = 1e-7  # a hundred times what central differences of a smooth function of order one lose


def check_penalty(penalty: Penalty, weights: Any) -> Evidence:
    """Return whether the gradient of `penalty` agrees with central differences of its value.

    Weights at a kink are left out; there the ends of the subdifferential are compared with the slopes on both sides.

    >>> from calcref.regularizers import elastic_net
    >>> check_penalty(elastic_net(), [0.3, -2.0, 0.0]).verdict
    'agrees'
    """
    weights = reals(weights, "weights")
    slopes = np.asarray(differences.gradient(penalty.value, weights))
    smooth = np.all([np.abs(weights - kink.at) > _CLOSE for kink in penalty.kinks] + [np.isfinite(weights)], axis=0)
    scale = float(np.max(np.abs(slopes), initial=0.0)) + 1e-2 * max(1.0, abs(float(penalty.value(weights))))
    how = f"{penalty.name}: gradient against central differences"
    found = compare(how, np.asarray(penalty.gradient(weights))[smooth], slopes[smooth], scale, _TOLERANCE)
    parts = (found, *(_sides(penalty, kink.at) for kink in penalty.kinks))
    judged = weakest(parts)
    return Evidence(judged.verdict, judged.how, judged.points, judged.error, parts)


def check_prox(penalty: Penalty, weights: Any, step: float = 1.0) -> Evidence:
    """Return whether the proximal map of `penalty` and its conjugate agree at `weights`.

    u is the best point exactly where g = (weights - u)/step is a subgradient there, and g is one exactly where the
    penalty of u and the conjugate of g add up to <g, u>: Fenchel and Young's inequality is an equation then.

    >>> from calcref.regularizers import nuclear_norm
    >>> check_prox(nuclear_norm(0.5), [[3.0, 1.0], [0.0, 2.0]]).verdict
    'agrees'
    """
    weights = reals(weights, "weights")
    u = np.asarray(penalty.prox(weights, step))
    slopes = (weights - u) / step
    both, product = float(penalty.value(u)) + float(penalty.conjugate(slopes)), float(np.sum(slopes * u))
    how = f"{penalty.name}: penalty and conjugate against the inner product, at the proximal map"
    if np.isinf(both):
        return Evidence("refuted", f"{how}: the slope there is no subgradient at all", 1, float("inf"))
    return compare(how, [both], [product], 1.0 + abs(product), 1e-9)


def _sides(penalty: Penalty, at: float) -> Evidence:
    """The ends of the subdifferential of one weight at a kink against the slopes on its left and on its right."""
    h = 1e-6
    ends = [float(end) for end in penalty.subdifferential(at)]
    slopes = [float(penalty.value(at + side * h) - penalty.value(at)) / (side * h) for side in (-1, 1)]
    given = float(penalty.gradient(at))
    if not ends[0] <= given <= ends[1]:
        return Evidence("refuted", f"the slope given at {at:g}, {given:g}, is no subgradient", 1)
    how = f"subdifferential at {at:g} against the slopes on both sides"
    return compare(how, ends, slopes, max(1.0, *map(abs, ends)), 100 * h)
