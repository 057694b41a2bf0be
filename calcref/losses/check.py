"""Check a loss: its gradient against finite differences, its kinks against the slopes on their two sides."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref import differences
from calcref.core.evidence import Evidence, weakest
from calcref.core.kinks import Kink
from calcref.losses.loss import Curve, Loss
from calcref.verify.arrays import compare
from calcref.verify.given import reals

_CLOSE = 1e-4  # nearer to a kink than this, central differences might straddle it
_TOLERANCE = 1e-7  # a hundred times what central differences of a smooth function of order one lose


def check_loss(loss: Loss, prediction: Any, target: Any) -> Evidence:
    """Return whether the gradient of `loss` agrees with central differences of its value.

    Entries at a kink are left out; there the ends of the subdifferential are compared with the slopes on both sides.

    Raises:
        ShapeMismatch, OutsideDomain: as for `loss.value`.

    >>> from calcref.losses import logistic
    >>> check_loss(logistic, [0.3, -2.0], [1, 0]).verdict
    'agrees'
    """
    prediction, target = reals(prediction, "predictions"), reals(target, "targets")
    gradient = np.asarray(loss.gradient(prediction, target))
    slopes = np.asarray(differences.gradient(lambda p: loss.value(p, target), prediction))
    smooth = np.full(prediction.shape, True)
    kinks: tuple[Evidence, ...] = ()
    if loss.curve is not None:
        u, _ = loss.curve.argument(prediction, target)
        smooth = np.all([np.abs(u - kink.at) > _CLOSE for kink in loss.curve.kinks] + [smooth], axis=0)
        kinks = tuple(_sides(loss.curve, kink) for kink in loss.curve.kinks)
    scale = np.max(np.abs(slopes)) + 1e-2 * max(1.0, abs(float(loss.value(prediction, target))))
    how = f"{loss.name}: gradient against central differences"
    found = compare(how, gradient[smooth], slopes[smooth], scale, _TOLERANCE)
    judged = weakest([found, *kinks])
    return Evidence(judged.verdict, judged.how, judged.points, judged.error, (found, *kinks))


def _sides(curve: Curve, kink: Kink) -> Evidence:
    """The ends of the subdifferential at `kink` against one-sided differences, in the order of the line."""
    h = 1e-6
    slopes = np.array([(curve.value(kink.at + side * h) - curve.value(kink.at)) / (side * h) for side in (-1, 1)])
    how = f"subdifferential at {kink.at:g} against the slopes on both sides"
    found = compare(how, np.array([kink.lower, kink.upper]), slopes, 1.0, 10 * h)
    inside = kink.lower <= float(curve.slope(np.float64(kink.at))) <= kink.upper
    return found if inside else Evidence("refuted", f"the slope given at {kink.at:g} is no subgradient", 1, found.error)
