"""Check an activation: its slope against differences and the tape, its corners from both sides, its pullback."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref import differences
from calcref.activations.activation import Activation, Corner, JointActivation, along, real
from calcref.autodiff import elementwise_grad, vjp
from calcref.core.evidence import Evidence, weakest
from calcref.verify.arrays import compare

_CLOSE = 1e-4  # nearer to a corner than this, central differences might straddle it
_TOLERANCE = 1e-7  # a hundred times what central differences of a smooth function of order one lose


def check_activation(activation: Activation | JointActivation, x: Any) -> Evidence:
    """Return whether the slope of `activation` agrees with central differences and with the tape.

    Of one that works entry by entry, the slopes on both sides of its corners are compared, too; of one that joins the
    entries, the pullback of a cotangent.

    Raises:
        ShapeMismatch, OutsideDomain: as for `activation.value`.

    >>> from calcref.activations import mish, softmax
    >>> check_activation(mish, [0.3, -2.0]).verdict, check_activation(softmax, [0.3, -2.0]).verdict
    ('agrees', 'agrees')
    """
    parts = _entries(activation, real(x)) if isinstance(activation, Activation) else _joint(activation, x)
    judged = weakest(parts)
    return Evidence(judged.verdict, f"{activation.name}: {judged.how}", judged.points, judged.error, tuple(parts))


def _entries(activation: Activation, x: Any) -> list[Evidence]:
    apart = np.all([np.abs(x - corner.at) > _CLOSE for corner in activation.corners] + [np.isfinite(x)], axis=0)
    x = np.atleast_1d(x)[np.atleast_1d(apart)]
    slopes = np.asarray(activation.slope(x))
    central = np.array([float(differences.gradient(activation.value, np.float64(at))) for at in x])
    scale = max(1.0, float(np.max(np.abs(slopes), initial=0.0)))
    places = np.concatenate([x, [corner.at for corner in activation.corners]])
    traced = np.asarray(elementwise_grad(activation.value)(places))
    return [
        compare("slope against central differences", slopes, central, scale, _TOLERANCE),
        compare("slope against the tape", np.asarray(activation.slope(places)), traced, scale, 1e-12),
        *(_sides(activation, corner) for corner in activation.corners),
    ]


def _sides(activation: Activation, corner: Corner) -> Evidence:
    h = 1e-6
    there = activation.value(np.float64(corner.at))
    slopes = [(float(activation.value(np.float64(corner.at + side * h))) - there) / (side * h) for side in (-1, 1)]
    found = compare(f"slopes on both sides of {corner.at:g}", [corner.left, corner.right], slopes, 1.0, 10 * h)
    given = float(activation.slope(np.float64(corner.at)))
    if min(corner.left, corner.right) <= given <= max(corner.left, corner.right):
        return found
    return Evidence("refuted", f"the slope given at {corner.at:g} is not between those on its sides", 1, found.error)


def _joint(activation: JointActivation, x: Any) -> list[Evidence]:
    x = np.asarray(along(x, activation.name, even=False), dtype=np.float64)
    value, pullback = vjp(activation.value)(x)
    y_bar = np.cos(np.arange(np.size(value), dtype=np.float64)).reshape(np.shape(value))  # any cotangent will do
    ours = np.asarray(activation.pullback(x, y_bar))
    central = np.asarray(differences.gradient(lambda at: np.sum(y_bar * activation.value(at)), x))
    scale = max(1.0, float(np.max(np.abs(ours), initial=0.0)))
    return [
        compare("pullback against central differences", ours, central, scale, _TOLERANCE),
        compare("pullback against the tape", ours, np.asarray(pullback(y_bar)), scale, 1e-12),
    ]
